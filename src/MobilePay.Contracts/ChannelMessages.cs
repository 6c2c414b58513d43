namespace MobilePay.Contracts;

/// <summary>The channel says, signed and checked against our order, that the patient paid.</summary>
public sealed record ChannelPaid(
    Guid PaymentId,
    string HospitalId,
    string OutTradeNo,
    string Channel,
    string MerchantId,
    string ChannelTradeNo,
    long AmountFen,
    DateTimeOffset PaidAt);

/// <summary>The order is closed at the channel and can't be paid any more.</summary>
public sealed record ChannelClosed(Guid PaymentId, string HospitalId, string OutTradeNo, DateTimeOffset ClosedAt);
