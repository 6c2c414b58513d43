using MobilePay.BankSettlement.Tests.Support;

namespace MobilePay.BankSettlement.Tests.Features;

[Collection(Database.Name)]
public sealed class CloseAtAlipayTests(PostgresFixture postgres) : IAsyncLifetime
{
    private BankApp app = null!;

    public async Task InitializeAsync() => app = await BankApp.Start(postgres);

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_trade_that_was_opened_is_closed_there()
    {
        await app.Place(BankApp.Order(method: "alipay.qr"));
        app.Alipay.Scan(BankApp.Number);

        (await app.Close()).ShouldBe("Closed");

        app.Alipay.Trades[BankApp.Number].Status.ShouldBe("TRADE_CLOSED");
        (await NextQuery()).ShouldBeNull();
    }

    [Theory]
    [InlineData("alipay.wap")]
    [InlineData("alipay.app")]
    [InlineData("alipay.qr")]
    public async Task A_trade_nobody_opened_is_given_up_and_looked_at_once_more_at_its_end(string method)
    {
        await app.Place(BankApp.Order(method: method));

        (await app.Close()).ShouldBe("Closed");

        (await app.Outbox()).ShouldHaveSingleItem().Type.ShouldBe("MobilePay.Contracts.ChannelClosed");
        (await NextQuery()).ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1760000000).AddMinutes(15).AddSeconds(10));
        app.Clock.Advance(TimeSpan.FromMinutes(15));
        (await app.QueryDue()).ShouldBe(0);
        app.Clock.Advance(TimeSpan.FromSeconds(10));
        (await app.QueryDue()).ShouldBe(1);
        (await app.State()).ShouldBe("Closed");
        (await NextQuery()).ShouldBeNull();
    }

    [Fact]
    public async Task Money_paid_on_an_old_page_after_the_close_is_found_though_its_notice_was_lost()
    {
        var page = (await app.Place(BankApp.Order(method: "alipay.wap"))).GetProperty("action").Text("url");
        await app.Close();

        app.Alipay.Open(new Uri(page).Query).ShouldBeNull();
        app.Alipay.Pay(BankApp.Number);
        app.Clock.Advance(TimeSpan.FromSeconds(910));
        await app.QueryDue();

        (await app.State()).ShouldBe("Paid");
        (await app.Outbox()).Select(m => m.Type)
            .ShouldBe(["MobilePay.Contracts.ChannelClosed", "MobilePay.Contracts.ChannelPaid"]);
    }

    [Fact]
    public async Task The_last_look_is_repeated_until_it_is_answered()
    {
        await app.Place(BankApp.Order(method: "alipay.qr"));
        await app.Close();
        app.Alipay.Scan(BankApp.Number);
        app.Alipay.Pay(BankApp.Number);
        app.Alipay.Faults.Enqueue(("query", "500"));
        app.Alipay.Faults.Enqueue(("query", "wrong-signature"));
        app.Clock.Advance(TimeSpan.FromSeconds(910));

        await app.QueryDue();
        (await app.State()).ShouldBe("Closed");
        app.Clock.Advance(TimeSpan.FromMinutes(40));
        await app.QueryDue();

        (await app.State()).ShouldBe("Paid");
    }

    [Fact]
    public async Task Inside_alipay_a_trade_that_is_unknown_may_still_be_on_its_way()
    {
        app.Alipay.Faults.Enqueue(("create", "cut"));
        await app.Place(BankApp.Order(method: "alipay.jsapi"));

        (await app.Close()).ShouldBe("Unknown");
        app.Clock.Advance(TimeSpan.FromSeconds(60));
        (await app.Close()).ShouldBe("Closed");

        (await NextQuery()).ShouldBeNull();
    }

    [Fact]
    public async Task A_paid_trade_is_found_paid()
    {
        await app.Place(BankApp.Order(method: "alipay.jsapi"));
        app.Alipay.Pay(BankApp.Number);

        (await app.Close()).ShouldBe("Paid");
    }

    [Theory]
    [InlineData("20000", "Closed")]
    [InlineData("unsigned", "Closed")]
    [InlineData("cut", "Unknown")]
    [InlineData("unsigned 40002", "Unknown")]
    [InlineData("ACQ.SYSTEM_ERROR", "Unknown")]
    public async Task After_a_close_without_an_answer_the_query_decides(string fault, string expected)
    {
        await app.Place(BankApp.Order(method: "alipay.jsapi"));
        app.Alipay.Faults.Enqueue(("close", fault));

        (await app.Close()).ShouldBe(expected);
    }

    private async Task<DateTimeOffset?> NextQuery() => (await app.Rows(db => db.Orders)).Single().NextQueryAt;
}
