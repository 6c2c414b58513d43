using Microsoft.Playwright;

namespace MobilePay.FinanceWeb.Tests.Support;

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

    public async Task<IPage> Page(Uri address, string lang, int width = 1440)
    {
        var context = await chromium!.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 900 } });
        await context.AddCookiesAsync([new() { Name = "mp.lang", Value = lang, Url = address.ToString() }]);
        return await context.NewPageAsync();
    }
}
