using MobilePay.PatientWeb.Tests.Support;
using static MobilePay.PatientWeb.Tests.Support.Samples;

namespace MobilePay.PatientWeb.Tests.Features;

public sealed class ScanningAgainTests(PatientApp app) : IClassFixture<PatientApp>
{
    [Fact]
    public async Task The_phone_that_paid_is_led_to_its_payment_without_a_proof()
    {
        app.Services.Forget();
        using var patient = app.Walker(Agents.Phone);
        var stage = new Stage(app.Services, patient);
        await stage.Show(Payment("paid", "confirmed"));

        await stage.Scan(Sheet("paid"));

        patient.Text.ShouldContain("不需要再付款");
        patient.Text.ShouldNotContain("请先验证");
        patient.Page.QuerySelector($"a[href='/p/{Id}']").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_phone_whose_own_payment_was_closed_is_asked_for_the_proof()
    {
        app.Services.Forget();
        using var patient = app.Walker(Agents.Phone);
        var stage = new Stage(app.Services, patient);
        await stage.Show(Payment("closed"));

        await stage.Scan(Sheet("paid"));

        patient.Text.ShouldContain("请先验证");
    }

    [Fact]
    public async Task Every_later_page_names_the_hospital_of_the_sheet()
    {
        app.Services.Forget();
        using var patient = app.Walker(Agents.Phone);

        await new Stage(app.Services, patient).Show(Payment("paid", "confirmed"));

        patient.Page.QuerySelector(".top__name")!.TextContent.ShouldBe("示例人民医院");
    }
}
