using MobilePay.Contracts;
using MobilePay.Primitives;

namespace MobilePay.HisSync.Domain;

/// <summary>
/// Telling the hospital that one bill is paid: once for each of our order numbers, until it has said yes or no.
/// </summary>
public sealed class WriteBack
{
    // After an unanswered confirm: 3, 5, 10, 30, 60 s, then 5 min, then every 30 min (rule U4).
    private static readonly TimeSpan[] Waits =
        [.. new[] { 3, 5, 10, 30, 60, 300, 1800 }.Select(seconds => TimeSpan.FromSeconds(seconds))];

    private WriteBack()
    {
    }

    public string OrderNo { get; private init; } = "";
    public string HospitalId { get; private init; } = "";
    public Guid PaymentId { get; private init; }
    public string BillNo { get; private init; } = "";
    public string BillVersion { get; private init; } = "";
    public string PrescriptionNo { get; private init; } = "";
    public string VisitNo { get; private init; } = "";
    public string? PresettlementId { get; private init; }
    public Money Amount { get; private init; }
    public string Channel { get; private init; } = "";
    public string ChannelTradeNo { get; private init; } = "";
    public DateTimeOffset PaidAt { get; private init; }
    public WriteBackStatus Status { get; private set; }
    public int SentCount { get; private set; }
    public int CheckedCount { get; private set; }
    public DateTimeOffset? LastSentAt { get; private set; }
    public DateTimeOffset? NextCheckAt { get; private set; }
    public string? HisDocNo { get; private set; }
    public string? RefusedBecause { get; private set; }
    public string? TraceParent { get; private init; }
    public uint Version { get; private set; }

    public static WriteBack For(PaymentPaid paid, PaidBill bill, DateTimeOffset now, string? traceParent) => new()
    {
        OrderNo = bill.OrderNo,
        HospitalId = paid.HospitalId,
        PaymentId = paid.PaymentId,
        BillNo = bill.BillNo,
        BillVersion = bill.BillVersion,
        PrescriptionNo = bill.PrescriptionNo,
        VisitNo = bill.VisitNo,
        PresettlementId = bill.PresettlementId,
        Amount = Money.FromFen(bill.AmountFen),
        Channel = paid.Channel,
        ChannelTradeNo = paid.ChannelTradeNo,
        PaidAt = paid.PaidAt,
        NextCheckAt = now,
        TraceParent = traceParent,
    };

    public bool IsSettled => Status is WriteBackStatus.Confirmed or WriteBackStatus.Refused;

    /// <summary>
    /// A confirm goes out now; it is counted before it is sent, so that a crash is seen as "may have been sent".
    /// </summary>
    public void Sending(DateTimeOffset now)
    {
        SentCount++;
        LastSentAt = now;
    }

    /// <summary>Keeps other replicas away while this one asks.</summary>
    public void Claim(DateTimeOffset until) => NextCheckAt = until;

    /// <summary>As <see cref="Claim"/>, of a write-back that may be settled and then has nothing due.</summary>
    public void KeepFromOthers(DateTimeOffset until)
    {
        if (!IsSettled)
            Claim(until);
    }

    /// <summary>The hospital had lost what it had booked, and has booked it again: its document may be another now.</summary>
    public void BookedAgain(HisConfirmation said)
    {
        if (Status == WriteBackStatus.Confirmed && said is { Outcome: HisOutcome.Accepted, HisDocNo: { } docNo })
            HisDocNo = docNo;
    }

    /// <summary>Takes in what the hospital said. Answers the event to publish, or null where nothing new happened.</summary>
    public object? Apply(HisConfirmation said, DateTimeOffset now)
    {
        var before = Status;
        if (WriteBackLifecycle.Next(Status, said.Outcome) is not { } next)
            return null;

        Status = next;
        CheckedCount++;
        NextCheckAt = IsSettled ? null : now + Waits[Math.Min(CheckedCount, Waits.Length) - 1];
        HisDocNo = said.HisDocNo;
        RefusedBecause = said.Reason;
        return next switch
        {
            WriteBackStatus.Confirmed => new HisConfirmed(
                PaymentId, HospitalId, OrderNo, BillNo, PrescriptionNo, said.HisDocNo ?? "", said.InvoiceNo,
                said.BusinessDate ?? BusinessDay.Of(now, TimeOnly.MinValue).Date, said.Pharmacy, said.Window, now, Amount.Fen),
            WriteBackStatus.Refused => new HisRefused(PaymentId, HospitalId, OrderNo, BillNo, said.Reason ?? "refused", now),
            WriteBackStatus.Unknown => before == WriteBackStatus.Unknown
                ? null : new HisUnanswered(PaymentId, HospitalId, OrderNo, BillNo, now),
            WriteBackStatus.Waiting => null,
        };
    }
}
