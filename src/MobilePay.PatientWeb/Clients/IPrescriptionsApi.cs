using Refit;

namespace MobilePay.PatientWeb.Clients;

/// <summary>What the patient's pages need of Prescriptions.</summary>
public interface IPrescriptionsApi
{
    [Get("/api/v1/prescriptions/{token}")]
    Task<IApiResponse<Prescription>> Get(string token, [Header("X-Patient-Proof")] string? proof, CancellationToken stop);
}

public sealed record Prescription(
    string PrescriptionNo,
    string Hospital,
    string Department,
    string Doctor,
    string Patient,
    DateTimeOffset IssuedAt,
    DateTimeOffset ValidUntil,
    string Status,
    long PayableFen,
    string Version,
    bool WindowOnly,
    IReadOnlyList<PrescriptionLine>? Lines,
    PrescriptionTotals? Totals,
    Collected? Paid)
{
    public bool IsPaid => Status is "paid" or "dispensed";
}

public sealed record PrescriptionLine(
    string Name, string? Spec, string? Unit, string? UnitPrice, string? Quantity, long AmountFen);

public sealed record PrescriptionTotals(long TotalFen, long DiscountFen, long InsuranceFen, long RoundingFen);

public sealed record Collected(Guid? PaymentId, string? DocumentNo, string? Pharmacy, string? Window);
