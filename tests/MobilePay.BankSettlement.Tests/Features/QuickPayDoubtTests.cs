using Microsoft.EntityFrameworkCore;
using MobilePay.BankSettlement.Tests.Support;

namespace MobilePay.BankSettlement.Tests.Features;

/// <summary>What is not known is asked for, never guessed, and no order is both closed and sent.</summary>
[Collection(Database.Name)]
public sealed class QuickPayDoubtTests(PostgresFixture postgres) : IAsyncLifetime
{
    private BankApp app = null!;
    private Patient patient = null!;

    public async Task InitializeAsync()
    {
        app = await BankApp.Start(postgres);
        patient = new(app);
        await app.Place(BankApp.Order(method: "bank.quickpay"));
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Theory]
    [InlineData("CutAfterWork")]
    [InlineData("ServerErrorAfterWork")]
    [InlineData("WrongSignature")]
    [InlineData("Unsigned")]
    [InlineData("StrangersCertificate")]
    [InlineData("AboutAnother")]
    [InlineData("Unreadable")]
    public async Task A_payment_whose_answer_was_lost_is_found_and_charged_once(string fault)
    {
        await patient.HasCode();
        app.Bank.Faults.Enqueue(("01/01", Enum.Parse<BankFault>(fault)));

        (await patient.Confirm().Outcome()).ShouldBe("paid");
        (await patient.Confirm().Outcome()).ShouldBe("paid");

        (app.Bank.Charged, app.Bank.Count("01/01")).ShouldBe((1, 1));
    }

    [Theory]
    [InlineData("Cut")]
    [InlineData("Hang")]
    public async Task A_payment_that_never_arrived_is_unknown_until_the_bank_is_sure_of_it(string fault)
    {
        await patient.HasCode();
        app.Bank.Faults.Enqueue(("01/01", Enum.Parse<BankFault>(fault)));

        (await patient.Confirm().Outcome()).ShouldBe("unknown");
        (await patient.Confirm().Outcome()).ShouldBe("unknown");
        (await patient.Step()).ShouldBe("paying");
        (await app.Close()).ShouldBe("Unknown");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        (await app.Close()).ShouldBe("Closed");

        app.Bank.Count("01/01").ShouldBe(0);
        (await patient.Confirm().Refusal()).ShouldBe((410, "bank.order-over"));
    }

    [Theory]
    [InlineData("03")]
    [InlineData("04")]
    [InlineData("05")]
    [InlineData("42")]
    [InlineData("99")]
    public async Task A_word_that_decides_nothing_never_frees_a_second_payment(string code)
    {
        var card = await patient.HasCode();
        app.Bank.BookAs = code;
        app.Bank.Refusals.Enqueue(("01/01", code));

        (await patient.Confirm().Outcome()).ShouldBe("unknown");

        (await patient.AskCode(card).Refusal()).ShouldBe((409, "bank.order-paying"));
        (await patient.StartSignUp().Refusal()).ShouldBe((409, "bank.order-paying"));
        (await app.State()).ShouldBe("Open");
    }

    [Fact]
    public async Task An_accepted_payment_that_fails_later_ends_the_order_and_nothing_can_be_sent_any_more()
    {
        app.Bank.BookAs = "05";
        var card = await patient.HasCode();
        (await patient.Confirm().Outcome()).ShouldBe("accepted");
        (await app.Close()).ShouldBe("Unknown");
        app.Bank.Books.Values.Single().Code = "64";

        app.Clock.Advance(TimeSpan.FromSeconds(4));
        await app.QueryDue();

        (await app.State()).ShouldBe("Closed");
        (await app.Outbox()).ShouldHaveSingleItem().Type.ShouldBe("MobilePay.Contracts.ChannelClosed");
        (await patient.AskCode(card).Refusal()).ShouldBe((410, "bank.order-over"));
    }

    [Fact]
    public async Task A_duplicate_is_asked_about_and_not_charged_again()
    {
        await patient.HasCode();
        await patient.Confirm();
        await app.Change(db => db.QuickPays.ExecuteUpdateAsync(p => p.SetProperty(q => q.SentAt, (DateTimeOffset?)null)));

        (await patient.Confirm().Outcome()).ShouldBe("paid");

        (app.Bank.Charged, app.Bank.Count("01/01")).ShouldBe((1, 2));
    }

    [Fact]
    public async Task The_intent_to_pay_is_committed_before_the_bank_is_called()
    {
        await patient.HasCode();
        app.Bank.Faults.Enqueue(("01/01", BankFault.Hang));

        var confirming = patient.Confirm();
        var seen = "";
        for (var i = 0; i < 200 && !confirming.IsCompleted && seen != "paying"; i++)
            seen = await patient.Step();

        seen.ShouldBe("paying");
        await confirming;
    }

    [Fact]
    public async Task Money_that_comes_after_the_close_is_taken()
    {
        await patient.HasCode();
        (await app.Close()).ShouldBe("Closed");

        (await app.NotifyBank(new())).EnsureSuccessStatusCode();

        (await app.State()).ShouldBe("Paid");
    }

    [Fact]
    public async Task An_order_nobody_confirmed_is_closed_without_a_call()
    {
        (await app.Close()).ShouldBe("Closed");

        app.Bank.Calls.ShouldBeEmpty();
        (await patient.StartSignUp().Refusal()).ShouldBe((410, "bank.order-over"));
        (await app.Place(BankApp.Order(method: "bank.quickpay"))).Text("reason").ShouldBe("channel.order-closed");
    }

    [Fact]
    public async Task Many_confirmations_at_once_send_one_payment()
    {
        var card = await patient.HasCard();
        for (var i = 0; i < 25; i++)
        {
            var number = $"MP20251009{i:D6}";
            var pressing = new Patient(app, number: number);
            await app.Place(BankApp.Order(number, "bank.quickpay"));
            (await pressing.AskCode(card)).EnsureSuccessStatusCode();

            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => pressing.Confirm()));

            (app.Bank.Count($"01/01 {number}"), app.Bank.Charged).ShouldBe((1, i + 1), $"order {i}");
        }
    }

    [Fact]
    public async Task Close_and_payment_at_once_never_both_win()
    {
        var card = await patient.HasCard();
        var (closed, paid) = (0, 0);
        for (var i = 0; i < 200; i++)
        {
            var number = $"MP20251009{i:D6}";
            var racing = new Patient(app, number: number);
            await app.Place(BankApp.Order(number, "bank.quickpay"));
            (await racing.AskCode(card)).EnsureSuccessStatusCode();

            var confirming = racing.Confirm();
            var closing = app.Close(number);
            await Task.WhenAll(confirming, closing);

            var wasSent = app.Bank.Calls.Contains($"01/01 {number}");
            var isClosed = await closing == "Closed";
            (wasSent && isClosed).ShouldBeFalse($"order {i} was sent and closed");
            (wasSent || isClosed).ShouldBeTrue($"order {i} was neither sent nor closed");
            (paid, closed) = wasSent ? (paid + 1, closed) : (paid, closed + 1);
        }

        app.Bank.Charged.ShouldBe(paid);
        (await app.Rows(db => db.QuickPays.Where(p => p.StoppedAt != null && p.SentAt != null))).ShouldBeEmpty();
        (await app.Rows(db => db.QuickPays.Where(p => p.StoppedAt != null))).Count.ShouldBe(closed);
    }
}
