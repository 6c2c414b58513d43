using MobilePay.PatientWeb.Features;
using MobilePay.PatientWeb.Wording;

namespace MobilePay.PatientWeb.Look;

/// <summary>What is said about each stage: a heading, and sentences in the order she needs them.</summary>
public static class StandingText
{
    public static (string Title, IReadOnlyList<string> Sentences) For(Standing standing, Words words)
    {
        var (w, payment) = (words.Standing, standing.Payment);
        var paidAt = payment.PaidAt is { } at ? w.WaitingSince(words.Moment(at)) : w.Refreshes;
        return standing.Stage switch
        {
            Stage.Pending => (w.PendingTitle, [w.PendingText(words.Moment(payment.ExpiresAt))]),
            Stage.Asking => (w.AskingTitle, [w.AskingText]),
            Stage.Cancelled => (w.CancelledTitle, [w.CancelledText]),
            Stage.Failed => (w.FailedTitle, [w.CancelledText]),
            Stage.Waiting => (w.WaitingTitle, [w.WaitingText, w.Promise, paidAt]),
            Stage.Still => (w.StillTitle, [w.StillText, w.Promise, paidAt]),
            Stage.Long => (w.LongTitle, [w.LongText, w.Promise, paidAt]),
            Stage.Done => (w.DoneTitle, [w.DoneText]),
            Stage.Refused => (w.RefusedTitle, [w.RefusedBecause(payment.Hospital.Reason), w.RefusedText]),
            Stage.Closed => (w.ClosedTitle, [w.ClosedText]),
            Stage.Refunding => (w.RefundingTitle, [w.RefundingText]),
            Stage.Refunded => (w.RefundedTitle, [w.RefundedText(Yuan.Of(payment.RefundedFen))]),
            Stage.RefundFailed => (w.RefundFailedTitle, [w.RefundFailedText]),
        };
    }
}
