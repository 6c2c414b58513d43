using MobilePay.PatientWeb.Clients;
using MobilePay.PatientWeb.Visits;

namespace MobilePay.PatientWeb.Features;

public enum Stage
{
    Pending,

    /// <summary>WeChat's window said "paid". That proves nothing, but she need not be asked to pay.</summary>
    Asking,

    Cancelled,
    Failed,
    Waiting,

    /// <summary>Paid for more than a minute, and the hospital has not answered.</summary>
    Still,

    /// <summary>The same for more than five minutes.</summary>
    Long,

    Done,
    Refused,
    Closed,
    Refunding,
    Refunded,
    RefundFailed,
}

/// <summary>How a payment stands, as one page shows it. Only what Payments says counts; what a cashier's return says does not.</summary>
public sealed record Standing(Payment Payment, Stage Stage, bool CanOpenCashier, PayForm? PayAgain)
{
    private static readonly TimeSpan StillAfter = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongAfter = TimeSpan.FromMinutes(5);

    public bool IsFinal => Stage is Stage.Done or Stage.Closed or Stage.Refunded;

    public string Tone => Stage switch
    {
        Stage.Done or Stage.Refunded => "success",
        Stage.Pending or Stage.Asking or Stage.Waiting or Stage.Still or Stage.Refunding => "waiting",
        Stage.Cancelled or Stage.Failed or Stage.Closed => "info",
        Stage.Long or Stage.Refused or Stage.RefundFailed => "warn",
    };

    public static Standing Of(Payment payment, string? told, Attempt? attempt, PhoneMemory memory, (Visitor Visitor, DateTimeOffset Now) here)
    {
        var stage = StageOf(payment, told, here.Now);
        var again = attempt is null || stage is not (Stage.Cancelled or Stage.Failed or Stage.Closed) ? null
            : memory.VisitOf(attempt.Token).ShownVersion is { } version
                ? PayForm.New(attempt.Token, version, here.Visitor.Words.Standing.PayAgain, here.Visitor.Entrance) : null;
        return new(payment, stage, attempt is { Action.Count: > 0 } && payment.Status == "pending", again);
    }

    private static Stage StageOf(Payment payment, string? told, DateTimeOffset now) => payment.Status switch
    {
        "pending" => told switch { "ok" => Stage.Asking, "cancel" => Stage.Cancelled, "fail" => Stage.Failed, _ => Stage.Pending },
        "closed" => Stage.Closed,
        "refunding" => Stage.Refunding,
        "refunded" => Stage.Refunded,
        "refund-failed" => Stage.RefundFailed,
        _ => payment.Hospital.Status switch
        {
            "confirmed" => Stage.Done,
            "refused" => Stage.Refused,
            _ => Waited(payment, now),
        },
    };

    private static Stage Waited(Payment payment, DateTimeOffset now)
    {
        var waited = now - (payment.PaidAt ?? now);
        return waited >= LongAfter ? Stage.Long : waited >= StillAfter ? Stage.Still : Stage.Waiting;
    }
}
