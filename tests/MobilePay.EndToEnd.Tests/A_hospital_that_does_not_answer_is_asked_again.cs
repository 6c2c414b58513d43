using System.Net;
using MobilePay.EndToEnd.Tests.Support;

namespace MobilePay.EndToEnd.Tests;

[Collection(OnePlatform.Name)]
public sealed class A_hospital_that_does_not_answer_is_asked_again(Platform platform)
{
    [Fact]
    public async Task It_booked_and_did_not_answer_so_it_is_looked_up_and_confirmed_once()
    {
        var opened = await platform.Open(await platform.Issue());
        await using var fault = await platform.Fault("his.settlements", new { mode = "timeout-after-commit", times = 1 });

        await platform.PayInWallet(opened.OutTradeNo);
        var inDoubt = await platform.Until(opened.PaymentId, p => (string)p["hospital"]!["status"]! == "unknown", "unknown");
        ((string)inDoubt["status"]!).ShouldBe("paid");
        inDoubt["refunds"]!.AsArray().ShouldBeEmpty();
        await platform.UntilConfirmed(opened.PaymentId);

        var settlement = (await platform.Settlements(opened.OutTradeNo)).ShouldHaveSingleItem();
        ((int)settlement["confirmsReceived"]!).ShouldBe(1);
    }

    [Fact]
    public async Task It_never_got_the_confirm_so_the_same_one_is_sent_again()
    {
        var opened = await platform.Open(await platform.Issue());
        await using var fault = await platform.Fault("his.settlements", new { mode = "timeout-before", times = 1 });

        await platform.PayInWallet(opened.OutTradeNo);
        await platform.UntilConfirmed(opened.PaymentId);

        (await platform.Settlements(opened.OutTradeNo)).ShouldHaveSingleItem();
        (await platform.Query<int>("hissync",
            $"select sent_count from write_backs where order_no = '{opened.OutTradeNo}'")).ShouldBe(2);
    }

    [Fact]
    public async Task While_it_is_away_nobody_is_charged()
    {
        var prescription = await platform.Issue();
        await using var fault = await platform.Fault("his.bills", new { mode = "error" });

        var scan = await platform.Scan(prescription.Token);
        var open = await platform.TryOpen(Platform.Body(prescription), Guid.NewGuid().ToString());

        scan.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        scan.Code.ShouldBe("hospital.unavailable");
        open.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        open.Code.ShouldBe("hospital.unavailable");
    }

    [Fact]
    public async Task It_locked_the_bill_and_did_not_answer_and_the_same_key_goes_on()
    {
        var body = Platform.Body(await platform.Issue());
        var key = Guid.NewGuid().ToString();
        await using (await platform.Fault("his.presettlements", new { mode = "timeout-after-commit", times = 1 }))
            (await platform.TryOpen(body, key)).Code.ShouldBe("hospital.unavailable");

        (await platform.OpenInTheEnd(body, key)).OutTradeNo.ShouldNotBeNullOrEmpty();
    }
}
