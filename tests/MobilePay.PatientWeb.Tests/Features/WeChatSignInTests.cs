using System.Net;
using System.Text.Json;
using MobilePay.PatientWeb.Tests.Support;
using static MobilePay.PatientWeb.Tests.Support.Samples;

namespace MobilePay.PatientWeb.Tests.Features;

public sealed class WeChatSignInTests(PatientApp app) : IClassFixture<PatientApp>
{
    private const string Open = "/api/v1/payments";

    [Fact]
    public async Task In_WeChat_she_is_asked_for_once_and_pays_as_herself()
    {
        app.Services.Forget();
        using var patient = app.Walker(Agents.WeChat);

        await new Stage(app.Services, patient).SignInAndPay(Opened(Jsapi));

        patient.Path.ShouldBe($"/pay/{Id}");
        patient.Page.QuerySelector("[data-wechat]")!.GetAttribute("data-wechat")!.ShouldContain("prepay_id=wx1");
        var sent = JsonDocument.Parse(app.Services.CallsTo("POST", Open).Single().Body).RootElement;
        sent.GetProperty("method").GetString().ShouldBe("wechat.jsapi");
        sent.GetProperty("payer").GetProperty("openid").GetString().ShouldBe("oTest0000000000000000000001");

        await new Stage(app.Services, patient).Pay(Opened(Jsapi));
        patient.Path.ShouldBe($"/pay/{Id}");
        app.Services.CallsTo("GET", "/wechat/authorize-url").Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_way_back_from_WeChat_names_this_site_and_hospital()
    {
        app.Services.Forget();
        using var patient = app.Walker(Agents.WeChat);

        await new Stage(app.Services, patient).SignInAndPay(Opened(Jsapi));

        var asked = app.Services.CallsTo("GET", "/wechat/authorize-url").Single().PathAndQuery;
        asked.ShouldContain("hospital=SYN000000");
        Uri.UnescapeDataString(asked).ShouldContain("redirect=http://pay.example/wechat/return");
    }

    [Fact]
    public async Task A_state_from_another_phone_pays_nothing()
    {
        app.Services.Forget();
        using var patient = app.Walker(Agents.WeChat);
        using var stranger = app.Walker(Agents.WeChat);
        await new Stage(app.Services, patient).SignInAndPay(Opened(Jsapi));
        var state = app.Services.State();
        var before = app.Services.CallsTo("POST", Open).Count;
        await new Stage(app.Services, stranger).Pay(Opened(Jsapi));

        await stranger.Open($"/wechat/return?code=code1&state={state}");

        stranger.Answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        app.Services.CallsTo("POST", Open).Count.ShouldBe(before);
        app.Services.CallsTo("GET", "/wechat/openid").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Where_WeChat_does_not_say_who_she_is_the_browser_is_offered()
    {
        app.Services.Forget();
        using var patient = app.Walker(Agents.WeChat);
        await SheetAndPaymentSceneOf("sign-in-failed").Play(new(app.Services, patient));

        app.Services.On("POST", Open, Opened(Samples.Redirect));
        await patient.Press("button[value='wechat.h5']");

        patient.Outside!.Host.ShouldBe("cashier.example");
    }

    [Fact]
    public async Task A_forged_word_of_success_changes_nothing()
    {
        app.Services.Forget();
        using var patient = app.Walker(Agents.WeChat);

        await new Stage(app.Services, patient).Show(Payment(), "?told=ok&status=paid");

        patient.Text.ShouldContain("正在确认付款结果");
        patient.Text.ShouldNotContain("已付款");
    }

    private static Scene SheetAndPaymentSceneOf(string name) => PaymentScenes.All.Single(s => s.Name == name);
}
