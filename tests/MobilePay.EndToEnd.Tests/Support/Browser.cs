using System.Collections.Concurrent;
using Microsoft.Playwright;
using MobilePay.LocalHost.Install;

namespace MobilePay.EndToEnd.Tests.Support;

/// <summary>A real Chromium, held as a patient, a clerk or a visitor of the sandbox holds it.</summary>
public sealed class Browser : IAsyncLifetime
{
    private const string InWeChat =
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 "
        + "MicroMessenger/8.0.54(0x18003632) NetType/4G Language/zh_CN";

    private const string OnAndroid =
        "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36";

    private const string InAlipay =
        "Mozilla/5.0 (Linux; U; Android 14; zh-CN; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/131.0.0.0 "
        + "Mobile Safari/537.36 AlipayClient/10.6.80.8000 Language/zh-Hans";

    // Only ends a broken run: what is waited for comes by itself, through queues and repeated calls.
    private const float PatienceMs = 60_000;

    private readonly ConcurrentQueue<string> complaints = new();
    private IPlaywright? playwright;
    private IBrowser? chromium;

    /// <summary>What the browser refused to load, frame or send because a page's own policy forbids it.</summary>
    public IEnumerable<string> Complaints => complaints;

    public async Task InitializeAsync()
    {
        // Throws a sentence that says what to install where there is no browser.
        var program = await BrowserInstall.Ensure();
        playwright = await Playwright.CreateAsync();
        chromium = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = program,
            Headless = true,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync"],
        });
        Assertions.SetDefaultExpectTimeout(PatienceMs);
    }

    public async Task DisposeAsync()
    {
        if (chromium is not null)
            await chromium.DisposeAsync();
        playwright?.Dispose();
    }

    public Task<IPage> WeChat() => Open(Phone(InWeChat));

    public Task<IPage> Alipay() => Open(Phone(InAlipay));

    /// <summary>The phone's ordinary browser.</summary>
    public Task<IPage> OnPhone() => Open(Phone(OnAndroid));

    /// <summary>The phone's ordinary browser, with scripts switched off.</summary>
    public Task<IPage> BrowserWithoutScript()
    {
        var phone = Phone(OnAndroid);
        phone.JavaScriptEnabled = false;
        return Open(phone);
    }

    public Task<IPage> Desktop(int width = 1280, int height = 800) =>
        Open(new() { ViewportSize = new() { Width = width, Height = height } });

    /// <summary>A picture for the READMEs; without MOBILEPAY_PICTURES=1 it stays beside the test's program.</summary>
    public static async Task Picture(IPage page, string name, bool isWhole = false)
    {
        var folder = Environment.GetEnvironmentVariable("MOBILEPAY_PICTURES") == "1"
            ? Path.Combine(RepositoryRoot, "docs", "images")
            : Path.Combine(AppContext.BaseDirectory, "pictures");
        await page.ScreenshotAsync(new()
        {
            Path = Path.Combine(folder, name),
            FullPage = isWhole,
            Animations = ScreenshotAnimations.Disabled,
        });
    }

    private static string RepositoryRoot
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "MobilePay.sln")))
                folder = folder.Parent ?? throw new InvalidOperationException("Pictures are taken within the repository.");
            return folder.FullName;
        }
    }

    private static BrowserNewContextOptions Phone(string agent) => new()
    {
        UserAgent = agent,
        ViewportSize = new() { Width = 390, Height = 844 },
        DeviceScaleFactor = 2,
        HasTouch = true,
    };

    private async Task<IPage> Open(BrowserNewContextOptions person)
    {
        person.Locale = "zh-CN";
        var context = await chromium!.NewContextAsync(person);
        context.SetDefaultTimeout(PatienceMs);
        context.Console += (_, said) =>
        {
            if (said.Type == "error" && said.Text.Contains("Content Security Policy", StringComparison.Ordinal))
                complaints.Enqueue(said.Text);
        };
        return await context.NewPageAsync();
    }
}
