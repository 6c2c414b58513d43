using MobilePay.Primitives;

namespace MobilePay.Reconciliation.Domain;

/// <summary>Why a proposal is not made, approved or refused. Nothing has moved then.</summary>
public static class ProposalErrors
{
    public static Error Unknown(Guid id) =>
        new(ErrorKind.NotFound, "proposal.not-found", $"There is no proposal {id} of this difference.");

    public static Error ActionNotFor(DifferenceAction action, DifferenceClass of) =>
        new(ErrorKind.Conflict, "proposal.action", $"{action} does not settle a difference of the class {of}.");

    public static Error Needs(string what) =>
        new(ErrorKind.Invalid, "proposal.needs", $"The proposal needs {what}.",
            new Dictionary<string, object?> { ["needs"] = what });

    public static Error AmountTooLarge(long fenMax) =>
        new(ErrorKind.Conflict, "proposal.amount", $"At most {fenMax} fen can be given back.",
            new Dictionary<string, object?> { ["fenMax"] = fenMax });

    public static Error NotOpposite() =>
        new(ErrorKind.Conflict, "proposal.not-opposite",
            "Two records are one only when one is over by what the other is short, in the same hospital.");

    public static Error OnlyShort() =>
        new(ErrorKind.Conflict, "proposal.only-short",
            "Only what is short can be written off; what is over goes back, to the hospital, or stays in suspense.");

    public static Error Own() =>
        new(ErrorKind.Forbidden, "proposal.own", "Who proposed does not approve: another person has to look at it.");

    public static Error ApprovedAlready() =>
        new(ErrorKind.Conflict, "proposal.approved-already", "You have approved this already; one more person has to.");

    public static Error Stale(Guid id) =>
        new(ErrorKind.Conflict, "proposal.stale",
            $"The facts or the proposal {id} have changed since it was shown. Look at it as it is now; propose anew.");

    public static Error Decided(Guid id, ProposalStatus status) =>
        new(ErrorKind.Conflict, "proposal.decided", $"Proposal {id} is {status} already.");

    public static Error NotYours() =>
        new(ErrorKind.Forbidden, "proposal.not-yours", "Only who proposed can take a proposal back.");
}
