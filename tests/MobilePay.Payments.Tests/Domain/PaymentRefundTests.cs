using MobilePay.Payments.Domain;
using MobilePay.Primitives;

namespace MobilePay.Payments.Tests.Domain;

public sealed class PaymentRefundTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 1, 32, 0, TimeSpan.Zero);

    [Fact]
    public void A_part_leaves_the_payment_paid()
    {
        var payment = Confirmed(5340);

        var refund = Ask(payment, 1260).Value!;
        (payment.Status, payment.RefundsUnderWay.Fen, payment.Refunded.Fen).ShouldBe((PaymentStatus.Paid, 1260L, 0L));

        payment.ConfirmRefunded(refund.RefundNo, "C1", Now).ShouldBeTrue();
        (payment.Status, payment.RefundsUnderWay.Fen, payment.Refunded.Fen).ShouldBe((PaymentStatus.Paid, 0L, 1260L));
        payment.Bills.Single().IsLive.ShouldBeTrue();
    }

    [Fact]
    public void The_last_part_ends_the_payment_and_frees_its_bill()
    {
        var payment = Confirmed(5340);
        var first = Ask(payment, 1260).Value!;
        var second = Ask(payment, 4080).Value!;
        payment.Status.ShouldBe(PaymentStatus.Refunding);

        payment.ConfirmRefunded(second.RefundNo, null, Now);
        payment.Status.ShouldBe(PaymentStatus.Refunding);
        payment.ConfirmRefunded(first.RefundNo, null, Now);

        (payment.Status, payment.Refunded.Fen).ShouldBe((PaymentStatus.Refunded, 5340L));
        payment.Bills.ShouldAllBe(b => !b.IsLive);
    }

    [Fact]
    public void More_than_the_rest_is_refused_and_nothing_moves()
    {
        var payment = Confirmed(5340);
        Ask(payment, 5000);

        Ask(payment, 341).Error!.Code.ShouldBe("refund.over-rest");

        (payment.RefundsUnderWay.Fen, payment.Refunds.Count).ShouldBe((5000L, 1));
    }

    [Fact]
    public void One_bill_of_two_cannot_give_back_the_others_money()
    {
        var payment = Confirmed(5340, 100);

        Ask(payment, 101, bill: 1).Error!.Code.ShouldBe("refund.over-rest");

        var whole = Ask(payment, 100, bill: 1).Value!;
        payment.ConfirmRefunded(whole.RefundNo, null, Now);
        payment.Bills[0].IsLive.ShouldBeTrue();
        payment.Bills[1].IsLive.ShouldBeFalse();
        payment.Status.ShouldBe(PaymentStatus.Paid);
    }

    [Theory]
    [InlineData(HospitalStatus.Waiting)]
    [InlineData(HospitalStatus.Unknown)]
    public void Nothing_is_refunded_while_the_hospital_has_not_said(HospitalStatus status)
    {
        var payment = Paid(5340);
        if (status == HospitalStatus.Unknown)
            payment.Bills.Single().Unanswered(Now);

        Ask(payment, 5340).Error!.Code.ShouldBe("refund.not-confirmed");
    }

    [Fact]
    public void What_was_not_paid_cannot_be_refunded()
    {
        var payment = Open(5340);

        Ask(payment, 1).Error!.Code.ShouldBe("refund.not-paid");
        payment.Close(PaymentEvent.TimedOut);
        Ask(payment, 1).Error!.Code.ShouldBe("refund.not-paid");
    }

    [Fact]
    public void A_late_payment_goes_back_whole()
    {
        var payment = Open(5340, 100);
        payment.Close(PaymentEvent.TimedOut);
        payment.ConfirmPaid("4200001", payment.Amount, Now);

        var refund = payment.RequestRefund(RefundCause.PaidLate, null, payment.Amount, null, Now).Value!;

        payment.RequestRefund(RefundCause.PaidLate, null, payment.Amount, null, Now).Error!.Code.ShouldBe("refund.over-rest");
        payment.ConfirmRefunded(refund.RefundNo, null, Now);
        payment.Status.ShouldBe(PaymentStatus.Refunded);
    }

    [Fact]
    public void The_same_news_twice_changes_nothing()
    {
        var payment = Confirmed(5340);
        var refund = Ask(payment, 1260).Value!;

        payment.ConfirmRefunded(refund.RefundNo, "C1", Now).ShouldBeTrue();
        payment.ConfirmRefunded(refund.RefundNo, "C1", Now).ShouldBeFalse();
        payment.ConfirmRefundRefused(refund.RefundNo, "refund.refused", false, Now).ShouldBeFalse();

        payment.Refunded.Fen.ShouldBe(1260);
    }

    [Fact]
    public void A_refused_refund_waits_for_a_person_and_goes_on_under_its_number()
    {
        var payment = Confirmed(5340);
        var refund = Ask(payment, 5340).Value!;

        payment.ConfirmRefundRefused(refund.RefundNo, "refund.merchant-balance", isNumberSpent: false, Now).ShouldBeTrue();
        (payment.Status, payment.RefundsUnderWay.Fen).ShouldBe((PaymentStatus.RefundFailed, 0L));
        payment.Bills.Single().IsLive.ShouldBeTrue();

        payment.TryRefundAgain(refund.RefundNo, Now).Value.ShouldBeSameAs(refund);
        payment.Status.ShouldBe(PaymentStatus.Refunding);
        payment.TryRefundAgain(refund.RefundNo, Now).Error!.Code.ShouldBe("refund.not-failed");
        payment.ConfirmRefunded(refund.RefundNo, null, Now);
        payment.Status.ShouldBe(PaymentStatus.Refunded);
    }

    [Fact]
    public void A_spent_number_is_replaced_once()
    {
        var payment = Confirmed(5340);
        var refund = Ask(payment, 1000).Value!;
        payment.ConfirmRefundRefused(refund.RefundNo, "refund.closed", isNumberSpent: true, Now);

        var anew = payment.TryRefundAgain(refund.RefundNo, Now).Value!;

        anew.RefundNo.ShouldNotBe(refund.RefundNo);
        refund.ReplacedBy.ShouldBe(anew.RefundNo);
        payment.TryRefundAgain(refund.RefundNo, Now).Error!.Code.ShouldBe("refund.not-failed");
        payment.RefundsUnderWay.Fen.ShouldBe(1000);
    }

    [Fact]
    public void A_refused_refund_ended_by_hand_at_the_channel_counts()
    {
        var payment = Confirmed(5340);
        var refund = Ask(payment, 5340).Value!;
        payment.ConfirmRefundRefused(refund.RefundNo, "refund.payer-account", false, Now);

        payment.ConfirmRefunded(refund.RefundNo, null, Now).ShouldBeTrue();

        (payment.Status, payment.Refunded.Fen).ShouldBe((PaymentStatus.Refunded, 5340L));
    }

    [Fact]
    public void Whatever_happens_in_whatever_order_no_more_goes_back_than_was_paid()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var dice = new Random(seed);
            var payment = Confirmed(dice.Next(1, 500), dice.Next(1, 500));
            for (var step = 0; step < 30; step++)
                Happen(payment, dice);

            var under = payment.Refunds.Where(r => r.Status == RefundStatus.Requested).Sum(r => r.Amount.Fen);
            var back = payment.Refunds.Where(r => r.Status == RefundStatus.Refunded).Sum(r => r.Amount.Fen);
            (payment.RefundsUnderWay.Fen, payment.Refunded.Fen).ShouldBe((under, back), $"seed {seed}");
            (under + back).ShouldBeLessThanOrEqualTo(payment.Amount.Fen, $"seed {seed}");
            foreach (var bill in payment.Bills)
                payment.Refunds.Where(r => r.OrderNo == bill.OrderNo && r.Status != RefundStatus.Failed).Sum(r => r.Amount.Fen)
                    .ShouldBeLessThanOrEqualTo(bill.Amount.Fen, $"seed {seed}");
            (payment.Status == PaymentStatus.Refunded).ShouldBe(back == payment.Amount.Fen, $"seed {seed}");
        }
    }

    private static void Happen(Payment payment, Random dice)
    {
        var known = payment.Refunds.Count == 0 ? null : payment.Refunds[dice.Next(payment.Refunds.Count)];
        switch (dice.Next(4))
        {
            case 0:
                Ask(payment, dice.Next(1, 300), dice.Next(2));
                break;
            case 1 when known is { Status: RefundStatus.Requested }:
                payment.ConfirmRefunded(known.RefundNo, null, Now);
                break;
            case 2 when known is not null:
                payment.ConfirmRefundRefused(known.RefundNo, "refund.refused", dice.Next(2) == 0, Now);
                break;
            case 3 when known is not null:
                payment.TryRefundAgain(known.RefundNo, Now);
                break;
        }
    }

    [Theory]
    [InlineData(HospitalStatus.Waiting)]
    [InlineData(HospitalStatus.Confirmed)]
    public void Finance_may_decide_whatever_the_hospital_has_booked(HospitalStatus status)
    {
        var payment = status == HospitalStatus.Confirmed ? Confirmed(5340) : Paid(5340);

        var refund = Finance(payment, 5340).Value!;

        (refund.Cause, refund.FinanceNo, refund.HisRefundNo, payment.HisNumberOf(refund))
            .ShouldBe((RefundCause.FinanceDecided, "FD1", null, null));
        payment.Status.ShouldBe(PaymentStatus.Refunding);
    }

    [Fact]
    public void Finance_can_give_back_no_more_than_is_left_and_nothing_that_was_never_paid()
    {
        var payment = Confirmed(5340);
        Ask(payment, 5000);

        Finance(payment, 341).Error!.Code.ShouldBe("refund.over-rest");
        Finance(Open(5340), 1).Error!.Code.ShouldBe("refund.not-paid");
    }

    private static Result<Refund> Finance(Payment payment, long fen) => payment.RequestRefund(RefundCause.FinanceDecided,
        payment.Bills[0].OrderNo, Money.FromFen(fen), new FinanceRefund("FD1", "对账长款"), Now);

    private static Result<Refund> Ask(Payment payment, long fen, int bill = 0) => payment.RequestRefund(
        RefundCause.HospitalRequested, payment.Bills[bill].OrderNo, Money.FromFen(fen), new HisRefund("HR1", "退药"), Now);

    private static Payment Confirmed(params long[] fen)
    {
        var payment = Paid(fen);
        foreach (var bill in payment.Bills)
            bill.Confirm("H-1", null, null, null, Now);
        return payment;
    }

    private static Payment Paid(params long[] fen)
    {
        var payment = Open(fen);
        payment.ConfirmPaid("4200001", payment.Amount, Now).ShouldBeNull();
        return payment;
    }

    private static Payment Open(params long[] fen) => Payment.Open("SYN000000", "wechat.jsapi", "wechat",
        [.. fen.Select((f, i) => new OwedBill($"B{i}", "1", $"RX{i}", "V1", Money.FromFen(f)))], Now, TimeSpan.FromMinutes(15));
}
