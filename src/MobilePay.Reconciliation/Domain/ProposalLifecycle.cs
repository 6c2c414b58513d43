using static MobilePay.Reconciliation.Domain.ProposalStatus;

namespace MobilePay.Reconciliation.Domain;

public enum ProposalStatus
{
    Waiting,
    Approved,
    Rejected,
    Withdrawn,

    /// <summary>The facts changed before it was decided.</summary>
    Stale,

    Executing,
    Done,
    Failed,
}

public static class ProposalLifecycle
{
    /// <summary>Every move a proposal can make, named by where it leads. A pair that is not listed is refused.</summary>
    public static ProposalStatus? Next(ProposalStatus status, ProposalStatus to) => (status, to) switch
    {
        (Waiting, Approved or Rejected or Withdrawn or Stale) => to,
        (Approved, Executing) => to,
        (Executing, Executing or Done or Failed) => to,

        _ => null,
    };
}
