using MobilePay.Primitives;

namespace MobilePay.BankSettlement.Domain;

/// <summary>Money going back by the way it came, under one number for ever.</summary>
public sealed class ChannelRefund
{
    // After each step without an end: 3, 5, 10, 30, 60 s, 5 min, then every 30 min (rule U4).
    private static readonly TimeSpan[] Waits =
        [.. new[] { 3, 5, 10, 30, 60, 300, 1800 }.Select(seconds => TimeSpan.FromSeconds(seconds))];

    // A call of ours is cut off after seconds; what the channel has not booked by then it never will.
    private static readonly TimeSpan SendingSettledAfter = TimeSpan.FromSeconds(10);

    // To UnionPay another order time is another order: a new one only when nothing of ours was under way for long.
    private static readonly TimeSpan OrderTimeNewAfter = TimeSpan.FromHours(1);

    // A bank card may take days to be credited; later than this a person looks, and we ask once a day.
    private static readonly TimeSpan PersonLooksAfter = TimeSpan.FromDays(10);
    private static readonly TimeSpan WhileAPersonLooks = TimeSpan.FromDays(1);

    public Guid Id { get; init; }
    public required string HospitalId { get; init; }
    public Guid PaymentId { get; init; }
    public Guid OrderId { get; init; }
    public required string Channel { get; init; }
    public required string MerchantId { get; init; }
    public required string OutTradeNo { get; init; }
    public required string RefundNo { get; init; }
    public Money Amount { get; init; }

    /// <summary>Shown to the payer by her wallet.</summary>
    public required string Reason { get; init; }
    public string? TraceParent { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    public RefundState State { get; private set; }
    public string? RefusedFor { get; private set; }
    public bool IsNumberSpent { get; private set; }
    public string? ChannelRefundNo { get; private set; }
    public DateTimeOffset? RefundedAt { get; private set; }

    /// <summary>How often the channel was, or was about to be, asked to refund.</summary>
    public int Sendings { get; private set; }
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>
    /// The second by which a channel such as UnionPay tells orders of one number apart; null before the first sending.
    /// </summary>
    public DateTimeOffset? OrderedAt { get; private set; }
    public int Steps { get; private set; }
    public DateTimeOffset? NextStepAt { get; private set; }
    public uint Version { get; private set; }

    public static ChannelRefund Of(
        ChannelOrder order, string refundNo, Money amount, string reason, DateTimeOffset now, string? traceParent) => new()
        {
            Id = Guid.CreateVersion7(now),
            HospitalId = order.HospitalId,
            PaymentId = order.PaymentId,
            OrderId = order.Id,
            Channel = order.Channel,
            MerchantId = order.MerchantId,
            OutTradeNo = order.OutTradeNo,
            RefundNo = refundNo,
            Amount = amount,
            Reason = reason,
            TraceParent = traceParent,
            CreatedAt = now,
            NextStepAt = now,
        };

    /// <summary>
    /// Notes, before the channel is called, that it is about to be (rule U1). It is sent again only when the channel has said
    /// that it never came; tried again a day later it needs a new order time, for an old one is not taken.
    /// </summary>
    public void Sending(DateTimeOffset now)
    {
        if (OrderedAt is null || now >= SentAt + OrderTimeNewAfter)
            OrderedAt = now;
        (Sendings, SentAt) = (Sendings + 1, now);
    }

    /// <summary>"Not found" is only a proof when no call of ours can still be under way.</summary>
    public bool MayBeSentAgain(DateTimeOffset now) => SentAt is null || now >= SentAt + SendingSettledAfter;

    /// <summary>Sets the time of the next step after one that ended nothing.</summary>
    public void StepLater(DateTimeOffset now)
    {
        NextStepAt = now + (NeedsAPerson(now) ? WhileAPersonLooks : Waits[Math.Min(Steps, Waits.Length - 1)]);
        Steps++;
    }

    /// <summary>It has been under way for so long that a person has to ask the channel.</summary>
    public bool NeedsAPerson(DateTimeOffset now) => State == RefundState.Open && now >= CreatedAt + PersonLooksAfter;

    /// <summary>The channel sent news that has to be checked by asking.</summary>
    public void StepNow(DateTimeOffset now) => NextStepAt = State == RefundState.Open ? now : NextStepAt;

    /// <summary>A person has it tried again; the channel is asked first what became of the earlier tries.</summary>
    public Error? TryAgain(DateTimeOffset now)
    {
        if (State != RefundState.Refused)
            return null;

        if (IsNumberSpent || RefundLifecycle.Next(State, RefundEvent.TriedAgain) is not { } next)
            return RefundErrors.NotAllowed(RefundNo, State, RefundEvent.TriedAgain);

        (State, RefusedFor, Steps, NextStepAt) = (next, null, 0, now);
        return null;
    }

    /// <summary>Applies what the channel says; the same report twice changes nothing.</summary>
    public Error? Apply(RefundReport report, DateTimeOffset now)
    {
        if (report.Amount is { } amount && amount != Amount)
            return RefundErrors.AmountDiffers(RefundNo, Amount, amount);

        if (report.OrderedAt is { } at && at.ToUnixTimeSeconds() != OrderedAt?.ToUnixTimeSeconds())
            return RefundErrors.TimeDiffers(RefundNo);

        return report.State switch
        {
            ReportedRefund.Succeeded => ConfirmRefunded(report, now),
            ReportedRefund.Refused => ConfirmRefused(report),
            ReportedRefund.Processing or ReportedRefund.NotFound => null,
        };
    }

    private Error? ConfirmRefunded(RefundReport report, DateTimeOffset now)
    {
        if (State == RefundState.Refunded)
            return null;

        if (RefundLifecycle.Next(State, RefundEvent.ChannelRefunded) is not { } next)
            return RefundErrors.NotAllowed(RefundNo, State, RefundEvent.ChannelRefunded);

        State = next;
        ChannelRefundNo = report.ChannelRefundNo;
        RefundedAt = report.RefundedAt ?? now;
        (RefusedFor, NextStepAt) = (null, null);
        return null;
    }

    private Error? ConfirmRefused(RefundReport report)
    {
        if (State == RefundState.Refused)
            return null;

        if (RefundLifecycle.Next(State, RefundEvent.ChannelRefused) is not { } next)
            return RefundErrors.NotAllowed(RefundNo, State, RefundEvent.ChannelRefused);

        State = next;
        RefusedFor = report.Reason ?? "refund.refused";
        IsNumberSpent = report.IsNumberSpent;
        NextStepAt = null;
        return null;
    }
}
