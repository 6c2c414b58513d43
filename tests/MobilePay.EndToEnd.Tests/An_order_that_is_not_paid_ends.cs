using System.Net;
using MobilePay.EndToEnd.Tests.Support;

namespace MobilePay.EndToEnd.Tests;

[Collection(OnePlatform.Name)]
public sealed class An_order_that_is_not_paid_ends(Platform platform)
{
    [Fact]
    public async Task The_patient_gives_up_and_may_start_anew()
    {
        var prescription = await platform.Issue();
        var first = await platform.Open(prescription);

        var closed = await platform.Close(first.PaymentId);

        closed.Status.ShouldBe(HttpStatusCode.OK);
        ((string)closed.Json["status"]!).ShouldBe("closed");
        ((string)(await platform.WeChatOrder(first.OutTradeNo))!["state"]!).ShouldBe("CLOSED");
        var second = await platform.Open(prescription);
        await platform.PayInWallet(second.OutTradeNo);
        await platform.UntilConfirmed(second.PaymentId);
    }

    [Theory]
    [InlineData("wechat.jsapi", "wechat.notify")]
    [InlineData("alipay.wap", "alipay.notify")]
    [InlineData("bank.quickpay", "bank.notify")]
    public async Task Giving_up_what_is_paid_tells_that_it_is_paid(string method, string notices)
    {
        var opened = await platform.Open(await platform.Issue(), method);
        await using (await platform.Fault(notices, new { mode = "drop" }))
        {
            await platform.PayInWallet(opened);

            var closed = await platform.Close(opened.PaymentId);

            ((string)closed.Json["status"]!).ShouldBe("paid");
        }

        await platform.UntilConfirmed(opened.PaymentId);
    }

    [Fact]
    public async Task A_doubtful_close_leaves_the_payment_open()
    {
        var opened = await platform.Open(await platform.Issue());
        await using (await platform.Fault("wechat.close", new { mode = "timeout-before" }))
        await using (await platform.Fault("wechat.query", new { mode = "error" }))
            ((string)(await platform.Close(opened.PaymentId)).Json["status"]!).ShouldBe("pending");

        await platform.PayInWallet(opened.OutTradeNo);
        await platform.UntilConfirmed(opened.PaymentId);
    }

    [Theory]
    [InlineData("wechat.jsapi")]
    [InlineData("alipay.wap")]
    [InlineData("bank.quickpay")]
    public async Task Its_time_runs_out_and_what_is_paid_afterwards_goes_back(string method)
    {
        var forgotten = platform.Forgotten[method];
        await platform.UntilStatus(forgotten.PaymentId, "closed");
        if (forgotten.Channel == "wechat")
            ((string)(await platform.OrderIn(forgotten))!["state"]!).ShouldBe("CLOSED");

        // At the bank she had paid in time, and was told no; the truth comes now.
        if (forgotten.Channel == "bank")
            await platform.TellTheTruth(forgotten);
        else
            await platform.PayInWallet(forgotten, isLate: true);

        var payment = await platform.UntilStatus(forgotten.PaymentId, "refunded");
        ((string)payment["refunds"]![0]!["cause"]!).ShouldBe("paid-late");
        (await platform.Net(forgotten)).ShouldBe(0);
        (await platform.Settlements(forgotten.OutTradeNo)).ShouldBeEmpty();
    }
}
