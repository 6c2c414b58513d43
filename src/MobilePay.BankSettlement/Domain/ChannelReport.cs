using MobilePay.Primitives;

namespace MobilePay.BankSettlement.Domain;

/// <summary>What a channel can say of an order.</summary>
public enum ReportedState
{
    NotPaid,
    Paid,
    Closed,

    /// <summary>The channel has no order under this number, at least not yet.</summary>
    Unknown,
}

/// <summary>What the channel says of one order, in a notice or as the answer to a query; both are read into this.</summary>
public sealed record ChannelReport(string Channel, string MerchantId, string OutTradeNo, ReportedState State)
{
    /// <summary>Present exactly when the order is paid.</summary>
    public Capture? Capture { get; init; }

    /// <summary>
    /// The second at which the channel says we made the order, where it tells orders apart by it, as UnionPay does.
    /// </summary>
    public DateTimeOffset? OrderedAt { get; init; }

    /// <summary>We asked because we want no payment any more: "unknown" then ends the order as soon as that is certain.</summary>
    public bool IsGivenUp { get; init; }

    /// <summary>Nothing was paid, but a page that is open already may still pay it until the order expires.</summary>
    public bool MayStillBePaid { get; init; }
}

/// <summary>Money the channel has taken: under its own number, at its own time.</summary>
/// <param name="Amount">The order's total; what of it was paid by a coupon is the channel's affair.</param>
public sealed record Capture(string TradeNo, Money Amount, string Currency, DateTimeOffset PaidAt);
