using Microsoft.EntityFrameworkCore;
using MobilePay.BankSettlement.Domain;
using MobilePay.BankSettlement.Tests.Support;

namespace MobilePay.BankSettlement.Tests.Features;

[Collection(Database.Name)]
public sealed class SettleRefundsTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Number = "MP20251009000001R01";
    private BankApp app = null!;

    public async Task InitializeAsync()
    {
        app = await BankApp.Start(postgres);
        await app.Place();
        app.WeChat.Pay(BankApp.Number);
        await app.Notify(new SignedNotice(app.Clock.GetUtcNow()));
        await app.WantRefund(Number, 1260);
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Accepted_is_not_refunded_until_the_channel_says_so()
    {
        await Step();
        (await app.Refund(Number)).State.ShouldBe(RefundState.Open);

        app.WeChat.Refunds[Number].Status = "SUCCESS";
        await Step(after: 4);

        var refund = await app.Refund(Number);
        (refund.State, refund.Sendings, refund.NextStepAt).ShouldBe((RefundState.Refunded, 1, (DateTimeOffset?)null));
        refund.RefundedAt.ShouldBe(new DateTimeOffset(2025, 10, 9, 9, 0, 0, TimeSpan.Zero));
        (await News()).ShouldBe(["ChannelRefunded"]);
    }

    [Fact]
    public async Task The_notice_is_faster_and_comes_again_and_books_once()
    {
        await Step();
        var notice = SignedNotice.OfRefund(app.Clock.GetUtcNow(), Number);

        for (var time = 0; time < 3; time++)
            (await app.Notify(notice)).IsSuccessStatusCode.ShouldBeTrue();
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        (await app.StepRefunds()).ShouldBe(0);

        (await app.Refund(Number)).State.ShouldBe(RefundState.Refunded);
        (await News()).ShouldBe(["ChannelRefunded"]);
    }

    [Theory]
    [InlineData("Cut")]
    [InlineData("ServerError")]
    public async Task A_refund_that_never_arrived_is_sent_again_under_its_number(string fault)
    {
        app.WeChat.Faults.Enqueue(("refund", Enum.Parse<Fault>(fault)));
        await Step();
        app.WeChat.Refunds.ShouldBeEmpty();

        // Asked for the first time, "not found" is no proof yet: our own call may still be under way.
        await Step(after: 4);
        app.WeChat.Refunds.ShouldBeEmpty();
        await Step(after: 7);

        app.WeChat.Refunds.Keys.ShouldBe([Number]);
        (await app.Refund(Number)).Sendings.ShouldBe(2);
    }

    [Theory]
    [InlineData("CutAfterWork")]
    [InlineData("ServerErrorAfterWork")]
    [InlineData("WrongSignature")]
    [InlineData("Unreadable")]
    public async Task A_refund_that_was_booked_and_not_answered_is_asked_about_and_never_sent_again(string fault)
    {
        app.WeChat.Faults.Enqueue(("refund", Enum.Parse<Fault>(fault)));
        await Step();
        (await app.Refund(Number)).State.ShouldBe(RefundState.Open);

        app.WeChat.Refunds[Number].Status = "SUCCESS";
        for (var time = 0; time < 5; time++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(1));
            await app.StepRefunds();
        }

        app.WeChat.Calls.Count(c => c == "refund " + Number).ShouldBe(1);
        (await app.Refund(Number)).State.ShouldBe(RefundState.Refunded);
    }

    [Fact]
    public async Task Being_told_to_slow_down_is_no_refusal()
    {
        app.WeChat.Faults.Enqueue(("refund", Fault.RefuseBusy));
        await Step();
        (await app.Refund(Number)).State.ShouldBe(RefundState.Open);

        await Step(after: 11);

        app.WeChat.Refunds.Keys.ShouldBe([Number]);
    }

    [Fact]
    public async Task A_definite_refusal_is_told_and_a_later_try_uses_the_same_number()
    {
        app.WeChat.RefuseRefund = (403, "NOT_ENOUGH");
        await Step();

        var refused = await app.Refund(Number);
        (refused.State, refused.RefusedFor, refused.NextStepAt)
            .ShouldBe((RefundState.Refused, "refund.merchant-balance", (DateTimeOffset?)null));
        (await News()).ShouldBe(["ChannelRefundRefused"]);

        app.WeChat.RefuseRefund = null;
        await app.Change(async db => (await db.Refunds.SingleAsync()).TryAgain(app.Clock.GetUtcNow()).ShouldBeNull());
        await Step(after: 11);
        app.WeChat.Refunds.Keys.ShouldBe([Number]);
    }

    [Fact]
    public async Task A_refund_the_channel_closed_spends_its_number()
    {
        await Step();
        app.WeChat.Refunds[Number].Status = "CLOSED";
        await Step(after: 4);

        var refund = await app.Refund(Number);
        (refund.State, refund.RefusedFor, refund.IsNumberSpent).ShouldBe((RefundState.Refused, "refund.closed", true));
        refund.TryAgain(app.Clock.GetUtcNow())!.Code.ShouldBe("channel.refund-not-allowed");
    }

    [Fact]
    public async Task A_wrong_key_of_ours_is_no_refusal_of_the_refund()
    {
        app.WeChat.RefuseRefund = (401, "SIGN_ERROR");
        await Step();

        (await app.Refund(Number)).State.ShouldBe(RefundState.Open);
        (await News()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Money_put_back_by_hand_after_a_refusal_counts()
    {
        await Step();
        app.WeChat.Refunds[Number].Status = "ABNORMAL";
        await Step(after: 4);
        (await app.Refund(Number)).State.ShouldBe(RefundState.Refused);

        (await app.Notify(SignedNotice.OfRefund(app.Clock.GetUtcNow(), Number))).IsSuccessStatusCode.ShouldBeTrue();

        (await app.Refund(Number)).State.ShouldBe(RefundState.Refunded);
        (await News()).ShouldBe(["ChannelRefundRefused", "ChannelRefunded"]);
    }

    [Theory]
    [InlineData("another amount", 1261, Number, "channel.refund-amount-differs")]
    [InlineData("another refund", 1260, "MP20251009000001R09", "channel.refund-unknown")]
    public async Task A_well_signed_notice_about_something_else_changes_nothing(
        string what, long fen, string number, string reason)
    {
        await Step();

        var answer = await app.Notify(SignedNotice.OfRefund(app.Clock.GetUtcNow(), number, fen: fen));

        answer.IsSuccessStatusCode.ShouldBeFalse(what);
        (await app.Notices()).Single(n => n.Outcome == NoticeOutcome.Refused).RefusedFor.ShouldBe(reason);
        (await app.Refund(Number)).State.ShouldBe(RefundState.Open);
        (await News()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refund_of_another_merchant_is_refused()
    {
        var notice = SignedNotice.OfRefund(app.Clock.GetUtcNow(), Number);
        notice.Transaction["mchid"] = "1900000999";

        (await app.Notify(notice)).IsSuccessStatusCode.ShouldBeFalse();

        (await app.Notices()).Single(n => n.Outcome == NoticeOutcome.Refused).RefusedFor.ShouldBe("merchant-differs");
        (await app.Refund(Number)).State.ShouldBe(RefundState.Open);
    }

    [Fact]
    public async Task One_that_never_ends_is_asked_about_daily_when_a_person_has_to_look()
    {
        await Step();
        (await app.Refund(Number)).NeedsAPerson(app.Clock.GetUtcNow()).ShouldBeFalse();

        app.Clock.Advance(TimeSpan.FromDays(10));
        await Step();

        var refund = await app.Refund(Number);
        refund.NeedsAPerson(app.Clock.GetUtcNow()).ShouldBeTrue();
        refund.NextStepAt.ShouldBe(app.Clock.GetUtcNow() + TimeSpan.FromDays(1));
        app.WeChat.Refunds[Number].Status = "SUCCESS";
        app.Clock.Advance(TimeSpan.FromDays(1));
        await Step();
        (await app.Refund(Number)).State.ShouldBe(RefundState.Refunded);
    }

    [Fact]
    public async Task Of_many_replicas_one_takes_the_step()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => app.StepRefunds()));

        app.WeChat.Calls.Count(c => c == "refund " + Number).ShouldBe(1);
    }

    private async Task Step(int after = 0)
    {
        app.Clock.Advance(TimeSpan.FromSeconds(after));
        (await app.StepRefunds()).ShouldBe(1);
    }

    private async Task<List<string>> News() =>
        [.. (await app.Outbox()).Select(m => m.Type.Split('.')[^1]).Where(type => type != "ChannelPaid")];
}
