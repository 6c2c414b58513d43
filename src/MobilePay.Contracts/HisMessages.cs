namespace MobilePay.Contracts;

/// <summary>The hospital has booked the payment of one bill and says where to collect.</summary>
/// <param name="AmountFen">What it booked; 0 in messages of a time when it was not said.</param>
public sealed record HisConfirmed(
    Guid PaymentId,
    string HospitalId,
    string OrderNo,
    string BillNo,
    string PrescriptionNo,
    string HisDocNo,
    string? InvoiceNo,
    DateOnly BusinessDate,
    string? Pharmacy,
    string? Window,
    DateTimeOffset ConfirmedAt,
    long AmountFen = 0);

/// <summary>The hospital has definitely refused the payment of one bill; the money has to go back.</summary>
public sealed record HisRefused(
    Guid PaymentId, string HospitalId, string OrderNo, string BillNo, string Reason, DateTimeOffset RefusedAt);

/// <summary>The hospital did not answer: it may or may not have booked. It is being asked again.</summary>
public sealed record HisUnanswered(Guid PaymentId, string HospitalId, string OrderNo, string BillNo, DateTimeOffset Since);
