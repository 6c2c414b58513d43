using System.Net;
using MobilePay.PatientWeb.Tests.Support;

namespace MobilePay.PatientWeb.Tests.Pages;

public sealed class EveryPageTests(PatientApp app) : IClassFixture<PatientApp>
{
    private static readonly IReadOnlyList<Scene> Scenes = [.. SheetScenes.All, .. PaymentScenes.All, .. BankScenes.All];

    public static TheoryData<string, string> Everything()
    {
        var all = new TheoryData<string, string>();
        foreach (var scene in Scenes)
        {
            all.Add(scene.Name, "zh");
            all.Add(scene.Name, "en");
        }

        return all;
    }

    public static Scene SceneOf(string name) => Scenes.Single(s => s.Name == name);

    [Theory, MemberData(nameof(Everything))]
    public async Task Every_state_of_every_page_says_what_it_has_to_in_both_languages(string name, string lang)
    {
        var scene = SceneOf(name);
        app.Services.Forget();
        using var patient = app.Walker(scene.Agent, lang);

        await scene.Play(new(app.Services, patient));

        patient.Answer.StatusCode.ShouldBe((HttpStatusCode)scene.Status);
        patient.Text.ShouldContain(lang == "zh" ? scene.Chinese : scene.English);
        patient.Page.DocumentElement.GetAttribute("lang").ShouldBe(lang == "zh" ? "zh-CN" : "en");
        patient.Page.QuerySelectorAll("h1").Length.ShouldBe(1);
        patient.Page.Title.ShouldNotBeNullOrWhiteSpace();
    }

    [Theory, MemberData(nameof(Everything))]
    public async Task No_page_is_kept_anywhere_or_holds_inline_script_or_style(string name, string lang)
    {
        var scene = SceneOf(name);
        app.Services.Forget();
        using var patient = app.Walker(scene.Agent, lang);

        await scene.Play(new(app.Services, patient));

        patient.Answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        patient.Answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'none'");
        patient.Page.QuerySelectorAll("script:not([src]), style, [style], [onclick]").ShouldBeEmpty();
    }
}
