using MobilePay.BankSettlement.Domain;
using static MobilePay.BankSettlement.Domain.OrderEvent;
using static MobilePay.BankSettlement.Domain.OrderState;

namespace MobilePay.BankSettlement.Tests.Domain;

public sealed class OrderLifecycleTests
{
    private static readonly Dictionary<(OrderState, OrderEvent), OrderState> Allowed = new()
    {
        [(Open, ChannelPaid)] = Paid,
        [(Open, ChannelClosed)] = Closed,
        [(Open, PlaceRefused)] = Refused,
        [(Closed, ChannelPaid)] = Paid,
        [(Refused, ChannelPaid)] = Paid,
    };

    public static TheoryData<OrderState, OrderEvent> EveryPair()
    {
        var pairs = new TheoryData<OrderState, OrderEvent>();
        foreach (var state in Enum.GetValues<OrderState>())
        {
            foreach (var happened in Enum.GetValues<OrderEvent>())
                pairs.Add(state, happened);
        }

        return pairs;
    }

    [Theory, MemberData(nameof(EveryPair))]
    public void Only_listed_moves_are_allowed(OrderState state, OrderEvent happened) =>
        OrderLifecycle.Next(state, happened).ShouldBe(Allowed.TryGetValue((state, happened), out var next) ? next : null);

    [Fact]
    public void Nothing_ever_leaves_paid() =>
        Enum.GetValues<OrderEvent>().ShouldAllBe(happened => OrderLifecycle.Next(Paid, happened) == null);
}
