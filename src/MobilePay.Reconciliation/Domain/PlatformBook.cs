using MobilePay.Primitives;

namespace MobilePay.Reconciliation.Domain;

/// <summary>A success of one of our orders, as the channel told it us that moment: the platform's own side.</summary>
public sealed class PlatformPayment
{
    public required string HospitalId { get; init; }
    public required string OrderNo { get; init; }
    public Guid PaymentId { get; init; }
    public required string Channel { get; init; }
    public required string MerchantId { get; init; }
    public required string ChannelTradeNo { get; init; }
    public Money Amount { get; init; }
    public DateTimeOffset PaidAt { get; init; }
}

/// <summary>A refund of ours, from the moment it was decided.</summary>
public sealed class PlatformRefund
{
    public required string HospitalId { get; init; }
    public required string RefundNo { get; init; }
    public required string OrderNo { get; init; }
    public Guid PaymentId { get; init; }

    /// <summary>The hospital's own number for what it asked for; null where the platform decided.</summary>
    public string? HisRefundNo { get; init; }

    public string? ChannelRefundNo { get; init; }
    public Money Amount { get; init; }
    public DateTimeOffset At { get; init; }
    public LineStatus Status { get; init; }
}

/// <summary>What the hospital answered to our confirm of one bill.</summary>
public sealed class HospitalAnswer
{
    public required string HospitalId { get; init; }
    public required string OrderNo { get; init; }
    public Guid PaymentId { get; init; }
    public required string HisDocNo { get; init; }
    public Money Amount { get; init; }
    public DateOnly BusinessDate { get; init; }
    public DateTimeOffset ConfirmedAt { get; init; }
}
