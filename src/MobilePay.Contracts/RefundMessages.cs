namespace MobilePay.Contracts;

/// <summary>Money has to go back by the way it came. <paramref name="RefundNo"/> is made once and used for ever.</summary>
/// <param name="HisRefundNo">The hospital's own number where it asked for the refund; null where we decided.</param>
/// <param name="Reason">Shown to the payer by her wallet: never a drug or a diagnosis.</param>
public sealed record RefundRequested(
    Guid PaymentId, string HospitalId, string OutTradeNo, string RefundNo, long AmountFen, string Reason,
    string? HisRefundNo = null);

/// <summary>The channel says, signed and checked against our refund, that the money is back with the payer.</summary>
public sealed record ChannelRefunded(
    Guid PaymentId,
    string HospitalId,
    string OutTradeNo,
    string RefundNo,
    string? ChannelRefundNo,
    long AmountFen,
    DateTimeOffset RefundedAt);

/// <summary>The channel has definitely not refunded; a person has to look.</summary>
/// <param name="IsNumberSpent">The channel takes no second try under this number.</param>
public sealed record ChannelRefundRefused(
    Guid PaymentId,
    string HospitalId,
    string OutTradeNo,
    string RefundNo,
    string Reason,
    bool IsNumberSpent,
    DateTimeOffset RefusedAt);
