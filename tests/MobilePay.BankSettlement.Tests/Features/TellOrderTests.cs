using System.Net;
using System.Text.Json;
using MobilePay.BankSettlement.Domain;
using MobilePay.BankSettlement.Tests.Support;

namespace MobilePay.BankSettlement.Tests.Features;

[Collection(Database.Name)]
public sealed class TellOrderTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string RefundNo = "MP20251009000001R01";
    private BankApp app = null!;

    public async Task InitializeAsync()
    {
        app = await BankApp.Start(postgres);
        await app.Place();
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    private SignedNotice Notice => new(app.Clock.GetUtcNow());

    [Fact]
    public async Task An_orders_story_tells_its_calls_notices_and_refunds_and_not_who_pays()
    {
        var wrong = Notice;
        wrong.Transaction["amount"]!["total"] = 1;
        await app.Notify(wrong);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.Notify(Notice);
        await app.WantRefund(RefundNo, 1260);
        await app.StepRefunds();
        await app.Notify(SignedNotice.OfRefund(app.Clock.GetUtcNow(), RefundNo));

        var answer = await app.Http.GetAsync($"/orders/{BankApp.Number}/story");
        var text = await answer.Content.ReadAsStringAsync();
        var story = JsonDocument.Parse(text).RootElement;

        var order = story.GetProperty("order");
        (order.Text("state"), order.Text("channelTradeNo"), order.GetProperty("placings").GetInt32())
            .ShouldBe(("paid", "4200000000202510090000000001", 1));
        story.GetProperty("notices").EnumerateArray().Select(n => (n.Text("outcome"), Optional(n, "refusedFor"))).ShouldBe(
            [("refused", "channel.amount-differs"), ("accepted", null), ("accepted", null)]);
        var refund = story.GetProperty("refunds").EnumerateArray().ShouldHaveSingleItem();
        (refund.Text("state"), refund.GetProperty("sendings").GetInt32(), refund.GetProperty("amountFen").GetInt64())
            .ShouldBe(("refunded", 1, 1260L));
        refund.Text("channelRefundNo").ShouldBe("50300000000000000000000000001");
        text.ShouldNotContain("oTestOpenid");
        text.ShouldNotContain("203.0.113.7");
    }

    [Fact]
    public async Task An_order_nobody_placed_has_no_story() =>
        (await app.Http.GetAsync("/orders/MP20251009999999/story")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task A_refused_notice_that_is_right_later_knows_its_order_and_a_repeat_adds_none()
    {
        var notice = Notice;
        notice.Transaction["out_trade_no"] = "MP20251009000002";
        await app.Notify(notice);
        (await Known()).ShouldBe([(NoticeOutcome.Refused, "MP20251009000002")]);
        await app.Place(BankApp.Order("MP20251009000002"));

        await app.Notify(notice);
        await app.Notify(notice);

        (await Known()).ShouldBe([(NoticeOutcome.Accepted, "MP20251009000002")]);
    }

    [Theory]
    [InlineData("appid", "wx0000000000000002")]
    [InlineData("mchid", "1900000002")]
    [InlineData("trade_state", "NOTPAY")]
    public async Task A_notice_refused_before_it_is_looked_up_keeps_the_number_it_names(string member, string value)
    {
        var notice = Notice;
        notice.Transaction[member] = value;

        await app.Notify(notice);

        (await Known()).ShouldBe([(NoticeOutcome.Refused, BankApp.Number)]);
    }

    [Fact]
    public async Task A_refunds_notice_is_about_the_order_it_is_of()
    {
        await app.Notify(Notice);
        await app.WantRefund(RefundNo, 1260);
        await app.StepRefunds();

        await app.Notify(SignedNotice.OfRefund(app.Clock.GetUtcNow(), RefundNo, fen: 9));

        (await Known()).ShouldBe([(NoticeOutcome.Accepted, BankApp.Number), (NoticeOutcome.Refused, BankApp.Number)]);
    }

    [Fact]
    public async Task A_number_too_long_to_be_ours_is_not_kept()
    {
        var notice = Notice;
        notice.Transaction["out_trade_no"] = new string('9', 65);

        (await app.Notify(notice)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        (await Known()).ShouldBe([(NoticeOutcome.Refused, null)]);
    }

    [Fact]
    public async Task Alipays_notices_know_their_order_too()
    {
        await app.Place(BankApp.Order("MP20251009000002", "alipay.wap"));
        await app.NotifyAlipay(AlipayNotice.With(("out_trade_no", "MP20251009000002")));
        await app.NotifyAlipay(AlipayNotice.With(("out_trade_no", "MP20251009000002"), ("seller_id", "2088000000000002"),
            ("notify_id", "2025100900222165310000000002")));

        (await Known()).ShouldBe([(NoticeOutcome.Accepted, "MP20251009000002"), (NoticeOutcome.Refused, "MP20251009000002")]);
    }

    private async Task<List<(NoticeOutcome, string?)>> Known() =>
        [.. (await app.Notices()).OrderBy(n => n.Outcome).Select(n => (n.Outcome, n.OutTradeNo))];

    private static string? Optional(JsonElement json, string member) =>
        json.TryGetProperty(member, out var value) ? value.GetString() : null;
}
