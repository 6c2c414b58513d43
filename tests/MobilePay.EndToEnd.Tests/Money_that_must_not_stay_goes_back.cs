using System.Net;
using System.Text.Json.Nodes;
using MobilePay.EndToEnd.Tests.Support;

namespace MobilePay.EndToEnd.Tests;

[Collection(OnePlatform.Name)]
public sealed class Money_that_must_not_stay_goes_back(Platform platform)
{
    private static readonly TimeSpan Promise = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("wechat.jsapi")]
    [InlineData("alipay.wap")]
    public async Task Paid_after_the_patient_gave_up(string method)
    {
        var opened = await platform.Open(await platform.Issue(), method);
        ((string)(await platform.Close(opened.PaymentId)).Json["status"]!).ShouldBe("closed");

        await platform.PayInWallet(opened, isLate: true);

        Told(await platform.UntilStatus(opened.PaymentId, "refunded"), "paid-late");
        (await platform.Net(opened)).ShouldBe(0);
        (await platform.Settlements(opened.OutTradeNo)).ShouldBeEmpty();
    }

    // A card can't be charged after the close, for the charge is ours to send. But a bank may say no and take the money.
    [Fact]
    public async Task Paid_though_the_bank_said_no_and_the_patient_gave_up()
    {
        var opened = await platform.Open(await platform.Issue(), "bank.quickpay");
        await platform.PayAndBeToldNo(opened);
        ((string)(await platform.Close(opened.PaymentId)).Json["status"]!).ShouldBe("closed");

        await platform.TellTheTruth(opened);

        Told(await platform.UntilStatus(opened.PaymentId, "refunded"), "paid-late");
        (await platform.Net(opened)).ShouldBe(0);
        (await platform.Settlements(opened.OutTradeNo)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Paid_though_the_bank_said_no_and_paid_again_elsewhere()
    {
        var prescription = await platform.Issue();
        var bank = await platform.Open(prescription, "bank.quickpay");
        await platform.PayAndBeToldNo(bank);
        var wechat = await platform.Open(prescription, "wechat.jsapi");
        await platform.PayInWallet(wechat);
        await platform.UntilConfirmed(wechat.PaymentId);

        await platform.TellTheTruth(bank);

        Told(await platform.UntilStatus(bank.PaymentId, "refunded"), "paid-late");
        ((await platform.Net(bank)) + (await platform.Net(wechat))).ShouldBe(prescription.PayableFen);
    }

    [Theory]
    [InlineData("wechat.jsapi")]
    [InlineData("alipay.wap")]
    [InlineData("bank.quickpay")]
    public async Task The_hospital_refuses(string method)
    {
        var prescription = await platform.Issue();
        var opened = await platform.Open(prescription, method);
        await using var fault = await platform.Fault("his.settlements", new { mode = "refuse", code = "VOIDED", times = 1 });

        await platform.PayInWallet(opened);
        var payment = await platform.UntilStatus(opened.PaymentId, "refunded");

        Told(payment, "hospital-refused");
        ((string)payment["hospital"]!["status"]!).ShouldBe("refused");
        ((string)payment["hospital"]!["reason"]!).ShouldBe("voided");
        (await platform.Net(opened)).ShouldBe(0);
    }

    [Theory]
    [InlineData("wechat.jsapi", "wechat.refund")]
    [InlineData("alipay.wap", "alipay.refund")]
    [InlineData("bank.quickpay", "bank.refund")]
    public async Task The_channel_refunds_and_does_not_answer(string method, string call)
    {
        var opened = await platform.Open(await platform.Issue(), method);
        await using var refused = await platform.Fault("his.settlements", new { mode = "refuse", code = "VOIDED", times = 1 });
        await using var fault = await platform.Fault(call, new { mode = "timeout-after-commit", times = 1 });

        await platform.PayInWallet(opened);
        await platform.UntilStatus(opened.PaymentId, "refunded");

        (await platform.OrderIn(opened))!["refunds"]!.AsArray().ShouldHaveSingleItem();
        (await platform.Net(opened)).ShouldBe(0);
    }

    [Theory]
    [InlineData("wechat.jsapi", "wechat.refund", "NOT_ENOUGH")]
    [InlineData("alipay.wap", "alipay.refund", "ACQ.SELLER_BALANCE_NOT_ENOUGH")]
    [InlineData("bank.quickpay", "bank.refund", "64")]
    public async Task The_channel_refuses_so_a_person_looks_and_tries_again_under_the_same_number(
        string method, string call, string code)
    {
        var opened = await platform.Open(await platform.Issue(), method);
        await using (await platform.Fault("his.settlements", new { mode = "refuse", code = "VOIDED", times = 1 }))
        await using (await platform.Fault(call, new { mode = "refuse", code }))
        {
            await platform.PayInWallet(opened);
            await platform.UntilStatus(opened.PaymentId, "refund-failed");
        }

        var queue = (await Inside(HttpMethod.Get, "/refunds/failed")).Json.AsArray();
        var entry = queue.Single(e => (Guid)e!["paymentId"]! == opened.PaymentId)!;
        ((string)entry["reason"]!).ShouldBe("refund.merchant-balance");
        (await Inside(HttpMethod.Post, $"/refunds/{opened.PaymentId}/{entry["refundNo"]}/retry")).Status
            .ShouldBe(HttpStatusCode.NoContent);

        var payment = await platform.UntilStatus(opened.PaymentId, "refunded");
        ((string)payment["refunds"]![0]!["refundNo"]!).ShouldBe((string)entry["refundNo"]!);
        (await platform.Net(opened)).ShouldBe(0);
    }

    private static void Told(JsonNode payment, string cause)
    {
        var refund = payment["refunds"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)refund["cause"]!).ShouldBe(cause);
        ((long)refund["amountFen"]!).ShouldBe((long)payment["amountFen"]!);
        ((DateTimeOffset)refund["refundedAt"]! - (DateTimeOffset)payment["paidAt"]!).ShouldBeLessThan(Promise);
    }

    // Reached on the service's own port only: the gateway has no such road.
    private Task<Answer> Inside(HttpMethod method, string path) =>
        platform.Send(new(method, platform.OwnAddressOf("payments") + path));
}
