using System.Net;
using MobilePay.PatientWeb.Tests.Support;

namespace MobilePay.PatientWeb.Tests.Features;

public sealed class PayingWithoutScriptTests(PatientApp app) : IClassFixture<PatientApp>
{
    [Fact]
    public async Task A_phone_walks_from_the_scan_to_the_pharmacy_window_by_forms_alone()
    {
        app.Services.Forget();
        app.Services.On("GET", Samples.SheetPath, Samples.Sheet());
        app.Services.On("POST", "/api/v1/payments", Samples.Opened(Samples.Redirect));
        app.Services.On("GET", Samples.PaymentPath, Samples.Payment());
        using var patient = app.Walker(Agents.Phone);

        await patient.Open($"/s/{Samples.Token}");
        patient.Answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        patient.Text.ShouldContain("¥53.40");

        await patient.Press("button[value='wechat.h5']");
        patient.Outside!.ToString().ShouldBe(
            $"http://cashier.example/h5?prepay_id=wx1&package=2&redirect_url=http%3A%2F%2Fpay.example%2Fp%2F{Samples.Id}");

        await patient.Open($"/p/{Samples.Id}");
        patient.Text.ShouldContain("正在等待付款结果");

        app.Services.On("GET", Samples.PaymentPath, Samples.Payment("paid", "waiting"));
        await patient.Open($"/p/{Samples.Id}");
        patient.Text.ShouldContain("已付款，正在通知医院");
        patient.Page.QuerySelector("noscript meta[http-equiv=refresh]").ShouldNotBeNull();

        app.Services.On("GET", Samples.PaymentPath, Samples.Payment("paid", "confirmed"));
        await patient.Open($"/p/{Samples.Id}");
        patient.Text.ShouldContain("缴费成功");
        patient.Text.ShouldContain("3 号窗口");
    }
}
