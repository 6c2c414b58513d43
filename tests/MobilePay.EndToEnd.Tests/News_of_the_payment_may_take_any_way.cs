using MobilePay.EndToEnd.Tests.Support;

namespace MobilePay.EndToEnd.Tests;

[Collection(OnePlatform.Name)]
public sealed class News_of_the_payment_may_take_any_way(Platform platform)
{
    [Fact]
    public async Task The_notice_comes_before_the_create_call_returns()
    {
        var prescription = await platform.Issue();
        await using var fault = await platform.Fault("wechat.place", new { mode = "paid-before-answer", times = 1 });

        var opened = await platform.Open(prescription);
        await platform.UntilConfirmed(opened.PaymentId);

        (await platform.Settlements(opened.OutTradeNo)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task No_notice_at_all_and_the_query_finds_it()
    {
        var opened = await platform.Open(await platform.Issue());
        await using var fault = await platform.Fault("wechat.notify", new { mode = "drop" });

        await platform.PayInWallet(opened.OutTradeNo);
        await platform.UntilConfirmed(opened.PaymentId);

        ((bool)(await platform.WeChatOrder(opened.OutTradeNo))!["noticeAccepted"]!).ShouldBeFalse();
        (await platform.Settlements(opened.OutTradeNo)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_channel_takes_the_order_and_does_not_answer_and_the_same_key_goes_on()
    {
        var body = Platform.Body(await platform.Issue());
        var key = Guid.NewGuid().ToString();
        Answer first;
        await using (await platform.Fault("wechat.place", new { mode = "timeout-after-commit" }))
            first = await platform.TryOpen(body, key);
        first.Status.ShouldBe(System.Net.HttpStatusCode.ServiceUnavailable, first.Text);
        first.Code.ShouldBe("channel.unavailable");
        var id = (Guid)first.Json["paymentId"]!;

        var second = await platform.OpenInTheEnd(body, key);

        second.PaymentId.ShouldBe(id);
        await platform.PayInWallet(second.OutTradeNo);
        await platform.UntilConfirmed(id);
    }
}
