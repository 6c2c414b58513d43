using static MobilePay.BankSettlement.Domain.RefundEvent;
using static MobilePay.BankSettlement.Domain.RefundState;

namespace MobilePay.BankSettlement.Domain;

/// <summary>What we know of a refund at the channel.</summary>
public enum RefundState
{
    /// <summary>The intent is written; the channel may know of it, and the money may go back at any moment.</summary>
    Open,

    Refunded,

    /// <summary>The channel has definitely not refunded; a person decides.</summary>
    Refused,
}

public enum RefundEvent
{
    ChannelRefunded,
    ChannelRefused,

    /// <summary>A person has it tried again under the same number.</summary>
    TriedAgain,
}

public static class RefundLifecycle
{
    /// <summary>Every move a refund can make. A pair that is not listed is refused.</summary>
    public static RefundState? Next(RefundState state, RefundEvent happened) => (state, happened) switch
    {
        (Open, ChannelRefunded) => Refunded,
        (Open, ChannelRefused) => Refused,
        (Refused, TriedAgain) => Open,

        // Staff ended it in the channel's own back office: the money is back, whatever we believed before.
        (Refused, ChannelRefunded) => Refunded,

        _ => null,
    };
}
