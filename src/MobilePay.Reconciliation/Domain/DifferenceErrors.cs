using MobilePay.Primitives;

namespace MobilePay.Reconciliation.Domain;

/// <summary>Why nothing was done about a difference. Nothing has moved then.</summary>
public static class DifferenceErrors
{
    public static Error Unknown(Guid id) =>
        new(ErrorKind.NotFound, "difference.not-found", $"There is no difference {id}.");

    public static Error NotAllowed(Guid id, DifferenceStatus status) =>
        new(ErrorKind.Conflict, "difference.not-allowed",
            $"Difference {id} is {status}: this can't be done to it now. Read it again.",
            new Dictionary<string, object?> { ["status"] = status.ToString() });

    public static Error Overtaken(Guid id) =>
        new(ErrorKind.Conflict, "difference.overtaken", $"Somebody else changed difference {id} just now. Read it again.");

    public static Error NobodyAsks() =>
        new(ErrorKind.Forbidden, "staff.unknown", "Who does this has to be known: it is done from the console only.");

    public static Error FileNotTaken() =>
        new(ErrorKind.Invalid, "evidence.file",
            "Give a file of at most 10 MB with a name that ends in pdf, png, jpg, jpeg, csv, txt or xlsx.");

    public static Error FileUnknown(Guid id) =>
        new(ErrorKind.NotFound, "evidence.not-found", $"There is no evidence file {id} of this difference.");
}
