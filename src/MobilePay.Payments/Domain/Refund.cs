using MobilePay.Primitives;

namespace MobilePay.Payments.Domain;

/// <summary>Why money goes back.</summary>
public enum RefundCause
{
    /// <summary>Paid after the attempt was over: late, or a second time on another channel.</summary>
    PaidLate,

    /// <summary>The hospital definitely did not book the payment.</summary>
    HospitalRefused,

    /// <summary>The hospital asked for it, as when drugs are given back.</summary>
    HospitalRequested,

    /// <summary>Finance found the money to be the payer's, and two people decided so.</summary>
    FinanceDecided,
}

/// <summary>One refund, whole or in part, under one number for ever.</summary>
public sealed class Refund
{
    private Refund()
    {
    }

    internal Refund(
        Payment payment, int index, RefundCause cause, string? orderNo, Money amount, RefundAsked? asked, DateTimeOffset now)
    {
        HospitalId = payment.HospitalId;
        PaymentId = payment.Id;
        RefundNo = PaymentNumber.OfRefund(payment.OutTradeNo, index);
        Cause = cause;
        OrderNo = orderNo;
        Amount = amount;
        (HisRefundNo, HisReason) = asked is HisRefund his ? (his.HisRefundNo, his.Reason) : (null, null);
        (FinanceNo, FinanceReason) = asked is FinanceRefund finance ? (finance.Number, finance.Reason) : (null, null);
        RequestedAt = now;
    }

    public string HospitalId { get; private init; } = "";
    public string RefundNo { get; private init; } = "";
    public Guid PaymentId { get; private init; }

    /// <summary>Which bill's money goes back; null: the whole payment's.</summary>
    public string? OrderNo { get; private init; }

    public RefundCause Cause { get; private init; }
    public Money Amount { get; private init; }

    /// <summary>The hospital's own number for what it asked; unique within the hospital.</summary>
    public string? HisRefundNo { get; private init; }

    public string? HisReason { get; private init; }

    /// <summary>The number of finance's decision; unique within the hospital.</summary>
    public string? FinanceNo { get; private init; }

    public string? FinanceReason { get; private init; }
    public RefundStatus Status { get; private set; }
    public DateTimeOffset RequestedAt { get; private init; }
    public DateTimeOffset? EndedAt { get; private set; }
    public string? FailedBecause { get; private set; }

    /// <summary>The channel takes no second try under this number: a further try needs a new one.</summary>
    public bool IsNumberSpent { get; private set; }

    /// <summary>The refund that went on under a new number instead.</summary>
    public string? ReplacedBy { get; private set; }

    public string? ChannelRefundNo { get; private set; }
    public uint Version { get; private set; }

    internal bool Move(RefundEvent happened)
    {
        if (RefundLifecycle.Next(Status, happened) is not { } next)
            return false;

        Status = next;
        return true;
    }

    internal void Ended(DateTimeOffset at, string? channelRefundNo) =>
        (EndedAt, ChannelRefundNo, FailedBecause) = (at, channelRefundNo, null);

    internal void Failed(DateTimeOffset at, string reason, bool isNumberSpent) =>
        (EndedAt, FailedBecause, IsNumberSpent) = (at, reason, isNumberSpent);

    internal void Replaced(string refundNo) => ReplacedBy = refundNo;

    internal void Again() => (EndedAt, FailedBecause) = (null, null);
}

/// <summary>Somebody asked for a refund under a number of her own.</summary>
public abstract record RefundAsked;

/// <summary>What the hospital asked, under its own number.</summary>
public sealed record HisRefund(string HisRefundNo, string Reason) : RefundAsked;

/// <summary>What finance decided, under the decision's number.</summary>
public sealed record FinanceRefund(string Number, string Reason) : RefundAsked;
