namespace MobilePay.Contracts;

/// <summary>The money is taken; the hospital has to be told about each bill.</summary>
public sealed record PaymentPaid(
    Guid PaymentId,
    string HospitalId,
    string OutTradeNo,
    string Channel,
    string ChannelTradeNo,
    long AmountFen,
    DateTimeOffset PaidAt,
    IReadOnlyList<PaidBill> Bills);

/// <summary>One bill inside a payment. <paramref name="OrderNo"/> is our number for it at the HIS.</summary>
public sealed record PaidBill(
    string OrderNo,
    string BillNo,
    string BillVersion,
    string PrescriptionNo,
    string VisitNo,
    string? PresettlementId,
    long AmountFen);

/// <summary>Nothing was paid and nothing can be paid any more: the hospital may free the bills.</summary>
public sealed record PaymentClosed(Guid PaymentId, string HospitalId, string OutTradeNo, IReadOnlyList<string> PresettlementIds);
