using MobilePay.Reconciliation.Domain;
using static MobilePay.Reconciliation.Domain.ProposalStatus;

namespace MobilePay.Reconciliation.Tests.Domain;

public sealed class ProposalLifecycleTests
{
    private static readonly HashSet<(ProposalStatus, ProposalStatus)> Allowed =
    [
        (Waiting, Approved), (Waiting, Rejected), (Waiting, Withdrawn), (Waiting, Stale),
        (Approved, Executing), (Executing, Executing), (Executing, Done), (Executing, Failed),
    ];

    public static TheoryData<ProposalStatus, ProposalStatus> EveryPair()
    {
        var pairs = new TheoryData<ProposalStatus, ProposalStatus>();
        foreach (var from in Enum.GetValues<ProposalStatus>())
            foreach (var to in Enum.GetValues<ProposalStatus>())
                pairs.Add(from, to);
        return pairs;
    }

    [Theory, MemberData(nameof(EveryPair))]
    public void Only_listed_moves_are_allowed(ProposalStatus from, ProposalStatus to) =>
        ProposalLifecycle.Next(from, to).ShouldBe(Allowed.Contains((from, to)) ? to : null);
}
