using Microsoft.EntityFrameworkCore;
using MobilePay.BankSettlement.Domain;
using MobilePay.BankSettlement.Tests.Support;

namespace MobilePay.BankSettlement.Tests.Features;

[Collection(Database.Name)]
public sealed class BankRefundTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string RefundNo = BankApp.Number + "R01";
    private BankApp app = null!;

    public async Task InitializeAsync()
    {
        app = await BankApp.Start(postgres);
        var patient = new Patient(app);
        await app.Place(BankApp.Order(method: "bank.quickpay"));
        await patient.HasCode();
        await patient.Confirm();
        (await app.Close()).ShouldBe("Paid");
        app.Bank.BookAs = "05";
        await app.WantRefund(RefundNo, 1260);
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_refund_is_sent_under_its_own_number_and_the_notice_ends_it()
    {
        await app.StepRefunds();

        var sent = app.Bank.Forms.Single(f => f["txnType"] == "04");
        (sent["orderId"], sent["txnAmt"], sent["txnTime"]).ShouldBe((RefundNo, "1260", "20251009165320"));
        sent["origQryId"].ShouldBe(app.Bank.Books.Values.Single(b => b.Kind == "01").QueryId);
        (await app.Refund(RefundNo)).State.ShouldBe(RefundState.Open);

        (await app.NotifyBank(BankNotice.OfRefund(RefundNo, 1260))).EnsureSuccessStatusCode();

        var refund = await app.Refund(RefundNo);
        (refund.State, refund.ChannelRefundNo).ShouldBe((RefundState.Refunded, "782510091700000000028"));
        (await app.Outbox()).Last().Type.ShouldBe("MobilePay.Contracts.ChannelRefunded");
    }

    [Fact]
    public async Task A_lost_notice_of_a_refund_is_made_up_for_by_asking()
    {
        await app.StepRefunds();
        app.Bank.Books.Values.Single(b => b.Kind == "04").Code = "00";
        app.Clock.Advance(TimeSpan.FromSeconds(4));

        await app.StepRefunds();

        (await app.Refund(RefundNo)).State.ShouldBe(RefundState.Refunded);
        app.Bank.Count("04/00").ShouldBe(1);
    }

    [Theory]
    [InlineData("CutAfterWork", 1)]
    [InlineData("WrongSignature", 1)]
    [InlineData("Cut", 1)]
    public async Task An_answer_that_was_lost_is_asked_for_and_the_money_goes_back_once(string fault, int sent)
    {
        app.Bank.BookAs = "00";
        app.Bank.Faults.Enqueue(("04/00", Enum.Parse<BankFault>(fault)));
        for (var i = 0; i < 5; i++)
        {
            await app.StepRefunds();
            app.Clock.Advance(TimeSpan.FromSeconds(12));
        }

        (await app.Refund(RefundNo)).State.ShouldBe(RefundState.Refunded);
        (app.Bank.Books.Values.Count(b => b.Kind == "04"), app.Bank.Count("04/00")).ShouldBe((1, sent));
    }

    [Fact]
    public async Task A_duplicate_is_no_report_and_the_query_decides()
    {
        app.Bank.Refusals.Enqueue(("04/00", "12"));
        await app.StepRefunds();

        (await app.Refund(RefundNo)).State.ShouldBe(RefundState.Open);
    }

    [Theory]
    [InlineData("64", "refund.merchant-balance")]
    [InlineData("35", "refund.order-unknown")]
    [InlineData("36", "refund.refused")]
    [InlineData("73", "refund.payer-account")]
    public async Task A_definite_no_is_told(string code, string reason)
    {
        app.Bank.Refusals.Enqueue(("04/00", code));

        await app.StepRefunds();

        var refund = await app.Refund(RefundNo);
        (refund.State, refund.RefusedFor, refund.IsNumberSpent).ShouldBe((RefundState.Refused, reason, false));
    }

    [Fact]
    public async Task Tried_again_the_next_day_it_is_asked_about_first_and_then_ordered_anew()
    {
        app.Bank.Refusals.Enqueue(("04/00", "64"));
        await app.StepRefunds();
        app.Clock.Advance(TimeSpan.FromDays(1));

        await app.Change(async db => (await db.Refunds.SingleAsync()).TryAgain(app.Clock.GetUtcNow()).ShouldBeNull());
        await app.StepRefunds();

        var times = app.Bank.Forms.Where(f => f["orderId"] == RefundNo).Select(f => $"{f["txnType"]} {f["txnTime"]}");
        times.ShouldBe(["04 20251009165320", "00 20251009165320", "04 20251010165320"]);
        (await app.NotifyBank(BankNotice.OfRefund(RefundNo, 1260).With("txnTime", "20251010165320"))).EnsureSuccessStatusCode();
        (await app.Refund(RefundNo)).State.ShouldBe(RefundState.Refunded);
    }

    [Theory]
    [InlineData("06")]
    [InlineData("11")]
    [InlineData("37")]
    public async Task A_word_about_how_we_ask_refuses_nothing(string code)
    {
        app.Bank.Refusals.Enqueue(("04/00", code));

        await app.StepRefunds();

        (await app.Refund(RefundNo)).State.ShouldBe(RefundState.Open);
    }

    [Fact]
    public async Task A_refund_that_failed_later_has_spent_its_number()
    {
        await app.StepRefunds();
        app.Bank.Books.Values.Single(b => b.Kind == "04").Code = "64";
        app.Clock.Advance(TimeSpan.FromSeconds(4));

        await app.StepRefunds();

        var refund = await app.Refund(RefundNo);
        (refund.State, refund.RefusedFor, refund.IsNumberSpent).ShouldBe((RefundState.Refused, "refund.merchant-balance", true));
    }

    [Theory]
    [InlineData("txnAmt", "1261", "channel.refund-amount-differs")]
    [InlineData("txnTime", "20251009165321", "channel.refund-time-differs")]
    [InlineData("orderId", "MP20251009000001R02", "channel.refund-unknown")]
    public async Task A_notice_that_is_not_about_our_refund_is_kept_and_not_booked(string field, string value, string refusal)
    {
        await app.StepRefunds();

        await app.NotifyBank(BankNotice.OfRefund(RefundNo, 1260).With(field, value));

        (await app.Refund(RefundNo)).State.ShouldBe(RefundState.Open);
        (await app.Notices()).Single().RefusedFor.ShouldBe(refusal);
    }
}
