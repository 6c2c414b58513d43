using MobilePay.PatientWeb.Tests.Support;

namespace MobilePay.PatientWeb.Tests.Pages;

public sealed class MissingPageTests(PatientApp app) : IClassFixture<PatientApp>
{
    [Fact]
    public async Task A_missing_page_too_is_shown_in_the_language_asked_for()
    {
        using var patient = app.Walker(Agents.Phone);

        await patient.Open("/s/a/b/c");
        var english = patient.Page.QuerySelector(".top__tools a[lang=en]")!.GetAttribute("href")!;
        await patient.Open(english);

        english.ShouldBe("/s/a/b/c?lang=en");
        patient.Text.ShouldContain("no such page");
    }
}
