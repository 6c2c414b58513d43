using System.Net;
using System.Text.Json;
using MobilePay.PatientWeb.Tests.Support;
using static MobilePay.PatientWeb.Tests.Support.Samples;

namespace MobilePay.PatientWeb.Tests.Features;

public sealed class StartingAPaymentTests(PatientApp app) : IClassFixture<PatientApp>
{
    private const string Open = "/api/v1/payments";
    private const string PayButton = "main form button";

    [Fact]
    public async Task The_version_she_saw_and_the_key_made_with_the_page_are_sent()
    {
        using var patient = Begin(Agents.Phone);

        await new Stage(app.Services, patient).Pay(Opened(Samples.Redirect));

        var call = app.Services.CallsTo("POST", Open).Single();
        var sent = JsonDocument.Parse(call.Body).RootElement;
        sent.GetProperty("versions")[0].GetString().ShouldBe("1");
        sent.GetProperty("tokens")[0].GetString().ShouldBe(Token);
        sent.GetProperty("method").GetString().ShouldBe("wechat.h5");
        sent.GetProperty("entrance").GetString().ShouldBe("browser");
        sent.GetProperty("payer").GetProperty("device").GetString().ShouldBe("iOS");
        call.Headers["Idempotency-Key"].ShouldEndWith("-wechat.h5");
    }

    [Fact]
    public async Task A_doubt_is_asked_again_once_and_then_by_hand_always_under_the_same_key()
    {
        using var patient = Begin(Agents.Phone);
        var doubt = Problem(503, "channel.unavailable", new { paymentId = Id });

        await new Stage(app.Services, patient).Pay(doubt, doubt, Opened(Samples.Redirect));
        patient.Answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        await patient.Press(PayButton);

        patient.Outside.ShouldNotBeNull();
        Keys().Count.ShouldBe(3);
        Keys().Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_refusal_is_repeated_under_a_new_key_for_the_old_one_is_answered_for_good()
    {
        using var patient = Begin(Agents.Phone);

        await new Stage(app.Services, patient).Pay(Problem(409, "prescription.locked"), Opened(Samples.Redirect));
        await patient.Press(PayButton);

        patient.Outside.ShouldNotBeNull();
        Keys().Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task Paying_again_closes_the_open_payment_first_and_takes_a_new_key()
    {
        using var patient = Begin(Agents.Phone);
        app.Services.On("POST", $"{Open}/{OtherId}/close", Payment("closed", id: OtherId));

        await new Stage(app.Services, patient).Pay(Problem(409, "payment.already-open", new { paymentId = OtherId }),
            Opened(Samples.Redirect));

        patient.Outside.ShouldNotBeNull();
        Keys().Distinct().Count().ShouldBe(2);
        var order = app.Services.Calls.Where(c => c.Method == "POST").Select(c => c.Path);
        order.ShouldBe([Open, $"{Open}/{OtherId}/close", Open]);
    }

    [Theory]
    [InlineData("paid")]
    [InlineData("pending")]
    public async Task An_open_payment_that_can_not_be_closed_is_the_payment(string status)
    {
        using var patient = Begin(Agents.Phone);
        app.Services.On("POST", $"{Open}/{OtherId}/close", Payment(status, id: OtherId));
        app.Services.On("GET", $"{Open}/{OtherId}", Payment(status, id: OtherId));

        await new Stage(app.Services, patient).Pay(Problem(409, "payment.already-open", new { paymentId = OtherId }));

        patient.Path.ShouldBe($"/p/{OtherId}");
        app.Services.CallsTo("POST", Open).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_prescription_paid_meanwhile_leads_to_its_payment()
    {
        using var patient = Begin(Agents.Phone);
        app.Services.On("GET", $"{Open}/{OtherId}", Payment("paid", "confirmed", id: OtherId));

        await new Stage(app.Services, patient).Pay(Problem(409, "prescription.already-paid", new { paymentId = OtherId }));

        patient.Path.ShouldBe($"/p/{OtherId}");
        patient.Text.ShouldContain("缴费成功");
    }

    [Fact]
    public async Task A_second_tap_gets_the_answer_of_the_first()
    {
        using var patient = Begin(Agents.Phone);

        await new Stage(app.Services, patient).Pay(Problem(409, "idempotency.key-running"), Opened(Samples.Redirect));

        patient.Outside.ShouldNotBeNull();
        Keys().Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task An_old_page_sent_again_after_its_payment_was_closed_opens_a_new_one()
    {
        using var patient = Begin(Agents.Phone);
        app.Services.On("POST", Open, Opened(Samples.Redirect), Opened(Samples.Redirect, OtherId));
        app.Services.On("GET", PaymentPath, Payment("closed"));
        app.Services.On("GET", $"{Open}/{OtherId}", Payment(id: OtherId));

        await new Stage(app.Services, patient).Scan(Sheet());
        await patient.Press(PayButton);

        patient.Outside!.ToString().ShouldContain(OtherId.ToString());
        Keys().Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_change_at_the_hospital_shows_the_old_and_the_new_amount_before_anything_is_paid()
    {
        using var patient = Begin(Agents.Phone);
        app.Services.On("POST", Open, Problem(409, "prescription.changed", new { version = "2", payableFen = 6000 }));
        app.Services.On("GET", SheetPath, Sheet(), Sheet(fen: 6000, version: "2"));

        await patient.Open($"/s/{Token}");
        await patient.Press(PayButton);

        patient.Path.ShouldBe($"/s/{Token}");
        patient.Text.ShouldContain("由 ¥53.40 变为 ¥60.00");
        patient.Text.ShouldContain("去支付 ¥60.00");
    }

    private Walker Begin(string agent)
    {
        app.Services.Forget();
        return app.Walker(agent);
    }

    private List<string> Keys() => [.. app.Services.CallsTo("POST", Open).Select(c => c.Headers["Idempotency-Key"])];
}
