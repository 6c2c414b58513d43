using MobilePay.Reconciliation.Domain;
using static MobilePay.Reconciliation.Domain.DifferenceEvent;
using static MobilePay.Reconciliation.Domain.DifferenceStatus;

namespace MobilePay.Reconciliation.Tests.Domain;

public sealed class DifferenceLifecycleTests
{
    private static readonly Dictionary<(DifferenceStatus, DifferenceEvent), DifferenceStatus> Allowed = new()
    {
        [(Open, Taken)] = Assigned,
        [(Assigned, Taken)] = Assigned,
        [(Open, ProposalMade)] = Proposed,
        [(Assigned, ProposalMade)] = Proposed,
        [(Suspended, ProposalMade)] = Proposed,
        [(Proposed, ProposalApproved)] = Approved,
        [(Proposed, ProposalRejected)] = Assigned,
        [(Approved, ExecutionBegan)] = Executing,
        [(Executing, ExecutionFailed)] = Assigned,
        [(Executing, Answered)] = Assigned,
        [(Executing, Settled)] = Closed,
        [(Executing, Parked)] = Suspended,
        [(Open, NeedsNobody)] = Closed,
        [(Open, FoundAlike)] = Closed,
        [(Assigned, FoundAlike)] = Closed,
        [(Proposed, FoundAlike)] = Closed,
        [(Suspended, FoundAlike)] = Closed,
        [(Open, FoundChanged)] = Open,
        [(Assigned, FoundChanged)] = Open,
        [(Proposed, FoundChanged)] = Open,
        [(Suspended, FoundChanged)] = Open,
        [(Closed, FoundChanged)] = Open,
    };

    public static TheoryData<DifferenceStatus, DifferenceEvent> EveryPair()
    {
        var pairs = new TheoryData<DifferenceStatus, DifferenceEvent>();
        foreach (var status in Enum.GetValues<DifferenceStatus>())
            foreach (var happened in Enum.GetValues<DifferenceEvent>())
                pairs.Add(status, happened);
        return pairs;
    }

    [Theory, MemberData(nameof(EveryPair))]
    public void Only_listed_moves_are_allowed(DifferenceStatus status, DifferenceEvent happened) =>
        DifferenceLifecycle.Next(status, happened).ShouldBe(Allowed.TryGetValue((status, happened), out var next) ? next : null);
}
