using MobilePay.BankSettlement.Domain;
using static MobilePay.BankSettlement.Domain.RefundEvent;
using static MobilePay.BankSettlement.Domain.RefundState;

namespace MobilePay.BankSettlement.Tests.Domain;

public sealed class RefundLifecycleTests
{
    private static readonly Dictionary<(RefundState, RefundEvent), RefundState> Allowed = new()
    {
        [(Open, ChannelRefunded)] = Refunded,
        [(Open, ChannelRefused)] = Refused,
        [(Refused, TriedAgain)] = Open,
        [(Refused, ChannelRefunded)] = Refunded,
    };

    public static TheoryData<RefundState, RefundEvent> EveryPair()
    {
        var pairs = new TheoryData<RefundState, RefundEvent>();
        foreach (var state in Enum.GetValues<RefundState>())
            foreach (var happened in Enum.GetValues<RefundEvent>())
                pairs.Add(state, happened);
        return pairs;
    }

    [Theory, MemberData(nameof(EveryPair))]
    public void Only_listed_moves_are_allowed(RefundState state, RefundEvent happened) =>
        RefundLifecycle.Next(state, happened).ShouldBe(Allowed.TryGetValue((state, happened), out var next) ? next : null);
}
