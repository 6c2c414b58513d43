using MobilePay.Payments.Domain;
using static MobilePay.Payments.Domain.PaymentEvent;
using static MobilePay.Payments.Domain.PaymentStatus;

namespace MobilePay.Payments.Tests.Domain;

public sealed class PaymentLifecycleTests
{
    private static readonly Dictionary<(PaymentStatus, PaymentEvent), PaymentStatus> Allowed = new()
    {
        [(Pending, ChannelPaid)] = Paid,
        [(Pending, TimedOut)] = Closed,
        [(Pending, Abandoned)] = Closed,
        [(Closed, ChannelPaid)] = Refunding,
        [(Paid, RefundRequested)] = Refunding,
        [(RefundFailed, RefundRequested)] = Refunding,
        [(Refunding, RefundAccepted)] = Refunded,
        [(RefundFailed, RefundAccepted)] = Refunded,
        [(Refunding, RefundRejected)] = RefundFailed,
    };

    public static TheoryData<PaymentStatus, PaymentEvent> EveryPair()
    {
        var pairs = new TheoryData<PaymentStatus, PaymentEvent>();
        foreach (var status in Enum.GetValues<PaymentStatus>())
            foreach (var happened in Enum.GetValues<PaymentEvent>())
                pairs.Add(status, happened);
        return pairs;
    }

    [Theory, MemberData(nameof(EveryPair))]
    public void Only_listed_moves_are_allowed(PaymentStatus status, PaymentEvent happened) =>
        PaymentLifecycle.Next(status, happened).ShouldBe(Allowed.TryGetValue((status, happened), out var next) ? next : null);
}
