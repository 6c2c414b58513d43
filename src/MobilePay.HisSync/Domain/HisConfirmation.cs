namespace MobilePay.HisSync.Domain;

/// <summary>What the hospital said about a confirm, sent or looked up.</summary>
/// <param name="Reason">Stable lower-case word when rejected: voided, changed, already-paid, expired, amount-mismatch, …</param>
public sealed record HisConfirmation(
    HisOutcome Outcome,
    string? Reason = null,
    string? HisDocNo = null,
    string? InvoiceNo = null,
    DateOnly? BusinessDate = null,
    string? Pharmacy = null,
    string? Window = null)
{
    public static readonly HisConfirmation Unknown = new(HisOutcome.Unknown);
}

/// <summary>A bill locked for one of our orders.</summary>
/// <param name="BillVersion">The version the hospital holds now, where it says so.</param>
public sealed record Presettlement(HisOutcome Outcome, string? Id = null, string? Reason = null, string? BillVersion = null);
