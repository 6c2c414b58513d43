using static MobilePay.BankSettlement.Domain.OrderEvent;
using static MobilePay.BankSettlement.Domain.OrderState;

namespace MobilePay.BankSettlement.Domain;

/// <summary>What we know of an order at the channel.</summary>
public enum OrderState
{
    /// <summary>The intent is written; the channel may know of it, and it may be paid at any moment.</summary>
    Open,

    /// <summary>The channel has taken the money.</summary>
    Paid,

    /// <summary>Nothing was paid and nothing can be paid any more.</summary>
    Closed,

    /// <summary>The channel definitely did not take the order.</summary>
    Refused,
}

/// <summary>What can happen to an order. A time-out is not in the list: it tells nothing.</summary>
public enum OrderEvent
{
    ChannelPaid,
    ChannelClosed,
    PlaceRefused,
}

public static class OrderLifecycle
{
    /// <summary>Every move an order can make. A pair that is not listed is refused.</summary>
    public static OrderState? Next(OrderState state, OrderEvent happened) => (state, happened) switch
    {
        (Open, ChannelPaid) => Paid,
        (Open, ChannelClosed) => Closed,
        (Open, PlaceRefused) => Refused,

        // The money is real, whatever we believed before: paid beats closed and refused.
        (Closed or Refused, ChannelPaid) => Paid,

        _ => null,
    };
}
