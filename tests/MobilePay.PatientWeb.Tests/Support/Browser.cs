using Microsoft.Playwright;

namespace MobilePay.PatientWeb.Tests.Support;

/// <summary>The machine's own Chromium. Where there is none the tests fail and say so.</summary>
public sealed class Browser : IAsyncLifetime
{
    private IPlaywright? playwright;
    private IBrowser? chromium;

    public async Task InitializeAsync()
    {
        var program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }, Path.Combine)
            .FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("No Chromium on the PATH. Install the package chromium to run these tests.");
        playwright = await Playwright.CreateAsync();
        chromium = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync"],
        });
    }

    public async Task DisposeAsync()
    {
        if (chromium is not null)
            await chromium.DisposeAsync();
        playwright?.Dispose();
    }

    public async Task<IPage> Page(string agent, int width = 390, int height = 844)
    {
        var context = await chromium!.NewContextAsync(new()
        {
            UserAgent = agent,
            ViewportSize = new() { Width = width, Height = height },
        });
        return await context.NewPageAsync();
    }

    /// <summary>Shows the page a walker stands on, also one that only a form leads to.</summary>
    public async Task<IPage> Show(PatientApp app, Walker patient, string agent, int width = 390, string? script = null,
        bool hasClock = false)
    {
        var page = await Page(agent, width);
        if (hasClock)
            await page.Clock.InstallAsync();
        if (script is not null)
            await page.AddInitScriptAsync(script);
        var address = new Uri(app.Address, patient.Path);
        var html = await patient.Answer.Content.ReadAsStringAsync();
        var policy = patient.Answer.Headers.GetValues("Content-Security-Policy").Single();
        var cookies = patient.Cookies.GetCookies(app.Address)
            .Select(c => new Cookie { Name = c.Name, Value = c.Value, Url = app.Address.ToString() });
        await page.Context.AddCookiesAsync(cookies);
        await page.RouteAsync(url => url == address.ToString(), route => route.FulfillAsync(new()
        {
            Body = html,
            ContentType = "text/html; charset=utf-8",
            Headers = new Dictionary<string, string>
            {
                ["Content-Security-Policy"] = policy,
                ["Content-Type"] = "text/html; charset=utf-8",
            },
        }));
        await page.GotoAsync(address.ToString());
        return page;
    }
}
