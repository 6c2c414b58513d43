using Microsoft.Extensions.DependencyInjection;
using MobilePay.BankSettlement.Clients;
using MobilePay.BankSettlement.Domain;
using MobilePay.BankSettlement.Tests.Support;
using MobilePay.Primitives;

namespace MobilePay.BankSettlement.Tests.Features;

[Collection(Database.Name)]
public sealed class RefundAtAlipayTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly DateTimeOffset RefundedAt = new(2025, 10, 10, 1, 0, 0, TimeSpan.Zero);
    private BankApp app = null!;
    private ChannelOrder order = null!;
    private IChannel channel = null!;

    public async Task InitializeAsync()
    {
        app = await BankApp.Start(postgres);
        await app.Place(BankApp.Order(method: "alipay.jsapi"));
        app.Alipay.Pay(BankApp.Number);
        order = (await app.Rows(db => db.Orders)).Single();
        channel = app.Services.GetRequiredService<Channels>().Named("alipay")!;
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Money_that_moves_is_refunded()
    {
        var answer = await Send(Refund());

        answer.ShouldBe(new(Report(ReportedRefund.Succeeded) with { RefundedAt = RefundedAt }, null));
        app.Alipay.Last["biz_content"].ShouldBe(
            """{"out_trade_no":"MP20251009000001","refund_amount":"12.60","refund_reason":"退药","out_request_no":"RF1"}""");
    }

    [Fact]
    public async Task A_repeat_moves_nothing_and_only_the_query_is_proof()
    {
        await Send(Refund());

        (await Send(Refund())).ShouldBe(new(Report(ReportedRefund.Processing), null));

        (await Ask(Refund())).ShouldBe(new(
            Report(ReportedRefund.Succeeded) with { Amount = Money.FromFen(1260), RefundedAt = RefundedAt }, null));
        app.Alipay.Trades[BankApp.Number].Refunds.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_refund_that_never_arrived_is_not_found() =>
        (await Ask(Refund())).ShouldBe(new(Report(ReportedRefund.NotFound), null));

    [Fact]
    public async Task The_same_number_with_another_amount_decides_nothing()
    {
        await Send(Refund());

        (await Send(Refund(amountFen: 1))).ShouldBe(new(null, "channel.refund-discordant"));
    }

    [Theory]
    [InlineData("ACQ.SELLER_BALANCE_NOT_ENOUGH", "refund.merchant-balance")]
    [InlineData("ACQ.TRADE_HAS_FINISHED", "refund.too-late")]
    [InlineData("ACQ.TRADE_NOT_EXIST", "refund.order-unknown")]
    [InlineData("ACQ.REFUND_AMT_NOT_EQUAL_TOTAL", "refund.refused")]
    public async Task A_definite_no_is_one(string fault, string reason)
    {
        app.Alipay.Faults.Enqueue(("refund", fault));

        (await Send(Refund())).ShouldBe(new(Report(ReportedRefund.Refused) with { Reason = reason }, null));
    }

    [Theory]
    [InlineData("ACQ.SYSTEM_ERROR", "channel.unanswered")]
    [InlineData("AQC.SYSTEM_ERROR", "channel.unanswered")]
    [InlineData("20000", "channel.unanswered")]
    [InlineData("10003", "channel.unanswered")]
    [InlineData("40005", "channel.unanswered")]
    [InlineData("20001", "channel.misconfigured")]
    [InlineData("40001", "channel.misconfigured")]
    [InlineData("40002", "channel.misconfigured")]
    [InlineData("unsigned 40002", "channel.misconfigured")]
    [InlineData("40006", "channel.misconfigured")]
    [InlineData("unsigned", "channel.unanswered")]
    [InlineData("wrong-signature", "channel.unanswered")]
    [InlineData("cut-after-work", "channel.unanswered")]
    public async Task Doubt_is_no_report_and_the_query_and_the_repeat_end_it(string fault, string reason)
    {
        app.Alipay.Faults.Enqueue(("refund", fault));

        (await Send(Refund())).ShouldBe(new(null, reason));

        app.Alipay.Count("refund").ShouldBe(1);
        await Send(Refund());
        (await Ask(Refund())).Report!.State.ShouldBe(ReportedRefund.Succeeded);
        app.Alipay.Trades[BankApp.Number].Refunds.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("ACQ.SYSTEM_ERROR", "channel.unanswered")]
    [InlineData("40006", "channel.misconfigured")]
    [InlineData("unsigned 40002", "channel.misconfigured")]
    public async Task A_query_that_is_refused_says_nothing_of_the_refund(string fault, string reason)
    {
        await Send(Refund());
        app.Alipay.Faults.Enqueue(("refund-query", fault));

        (await Ask(Refund())).ShouldBe(new(null, reason));
    }

    private Task<RefundAnswer> Send(ChannelRefund refund) => channel.Refund(refund, order, CancellationToken.None);

    private Task<RefundAnswer> Ask(ChannelRefund refund) => channel.QueryRefund(refund, order, CancellationToken.None);

    private ChannelRefund Refund(long amountFen = 1260) =>
        ChannelRefund.Of(order, "RF1", Money.FromFen(amountFen), "退药", app.Clock.GetUtcNow(), null);

    private static RefundReport Report(ReportedRefund state) => new("alipay", TestAlipay.AppId, "RF1", state);
}
