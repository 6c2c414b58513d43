using MobilePay.BankSettlement.Tests.Support;

namespace MobilePay.BankSettlement.Tests.Features;

[Collection(Database.Name)]
public sealed class QueryAlipayTests(PostgresFixture postgres) : IAsyncLifetime
{
    private BankApp app = null!;

    public async Task InitializeAsync()
    {
        app = await BankApp.Start(postgres);
        await app.Place(BankApp.Order(method: "alipay.qr"));
        app.Clock.Advance(TimeSpan.FromSeconds(4));
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Theory]
    [InlineData("TRADE_SUCCESS", "2025-10-09 16:53:10", "Paid")]
    [InlineData("TRADE_FINISHED", "2025-10-09 16:53:10", "Paid")]
    [InlineData("TRADE_CLOSED", "2025-10-09 16:53:10", "Paid")]
    [InlineData("TRADE_CLOSED", null, "Closed")]
    [InlineData("WAIT_BUYER_PAY", null, "Open")]
    [InlineData("TRADE_SUCCESS", null, "Open")]
    [InlineData("TRADE_CLOSED", "soon", "Open")]
    [InlineData("TRADE_PENDING", null, "Open")]
    public async Task Each_status_of_a_trade_means_this(string status, string? paidAt, string state)
    {
        app.Alipay.Scan(BankApp.Number);
        (app.Alipay.Trades[BankApp.Number].Status, app.Alipay.Trades[BankApp.Number].PaidAt) = (status, paidAt);

        await app.QueryDue();

        (await app.State()).ShouldBe(state);
        if (state != "Paid")
            return;

        var order = (await app.Rows(db => db.Orders)).Single();
        (order.ChannelTradeNo, order.PaidAt)
            .ShouldBe((AlipayNotice.TradeNo, new DateTimeOffset(2025, 10, 9, 8, 53, 10, TimeSpan.Zero)));
    }

    [Fact]
    public async Task A_trade_nobody_opened_is_open_until_its_time_is_over()
    {
        await app.QueryDue();
        (await app.State()).ShouldBe("Open");

        app.Clock.Advance(TimeSpan.FromMinutes(15).Add(TimeSpan.FromSeconds(10)));
        await app.QueryDue();

        (await app.State()).ShouldBe("Closed");
    }

    [Theory]
    [InlineData("unsigned")]
    [InlineData("wrong-signature")]
    [InlineData("500")]
    public async Task A_query_without_an_answer_is_repeated_once_signed_anew(string fault)
    {
        app.Alipay.Scan(BankApp.Number);
        app.Alipay.Pay(BankApp.Number);
        app.Alipay.Faults.Enqueue(("query", fault));

        await app.QueryDue();

        app.Alipay.Count("query").ShouldBe(2);
        (await app.State()).ShouldBe("Paid");
    }

    [Fact]
    public async Task Another_amount_is_not_booked()
    {
        app.Alipay.Scan(BankApp.Number);
        app.Alipay.Trades[BankApp.Number].Wanted["total_amount"] = "0.01";
        app.Alipay.Pay(BankApp.Number);

        await app.QueryDue();

        (await app.State()).ShouldBe("Open");
        (await app.Outbox()).ShouldBeEmpty();
    }
}
