using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using MobilePay.Prescriptions.Domain;
using MobilePay.Prescriptions.Persistence;
using MobilePay.ServiceDefaults.Database;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.Prescriptions.Features;

/// <summary>
/// What a patient sees of her prescription: without proof no lines, a masked name, and nothing to collect drugs with.
/// </summary>
public static class GetPrescription
{
    public sealed record Answer(
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
        IReadOnlyList<Line>? Lines,
        Totals? Totals,
        Collected? Paid);

    public sealed record Line(
        string Name, string? Spec, string? Unit, string? UnitPrice, string? Quantity, string? ChargeClass, long AmountFen);

    public sealed record Totals(long TotalFen, long DiscountFen, long InsuranceFen, long RoundingFen);

    public sealed record Collected(Guid? PaymentId, string? DocumentNo, string? Pharmacy, string? Window);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/prescriptions/{token}", Handle);

    internal static async Task<Results<Ok<Answer>, ProblemHttpResult>> Handle(
        string token, [FromHeader(Name = "X-Patient-Proof")] string? proof, HttpContext http, ReadPrescription read,
        PrescriptionsDbContext db, IOptions<PrescriptionOptions> rules, TimeProvider clock, CancellationToken stop)
    {
        var found = await read.ByToken(token, stop);
        if (found.Error is { } error)
            return error.ToProblem(http);

        var prescription = found.Value!;
        var now = clock.GetUtcNow();
        var refused = prescription.Status is PrescriptionStatus.Paid or PrescriptionStatus.Dispensed
            ? null : prescription.CheckStanding(now);
        if (refused is null && !string.IsNullOrEmpty(proof))
            refused = prescription.Prove(proof.Trim(), rules.Value, now);
        if (refused is null)
            prescription.Show();

        // Two phones may look at once; both read the same bill, and either's note of it will do.
        await db.SaveUnlessOvertaken(stop);

        return refused is null
            ? TypedResults.Ok(ToAnswer(prescription, isProved: !string.IsNullOrEmpty(proof), rules.Value))
            : refused.ToProblem(http);
    }

    private static Answer ToAnswer(Prescription prescription, bool isProved, PrescriptionOptions rules)
    {
        var bill = prescription.Bill;
        var isPaid = prescription.Status is PrescriptionStatus.Paid or PrescriptionStatus.Dispensed;
        return new(
            prescription.PrescriptionNo,
            bill.HospitalName,
            bill.Department,
            bill.Doctor,
            isProved ? bill.Patient.Name : bill.Patient.MaskedName,
            bill.IssuedAt,
            bill.ValidUntil,
            isPaid || bill.Status is "Unpaid" or "Locked" ? NameOf(prescription.Status) : "paid",
            bill.PayableFen,
            bill.BillVersion,
            bill.Prescriptions.Any(p => p.Category is not null && rules.WindowOnlyCategories.Contains(p.Category)),
            isProved
                ? [.. bill.Lines.Select(l => new Line(
                    l.ItemName, l.Spec, l.Unit, l.UnitPrice, l.Quantity, l.ChargeClass, l.AmountFen))]
                : null,
            isProved
                ? new(bill.TotalFen, bill.DiscountFen, bill.InsuranceFundFen + bill.InsuranceAccountFen, bill.RoundingFen)
                : null,
            isProved && isPaid
                ? new(prescription.PaymentId, prescription.HisDocNo, prescription.Pharmacy, prescription.Window) : null);
    }

    private static string NameOf(PrescriptionStatus status) => status switch
    {
        PrescriptionStatus.Issued => "issued",
        PrescriptionStatus.Paid => "paid",
        PrescriptionStatus.Dispensed => "dispensed",
        PrescriptionStatus.Voided => "voided",
    };
}
