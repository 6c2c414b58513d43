using MobilePay.Primitives;

namespace MobilePay.Reconciliation.Domain;

/// <summary>Every reason a hospital's hand-over can't be believed; the codes are public and stable.</summary>
public static class HandoverErrors
{
    private const string Again = "Let the hospital hand over the day again; if it stays so, its interface has to be looked at.";

    public static Error DayClosed(DateOnly day) => new(ErrorKind.Conflict, "handover.day-closed",
        $"The day {day:yyyy-MM-dd} is closed. The hand-over is kept as evidence; what it changes belongs to the present day.");

    public static Error NotArrived(DateOnly day) => new(ErrorKind.NotFound, "handover.not-arrived",
        $"No hand-over of {day:yyyy-MM-dd} has arrived yet. Fetch it from the hospital, or wait for it.");

    public static Error FileUnknown(Guid id) => new(ErrorKind.NotFound, "handover.unknown", $"There is no hand-over {id}.");

    public static Error TooLong() => new(ErrorKind.Unavailable, "handover.too-long",
        "The hospital's document is longer than any day. " + Again);

    public static Error Unreadable(string why) =>
        Refused("unreadable", $"The hand-over can't be read: {why}. {Again}", ("why", why));

    public static Error OtherInstitution(string named) =>
        Refused("other-institution", $"The hand-over is of institution {named} and not of this hospital. {Again}",
            ("named", named));

    public static Error OtherDay(string named) =>
        Refused("other-day", $"The hand-over is of {named} and not of the day it was handed in for. {Again}", ("named", named));

    public static Error LinesMissing(int stated, int counted) =>
        Refused("lines-missing", $"The hand-over states {stated} lines and has {counted}. {Again}",
            ("stated", stated), ("counted", counted));

    public static Error Line(int line, string member) =>
        Refused("line", $"Line {line} of the hand-over has no usable {member}. {Again}", ("line", line), ("member", member));

    public static Error TotalDiffers(string channel, string total, long stated, long counted) =>
        Refused("total-differs",
            $"The hand-over states {total} of {channel} as {stated}, but its lines come to {counted}. {Again}",
            ("channel", channel), ("total", total), ("stated", stated), ("counted", counted));

    public static Error DigestDiffers(string stated, string counted) =>
        Refused("digest-differs", $"The digest of the hand-over does not fit its lines, so some were changed on the way. {Again}",
            ("stated", stated), ("counted", counted));

    private static Error Refused(string code, string message, params (string Name, object? Value)[] facts) =>
        new(ErrorKind.Invalid, $"handover.{code}", message, facts.ToDictionary(f => f.Name, f => f.Value));
}
