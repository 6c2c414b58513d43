using MobilePay.EndToEnd.Tests.Support;

namespace MobilePay.EndToEnd.Tests;

[Collection(OnePlatform.Name)]
public sealed class Every_channel_pays(Platform platform)
{
    [Theory]
    [InlineData("alipay.wap", "redirect")]
    [InlineData("alipay.app", "alipay-app")]
    [InlineData("alipay.jsapi", "alipay-jsapi")]
    [InlineData("alipay.qr", "qr")]
    [InlineData("bank.quickpay", "sms-confirm")]
    public async Task And_the_hospital_knows(string method, string action)
    {
        var prescription = await platform.Issue();
        var opened = await platform.Open(prescription, method);
        ((string)opened.Action["type"]!).ShouldBe(action);

        await platform.PayInWallet(opened);

        var payment = await platform.UntilConfirmed(opened.PaymentId);
        payment["hospital"]!["pickup"].ShouldNotBeNull();
        (await platform.Net(opened)).ShouldBe(prescription.PayableFen);
        var settlement = (await platform.Settlements(opened.OutTradeNo)).ShouldHaveSingleItem();
        ((long)settlement["paidFen"]!).ShouldBe(prescription.PayableFen);
    }

    [Theory]
    [InlineData("alipay.wap", "alipay.notify")]
    [InlineData("bank.quickpay", "bank.notify")]
    public async Task And_a_lost_notice_is_normal(string method, string notices)
    {
        await using var fault = await platform.Fault(notices, new { mode = "drop" });
        var opened = await platform.Open(await platform.Issue(), method);

        await platform.PayInWallet(opened);

        await platform.UntilConfirmed(opened.PaymentId);
    }

    [Theory]
    [InlineData("alipay.wap", "alipay.notify")]
    [InlineData("bank.quickpay", "bank.notify")]
    public async Task And_a_notice_sent_five_times_books_once(string method, string notices)
    {
        await using var fault = await platform.Fault(notices, new { mode = "duplicate", copies = 5 });
        var opened = await platform.Open(await platform.Issue(), method);

        await platform.PayInWallet(opened);

        await platform.UntilConfirmed(opened.PaymentId);
        (await platform.Settlements(opened.OutTradeNo)).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("alipay.jsapi", "alipay.create")]
    [InlineData("bank.quickpay", "bank.pay")]
    public async Task And_an_answer_that_was_lost_after_it_was_booked_charges_once(string method, string call)
    {
        var prescription = await platform.Issue();
        await using var fault = await platform.Fault(call, new { mode = "timeout-after-commit", times = 1 });
        var opened = await platform.Open(prescription, method);

        await platform.Thumb(opened);

        await platform.UntilConfirmed(opened.PaymentId);
        (await platform.Net(opened)).ShouldBe(prescription.PayableFen);
    }
}
