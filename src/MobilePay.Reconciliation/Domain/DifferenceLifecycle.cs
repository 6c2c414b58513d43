using static MobilePay.Reconciliation.Domain.DifferenceEvent;
using static MobilePay.Reconciliation.Domain.DifferenceStatus;

namespace MobilePay.Reconciliation.Domain;

public enum DifferenceStatus
{
    Open,
    Assigned,
    Proposed,
    Approved,
    Executing,
    Suspended,
    Closed,
}

public enum DifferenceEvent
{
    Taken,
    ProposalMade,
    ProposalApproved,
    ProposalRejected,
    ExecutionBegan,
    ExecutionFailed,

    /// <summary>The channel was asked; what it said is taken in, and the next run looks again.</summary>
    Answered,

    Settled,
    Parked,

    /// <summary>It matches itself, or is another business's: nobody has to do anything.</summary>
    NeedsNobody,

    /// <summary>A later run finds the sides alike.</summary>
    FoundAlike,

    /// <summary>A later run finds other facts than those that were decided on.</summary>
    FoundChanged,
}

public static class DifferenceLifecycle
{
    /// <summary>Every move a difference can make. A pair that is not listed is refused.</summary>
    public static DifferenceStatus? Next(DifferenceStatus status, DifferenceEvent happened) => (status, happened) switch
    {
        (Open or Assigned, Taken) => Assigned,
        (Open or Assigned or Suspended, ProposalMade) => Proposed,
        (Proposed, ProposalApproved) => Approved,
        (Proposed, ProposalRejected) => Assigned,
        (Approved, ExecutionBegan) => Executing,
        (Executing, ExecutionFailed or Answered) => Assigned,
        (Executing, Settled) => Closed,
        (Executing, Parked) => Suspended,

        (Open, DifferenceEvent.NeedsNobody) => Closed,

        // Money and records agree now, whoever brought it about. What is being executed ends by its own answer first.
        (Open or Assigned or Proposed or Suspended, FoundAlike) => Closed,

        // A decision on other facts is no decision on these.
        (Open or Assigned or Proposed or Suspended or Closed, FoundChanged) => Open,

        _ => null,
    };
}
