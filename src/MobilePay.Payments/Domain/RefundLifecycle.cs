using static MobilePay.Payments.Domain.RefundEvent;
using static MobilePay.Payments.Domain.RefundStatus;

namespace MobilePay.Payments.Domain;

public enum RefundStatus
{
    /// <summary>Wanted, and on its way; nobody may decide on it before the channel has.</summary>
    Requested,

    /// <summary>The money is back with the payer.</summary>
    Refunded,

    /// <summary>The channel has definitely not refunded: a person decides.</summary>
    Failed,
}

public enum RefundEvent
{
    ChannelRefunded,
    ChannelRefused,
    TriedAgain,
}

public static class RefundLifecycle
{
    /// <summary>Every move a refund can make. A pair that is not listed is refused.</summary>
    public static RefundStatus? Next(RefundStatus status, RefundEvent happened) => (status, happened) switch
    {
        (Requested, ChannelRefunded) => Refunded,
        (Requested, ChannelRefused) => Failed,
        (Failed, TriedAgain) => Requested,

        // Ended by hand in the channel's own back office: the money is back, whatever we believed before.
        (Failed, ChannelRefunded) => Refunded,

        _ => null,
    };
}
