namespace MobilePay.Prescriptions.Domain;

/// <summary>A bill as HisSync reads it from the hospital. Amounts in fen.</summary>
public sealed record Bill(
    string HospitalId,
    string HospitalName,
    string BillNo,
    string BillVersion,
    string Status,
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
    public string PrescriptionNo => Prescriptions[0].PrescriptionNo;

    /// <summary>Whether one payment may take them all: one patient, in one hospital.</summary>
    public static bool AreOfOnePatient(IEnumerable<Bill> bills) =>
        bills.DistinctBy(b => (b.HospitalId, b.Patient.PatientId)).Count() == 1;
}

public sealed record BillPatient(string PatientId, string Name, string? Sex, string? Age, string? IdNoMasked, string? PhoneMasked)
{
    /// <summary>The name as a stranger may see it: 张*, 欧阳**, J***.</summary>
    public string MaskedName => Name.Length <= 1 ? "*" : Name[..1] + new string('*', Math.Min(Name.Length - 1, 3));

    /// <summary>Whether the four characters end the patient's identity number or phone number.</summary>
    public bool IsProvedBy(string last4) =>
        last4.Length == 4 && (EndsWith(IdNoMasked, last4) || EndsWith(PhoneMasked, last4));

    private static bool EndsWith(string? masked, string last4) =>
        masked is { Length: > 4 } && masked.EndsWith(last4, StringComparison.OrdinalIgnoreCase);
}

public sealed record BillPrescription(string PrescriptionNo, string? Category, string? Kind);

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
