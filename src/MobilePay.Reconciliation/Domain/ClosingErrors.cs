using System.Globalization;
using MobilePay.Primitives;

namespace MobilePay.Reconciliation.Domain;

/// <summary>Why a day is not closed or opened again. Nothing has moved then.</summary>
public static class ClosingErrors
{
    public static Error Blocked(DateOnly day, IEnumerable<string> codes) =>
        new(ErrorKind.Conflict, "close.blocked", $"{Text(day)} can't be closed yet: {string.Join(", ", codes)}.",
            new Dictionary<string, object?> { ["blocks"] = codes.ToArray() });

    public static Error ProposedAlready(DateOnly day) =>
        new(ErrorKind.Conflict, "close.proposed", $"The close of {Text(day)} is proposed already and waits for another person.");

    public static Error ClosedAlready(DateOnly day) =>
        new(ErrorKind.Conflict, "close.closed", $"{Text(day)} is closed. Open it again first, with a reason.");

    public static Error NotProposed(DateOnly day) =>
        new(ErrorKind.Conflict, "close.not-proposed", $"No close of {Text(day)} waits for approval. Read it again.");

    public static Error NotClosed(DateOnly day) =>
        new(ErrorKind.Conflict, "close.not-closed", $"{Text(day)} is not closed.");

    public static Error Own() =>
        new(ErrorKind.Forbidden, "close.own", "Who proposed the close does not approve it: another person has to.");

    public static Error Stale(DateOnly day) =>
        new(ErrorKind.Conflict, "close.stale",
            $"{Text(day)} has changed since the close was proposed, or another report was shown. It has to be proposed anew.");

    public static Error LaterClosed(DateOnly day) =>
        new(ErrorKind.Conflict, "close.later-closed", $"Only the last closed day can be opened again; {Text(day)} is not it.");

    public static Error NeedsReason() =>
        new(ErrorKind.Invalid, "close.reason", "Say why, in 4 to 500 characters.");

    public static Error DayClosed(DateOnly day) =>
        new(ErrorKind.Conflict, "day.closed",
            $"{Text(day)} is closed and takes nothing more. Corrections belong to the present day, or the day is opened again.");

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
