using MobilePay.BankSettlement.Tests.Support;

namespace MobilePay.BankSettlement.Tests.Features;

[Collection(Database.Name)]
public sealed class QueryOpenOrdersTests(PostgresFixture postgres) : IAsyncLifetime
{
    private BankApp app = null!;

    public async Task InitializeAsync() => app = await BankApp.Start(postgres);

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_payment_whose_notice_was_lost_is_found()
    {
        await app.Place();
        app.WeChat.Pay(BankApp.Number);

        (await app.QueryDue()).ShouldBe(0);
        app.Clock.Advance(TimeSpan.FromSeconds(4));
        (await app.QueryDue()).ShouldBe(1);

        (await app.State()).ShouldBe("Paid");
        (await app.Outbox()).ShouldHaveSingleItem().Type.ShouldBe("MobilePay.Contracts.ChannelPaid");
    }

    [Fact]
    public async Task The_late_notice_of_a_payment_that_was_found_changes_nothing()
    {
        await app.Place();
        app.WeChat.Pay(BankApp.Number);
        app.Clock.Advance(TimeSpan.FromSeconds(4));
        await app.QueryDue();

        (await app.Notify(new(app.Clock.GetUtcNow()))).IsSuccessStatusCode.ShouldBeTrue();

        (await app.Outbox()).Count.ShouldBe(1);
        (await app.Notices()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_order_closed_at_WeChat_is_told_as_closed()
    {
        await app.Place();
        app.WeChat.Orders[BankApp.Number].State = "CLOSED";
        app.Clock.Advance(TimeSpan.FromSeconds(4));

        await app.QueryDue();

        (await app.Outbox()).ShouldHaveSingleItem().Type.ShouldBe("MobilePay.Contracts.ChannelClosed");
    }

    [Fact]
    public async Task Money_that_was_refunded_since_came_in_all_the_same()
    {
        await app.Place();
        app.WeChat.Pay(BankApp.Number);
        app.WeChat.Orders[BankApp.Number].State = "REFUND";
        app.Clock.Advance(TimeSpan.FromSeconds(4));

        await app.QueryDue();

        (await app.State()).ShouldBe("Paid");
    }

    [Fact]
    public async Task Two_replicas_ask_once()
    {
        for (var i = 0; i < 10; i++)
            await app.Place(BankApp.Order($"MP2025100900{i:D4}"));
        app.Clock.Advance(TimeSpan.FromSeconds(4));

        var asked = await Task.WhenAll(app.QueryDue(), app.QueryDue(), app.QueryDue());

        asked.Sum().ShouldBe(10);
        app.WeChat.Count("query").ShouldBe(10);
    }

    [Fact]
    public async Task An_unpaid_order_is_asked_about_as_seldom_as_the_schedule_says()
    {
        await app.Place();
        for (var second = 0; second < 108 * 1.2 + 1; second++)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(1));
            await app.QueryDue();
        }

        app.WeChat.Count("query").ShouldBe(5);
        (await app.State()).ShouldBe("Open");
    }

    [Fact]
    public async Task A_query_without_an_answer_is_repeated_once_and_decides_nothing()
    {
        await app.Place();
        app.WeChat.Pay(BankApp.Number);
        app.WeChat.Faults.Enqueue(("query", Fault.ServerError));
        app.WeChat.Faults.Enqueue(("query", Fault.WrongSignature));
        app.Clock.Advance(TimeSpan.FromSeconds(4));

        await app.QueryDue();

        app.WeChat.Count("query").ShouldBe(2);
        (await app.State()).ShouldBe("Open");
    }

    [Fact]
    public async Task An_order_another_amount_was_paid_for_stays_open_and_is_asked_about_again()
    {
        await app.Place();
        app.WeChat.Orders[BankApp.Number] = new("""{"amount":{"total":1}}""", "jsapi");
        app.WeChat.Pay(BankApp.Number);
        app.Clock.Advance(TimeSpan.FromSeconds(4));

        await app.QueryDue();

        (await app.State()).ShouldBe("Open");
        (await app.Outbox()).ShouldBeEmpty();
        (await app.Get()).GetProperty("nextQueryAt").GetDateTimeOffset().ShouldBeGreaterThan(app.Clock.GetUtcNow());
    }

    [Fact]
    public async Task A_crash_between_commit_and_call_ends_right()
    {
        app.WeChat.Faults.Enqueue(("place", Fault.Cut));
        await app.Place();
        app.Clock.Advance(TimeSpan.FromMinutes(16));

        await app.QueryDue();

        (await app.State()).ShouldBe("Closed");
        (await app.Outbox()).ShouldHaveSingleItem().Type.ShouldBe("MobilePay.Contracts.ChannelClosed");
    }
}
