using MobilePay.Primitives;
using static MobilePay.Payments.Domain.PaymentEvent;

namespace MobilePay.Payments.Domain;

/// <summary>
/// The way back of a payment's money. What is refunded and what is on its way never exceed what was paid; callers hold the
/// payment's row (rule D4), and the table checks it once more.
/// </summary>
public sealed partial class Payment
{
    // WeChat Pay refunds an order in at most 50 parts.
    private const int RefundsMax = 50;

    private readonly List<Refund> refunds = [];

    public IReadOnlyList<Refund> Refunds => refunds;

    /// <summary>What is back with the payer.</summary>
    public Money Refunded { get; private set; }

    /// <summary>What is on its way back.</summary>
    public Money RefundsUnderWay { get; private set; }

    private Money Rest => Amount - Refunded - RefundsUnderWay;

    /// <summary>Begins to give money back; nothing is begun on a doubt.</summary>
    /// <param name="orderNo">The bill whose money it is; null for the whole payment.</param>
    public Result<Refund> RequestRefund(
        RefundCause cause, string? orderNo, Money amount, RefundAsked? asked, DateTimeOffset now)
    {
        if (Status is not (PaymentStatus.Paid or PaymentStatus.Refunding or PaymentStatus.RefundFailed))
            return Status == PaymentStatus.Refunded
                ? RefundErrors.OverRest(Rest, amount) : RefundErrors.NotPaid(Id, Status);

        var bill = bills.SingleOrDefault(b => b.OrderNo == orderNo);
        if (cause == RefundCause.HospitalRequested && bill is not { HospitalStatus: HospitalStatus.Confirmed })
            return RefundErrors.NotConfirmed(orderNo!);

        if (amount > RestOf(bill))
            return RefundErrors.OverRest(RestOf(bill), amount);
        if (refunds.Count >= RefundsMax)
            return RefundErrors.TooMany(Id);

        var refund = new Refund(this, refunds.Count, cause, orderNo, amount, asked, now);
        refunds.Add(refund);
        Reserve(refund);
        return refund;
    }

    /// <summary>The money is back with the payer. The same news twice changes nothing.</summary>
    public bool ConfirmRefunded(string refundNo, string? channelRefundNo, DateTimeOffset at)
    {
        var refund = RefundNumbered(refundNo);
        var hadFailed = refund.Status == RefundStatus.Failed;
        if (!refund.Move(RefundEvent.ChannelRefunded))
            return false;

        if (hadFailed)
            Reserve(refund);
        refund.Ended(at, channelRefundNo);
        RefundsUnderWay -= refund.Amount;
        Refunded += refund.Amount;
        if (Refunded == Amount)
            MoveIfListed(RefundAccepted);

        // Whose money is wholly back may be paid anew.
        foreach (var bill in bills.Where(b => Refunded == Amount || b.Rest == Money.Zero))
            bill.LetGo();
        return true;
    }

    /// <summary>The channel has definitely not refunded: the money is still with us, and a person has to look.</summary>
    public bool ConfirmRefundRefused(string refundNo, string reason, bool isNumberSpent, DateTimeOffset at)
    {
        var refund = RefundNumbered(refundNo);
        if (!refund.Move(RefundEvent.ChannelRefused))
            return false;

        refund.Failed(at, reason, isNumberSpent);
        RefundsUnderWay -= refund.Amount;
        BillOf(refund)?.TakeBack(refund.Amount);
        MoveIfListed(RefundRejected);
        return true;
    }

    /// <summary>
    /// A person has a failed refund tried again: under its own number, or under a new one where the channel takes no second try.
    /// </summary>
    public Result<Refund> TryRefundAgain(string refundNo, DateTimeOffset now)
    {
        var failed = RefundNumbered(refundNo);
        if (failed.Status != RefundStatus.Failed || failed.ReplacedBy is not null)
            return RefundErrors.NotFailed(refundNo, failed.Status);

        var bill = BillOf(failed);
        if (failed.Amount > RestOf(bill))
            return RefundErrors.OverRest(RestOf(bill), failed.Amount);
        if (failed.IsNumberSpent)
        {
            var anew = RequestRefund(failed.Cause, failed.OrderNo, failed.Amount, asked: null, now);
            if (anew.Value is { } begun)
                failed.Replaced(begun.RefundNo);
            return anew;
        }

        failed.Move(RefundEvent.TriedAgain);
        failed.Again();
        Reserve(failed);
        return failed;
    }

    /// <summary>The hospital's number for a refund, also where the refund went on under a new number of ours.</summary>
    public string? HisNumberOf(Refund refund)
    {
        var first = refund;
        while (refunds.Find(r => r.ReplacedBy == first.RefundNo) is { } replaced)
            first = replaced;
        return first.HisRefundNo;
    }

    private void Reserve(Refund refund)
    {
        RefundsUnderWay += refund.Amount;
        BillOf(refund)?.GiveBack(refund.Amount);
        if (Rest == Money.Zero)
            MoveIfListed(RefundRequested);
    }

    // What is left of the payment, and of the bill where it is one bill's money.
    private Money RestOf(PaymentBill? bill) => bill is null || Rest < bill.Rest ? Rest : bill.Rest;

    private Refund RefundNumbered(string refundNo) => refunds.Single(r => r.RefundNo == refundNo);

    private PaymentBill? BillOf(Refund refund) => bills.SingleOrDefault(b => b.OrderNo == refund.OrderNo);

    // Already there is no fault: a late payment is refunding from the start, and two parts of one whole end one by one.
    private void MoveIfListed(PaymentEvent happened)
    {
        if (PaymentLifecycle.Next(Status, happened) is { } next)
            Move(next);
    }
}
