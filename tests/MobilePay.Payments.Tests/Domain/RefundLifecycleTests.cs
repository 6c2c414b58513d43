using MobilePay.Payments.Domain;
using static MobilePay.Payments.Domain.RefundEvent;
using static MobilePay.Payments.Domain.RefundStatus;

namespace MobilePay.Payments.Tests.Domain;

public sealed class RefundLifecycleTests
{
    private static readonly Dictionary<(RefundStatus, RefundEvent), RefundStatus> Allowed = new()
    {
        [(Requested, ChannelRefunded)] = Refunded,
        [(Requested, ChannelRefused)] = Failed,
        [(Failed, TriedAgain)] = Requested,
        [(Failed, ChannelRefunded)] = Refunded,
    };

    public static TheoryData<RefundStatus, RefundEvent> EveryPair()
    {
        var pairs = new TheoryData<RefundStatus, RefundEvent>();
        foreach (var status in Enum.GetValues<RefundStatus>())
            foreach (var happened in Enum.GetValues<RefundEvent>())
                pairs.Add(status, happened);
        return pairs;
    }

    [Theory, MemberData(nameof(EveryPair))]
    public void Only_listed_moves_are_allowed(RefundStatus status, RefundEvent happened) =>
        RefundLifecycle.Next(status, happened).ShouldBe(Allowed.TryGetValue((status, happened), out var next) ? next : null);
}
