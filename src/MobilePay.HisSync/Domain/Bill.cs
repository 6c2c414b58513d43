namespace MobilePay.HisSync.Domain;

/// <summary>What a patient owes for one visit's prescriptions, as the hospital states it right now. Amounts in fen.</summary>
public sealed record Bill(
    string HospitalId,
    string HospitalName,
    string BillNo,
    string BillVersion,
    BillStatus Status,
    BillPatient Patient,
    string VisitNo,
    string Department,
    string Doctor,
    DateTimeOffset IssuedAt,
    DateTimeOffset ValidUntil,
    IReadOnlyList<BillPrescription> Prescriptions,
    IReadOnlyList<BillLine> Lines,
    long TotalFen,
    long DiscountFen,
    long InsuranceFundFen,
    long InsuranceAccountFen,
    long RoundingFen,
    long PayableFen)
{
    /// <summary>
    /// The bill adds up: payable = lines + rounding - discount - insurance. One that does not is never charged; the hospital
    /// has to look at it.
    /// </summary>
    public bool IsConsistent =>
        Lines.Count > 0
        && Prescriptions.Count > 0
        && PayableFen >= 0
        && Lines.Sum(line => line.AmountFen) == TotalFen
        && TotalFen + RoundingFen - DiscountFen - InsuranceFundFen - InsuranceAccountFen == PayableFen;
}

/// <summary>The life of a bill at the hospital.</summary>
public enum BillStatus
{
    Unpaid,
    Locked,
    Paid,
    PartlyRefunded,
    Refunded,
    Voided,
    Expired,
}

/// <summary>The patient, as far as paying needs her: identity numbers come masked from the hospital.</summary>
public sealed record BillPatient(
    string PatientId, string Name, string? Sex, string? Age, string? IdNoMasked, string? PhoneMasked);

/// <summary>One prescription in the bill. Category NARCOTIC_PSY1, PSY2 and TOXIC are paid at the window only.</summary>
public sealed record BillPrescription(string PrescriptionNo, string? Category, string? Kind);

/// <summary>One charged line. Unit price (4 decimals) and quantity are text: they are shown, never calculated with.</summary>
public sealed record BillLine(
    int LineNo,
    string PrescriptionNo,
    string ItemCode,
    string ItemName,
    string? ChargeClass,
    string? Spec,
    string? Unit,
    string? UnitPrice,
    string? Quantity,
    long AmountFen);
