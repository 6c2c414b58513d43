using MobilePay.PatientWeb.Clients;
using MobilePay.PatientWeb.Visits;

namespace MobilePay.PatientWeb.Features;

/// <summary>Puts together what Payments says and what this phone can do next.</summary>
public sealed class ReadStanding(PhoneMemory memory, Visitor visitor, TimeProvider clock)
{
    private static readonly TimeSpan StillAfter = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongAfter = TimeSpan.FromMinutes(5);

    /// <summary><paramref name="told"/> is what the cashier's window said; it only decides what is offered.</summary>
    public Standing Of(Payment payment, string? told)
    {
        var attempt = memory.AttemptOf(payment.PaymentId);
        var stage = StageOf(payment, told, clock.GetUtcNow());
        var version = attempt is null ? null : memory.VisitOf(attempt.Token).ShownVersion;
        PayForm? again = null, another = null;
        if (version is not null && stage is Stage.Cancelled or Stage.Failed or Stage.Closed)
            again = PayForm.New(
                attempt!.Token, version!, visitor.Words.Standing.PayAgain, visitor.Entrance, first: payment.Method);
        else if (version is not null && stage == Stage.Pending)
            another = PayForm.Beside(payment.Method, attempt!.Token, version, visitor.Entrance);
        return new(payment, stage, attempt is { Action.Count: > 0 } && payment.Status == "pending", again, another);
    }

    private static Stage StageOf(Payment payment, string? told, DateTimeOffset now) => payment.Status switch
    {
        "pending" => told switch
        {
            "ok" => Stage.Asking,
            "cancel" => Stage.Cancelled,
            "fail" => Stage.Failed,
            _ => Stage.Pending,
        },
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
