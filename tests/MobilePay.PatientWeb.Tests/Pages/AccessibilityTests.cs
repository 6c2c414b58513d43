using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using MobilePay.PatientWeb.Tests.Support;

namespace MobilePay.PatientWeb.Tests.Pages;

/// <summary>Looks at every page in a real browser. With PATIENT_PICTURES set to a folder it also keeps what it saw.</summary>
public sealed class AccessibilityTests(PatientApp app, Browser browser) : IClassFixture<PatientApp>, IClassFixture<Browser>
{
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("PATIENT_PICTURES");

    public static TheoryData<string, string> Everything => EveryPageTests.Everything();

    [Theory, MemberData(nameof(Everything))]
    public async Task Nothing_on_any_page_seriously_hinders_anybody(string name, string lang)
    {
        var scene = EveryPageTests.SceneOf(name);
        app.Services.Forget();
        using var patient = app.Walker(scene.Agent, lang);
        await scene.Play(new(app.Services, patient));
        var page = await browser.Show(app, patient, scene.Agent);

        var found = await page.RunAxe();

        found.Violations.Where(v => v.Impact is "serious" or "critical")
            .Select(v => $"{v.Id}: {string.Join(" | ", v.Nodes.Select(n => n.Html))}").ShouldBeEmpty();
        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth")).ShouldBeFalse();
        await Keep(page, $"{name}.{lang}");
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("scan-long")]
    [InlineData("detail-long")]
    [InlineData("done")]
    [InlineData("proof-wrong")]
    [InlineData("bank-choose-two")]
    [InlineData("bank-code")]
    [InlineData("bank-new-card-wrong")]
    [InlineData("refund-part-failed")]
    public async Task Large_type_on_a_narrow_phone_needs_no_sideways_scrolling(string name)
    {
        var scene = EveryPageTests.SceneOf(name);
        app.Services.Forget();
        using var patient = app.Walker(scene.Agent);
        await patient.Open("/?large=1");
        await scene.Play(new(app.Services, patient));
        var page = await browser.Show(app, patient, scene.Agent, width: 320);

        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth")).ShouldBeFalse();
        (await page.EvaluateAsync<double>("parseFloat(getComputedStyle(document.body).fontSize)")).ShouldBeGreaterThan(21);
        await Keep(page, $"{name}.large");
        await page.Context.CloseAsync();
    }

    private static async Task Keep(IPage page, string name)
    {
        if (Pictures is null)
            return;

        foreach (var width in new[] { 360, 390, 1440 })
        {
            await page.SetViewportSizeAsync(width, width > 1000 ? 900 : 780);
            await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"{name}.{width}.png"), FullPage = true });
        }
    }
}
