using System.Net;
using MobilePay.BankSettlement.Tests.Support;

namespace MobilePay.BankSettlement.Tests.Features;

[Collection(Database.Name)]
public sealed class CloseOrderTests(PostgresFixture postgres) : IAsyncLifetime
{
    private BankApp app = null!;

    public async Task InitializeAsync() => app = await BankApp.Start(postgres);

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task An_unpaid_order_is_closed_and_the_closing_is_told_once()
    {
        await app.Place();

        (await app.Close()).ShouldBe("Closed");
        (await app.Close()).ShouldBe("Closed");

        (await app.Outbox()).ShouldHaveSingleItem().Type.ShouldBe("MobilePay.Contracts.ChannelClosed");
        app.WeChat.Count("close").ShouldBe(1);
    }

    [Fact]
    public async Task A_paid_order_is_found_paid_and_that_is_told()
    {
        await app.Place();
        app.WeChat.Pay(BankApp.Number);

        (await app.Close()).ShouldBe("Paid");

        (await app.Outbox()).ShouldHaveSingleItem().Type.ShouldBe("MobilePay.Contracts.ChannelPaid");
    }

    [Fact]
    public async Task A_close_without_an_answer_is_unknown_while_the_order_is_unpaid()
    {
        await app.Place();
        app.WeChat.Faults.Enqueue(("close", Fault.ServerError));

        (await app.Close()).ShouldBe("Unknown");

        (await app.State()).ShouldBe("Open");
        (await app.Close()).ShouldBe("Closed");
    }

    [Theory]
    [InlineData(nameof(Fault.CutAfterWork))]
    [InlineData(nameof(Fault.WrongSignature))]
    public async Task A_close_that_worked_without_an_answer_is_found_closed(string fault)
    {
        await app.Place();
        app.WeChat.Faults.Enqueue(("close", Enum.Parse<Fault>(fault)));

        (await app.Close()).ShouldBe("Closed");
    }

    [Fact]
    public async Task An_order_WeChat_never_saw_is_closed_only_when_it_can_no_longer_come()
    {
        app.WeChat.Faults.Enqueue(("place", Fault.Cut));
        await app.Place();

        (await app.Close()).ShouldBe("Unknown");
        app.Clock.Advance(TimeSpan.FromSeconds(60));
        (await app.Close()).ShouldBe("Closed");

        (await app.Place()).Text("reason").ShouldBe("channel.order-closed");
        app.WeChat.Count("place").ShouldBe(1);
    }

    [Fact]
    public async Task A_notice_that_comes_during_the_close_wins()
    {
        await app.Place();
        app.WeChat.Meanwhile = async call =>
        {
            if (call == "close")
                (await app.Notify(new(app.Clock.GetUtcNow()))).StatusCode.ShouldBe(HttpStatusCode.OK);
            app.WeChat.Pay(BankApp.Number);
        };

        (await app.Close()).ShouldBe("Paid");

        (await app.Outbox()).ShouldHaveSingleItem().Type.ShouldBe("MobilePay.Contracts.ChannelPaid");
    }

    [Fact]
    public async Task A_number_nobody_knows_is_not_found() =>
        (await app.Http.PostAsync("/orders/MP20251009999999/close", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
}
