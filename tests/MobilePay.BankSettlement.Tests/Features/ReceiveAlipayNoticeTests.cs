using System.Net;
using System.Text;
using MobilePay.BankSettlement.Domain;
using MobilePay.BankSettlement.Tests.Support;

namespace MobilePay.BankSettlement.Tests.Features;

[Collection(Database.Name)]
public sealed class ReceiveAlipayNoticeTests(PostgresFixture postgres) : IAsyncLifetime
{
    private BankApp app = null!;

    public async Task InitializeAsync()
    {
        app = await BankApp.Start(postgres);
        await app.Place(BankApp.Order(method: "alipay.wap"));
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_good_notice_books_the_payment_and_is_answered_with_seven_bytes()
    {
        var answer = await app.NotifyAlipay(new AlipayNotice());

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBe("success"u8.ToArray());
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");
        (await app.State()).ShouldBe("Paid");
        var message = (await app.Outbox()).ShouldHaveSingleItem();
        message.Type.ShouldBe("MobilePay.Contracts.ChannelPaid");

        // The books know the merchant as statements name her: by the account, and not by the application.
        message.Body.ShouldContain(TestAlipay.Options.SellerId);
        message.Body.ShouldNotContain(TestAlipay.AppId);
        (await app.Notices()).ShouldHaveSingleItem().NoticeId.ShouldBe("2025100900222165310000000001:TRADE_SUCCESS");
    }

    [Fact]
    public async Task One_notify_id_repeats_and_moves_on()
    {
        await app.NotifyAlipay(AlipayNotice.With(("trade_status", "WAIT_BUYER_PAY"), ("gmt_payment", null)));
        (await app.State()).ShouldBe("Open");
        for (var i = 0; i < 3; i++)
        {
            var repeat = AlipayNotice.With(("notify_time", $"2025-10-09 17:0{i}:00"));
            (await app.NotifyAlipay(repeat)).StatusCode.ShouldBe(HttpStatusCode.OK);
            app.Clock.Advance(TimeSpan.FromHours(5));
        }

        (await app.NotifyAlipay(AlipayNotice.With(("trade_status", "TRADE_FINISHED")))).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await app.State()).ShouldBe("Paid");
        (await app.Outbox()).Count.ShouldBe(1);
        (await app.Notices()).Select(n => n.NoticeId.Split(':')[1]).ShouldBe(
            ["WAIT_BUYER_PAY", "TRADE_SUCCESS", "TRADE_FINISHED"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_trade_closed_unpaid_is_told()
    {
        await app.NotifyAlipay(AlipayNotice.With(("trade_status", "TRADE_CLOSED"), ("gmt_payment", null)));

        (await app.State()).ShouldBe("Closed");
        (await app.Outbox()).ShouldHaveSingleItem().Type.ShouldBe("MobilePay.Contracts.ChannelClosed");
    }

    [Theory]
    [InlineData("app_id", "9021000000000002", "appid-differs")]
    [InlineData("seller_id", "2088000000000002", "seller-differs")]
    [InlineData("out_trade_no", "MP20251009999999", "channel.order-unknown")]
    [InlineData("total_amount", "0.01", "channel.amount-differs")]
    [InlineData("trans_currency", "USD", "channel.currency-differs")]
    [InlineData("trade_status", "TRADE_PENDING", "trade-incomplete")]
    public async Task A_well_signed_notice_with_wrong_facts_is_kept_and_never_booked(string field, string value, string code)
    {
        for (var i = 0; i < 3; i++)
        {
            var answer = await app.NotifyAlipay(AlipayNotice.With((field, value)));
            answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await answer.Content.ReadAsStringAsync()).ShouldBe("failure");
        }

        (await app.State()).ShouldBe("Open");
        (await app.Outbox()).ShouldBeEmpty();
        var kept = (await app.Notices()).ShouldHaveSingleItem();
        (kept.Outcome, kept.RefusedFor).ShouldBe((NoticeOutcome.Refused, code));
        Encoding.UTF8.GetString(kept.RawBody!).ShouldContain("trade_status=");
    }

    [Fact]
    public async Task A_forged_notice_and_one_for_nobody_leave_no_trace_but_a_count()
    {
        HttpResponseMessage[] answers =
        [
            await app.NotifyAlipay(new AlipayNotice { SigningKey = "appPrivateKeyPem" }),
            await app.NotifyAlipay(new AlipayNotice(), "9021000000000002"),
        ];

        foreach (var answer in answers)
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            (await answer.Content.ReadAsStringAsync()).ShouldBe("failure");
        }

        (await app.State()).ShouldBe("Open");
        (await app.Notices()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Notices_and_queries_at_once_book_once()
    {
        await app.Place(BankApp.Order("MP20251009000002", "alipay.jsapi"));
        app.Alipay.Pay("MP20251009000002");
        app.Clock.Advance(TimeSpan.FromSeconds(4));
        var notice = AlipayNotice.With(("out_trade_no", "MP20251009000002"));

        await Task.WhenAll(app.NotifyAlipay(notice), app.NotifyAlipay(notice), app.QueryDue());

        (await app.State("MP20251009000002")).ShouldBe("Paid");
        (await app.Outbox()).Count.ShouldBe(1);
    }
}
