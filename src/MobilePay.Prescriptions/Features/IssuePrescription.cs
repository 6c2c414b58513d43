using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobilePay.Prescriptions.Domain;
using MobilePay.Prescriptions.Persistence;
using MobilePay.ServiceDefaults.Database;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.Prescriptions.Features;

/// <summary>A hospital issues a prescription and gets the content of its QR. The same bill again gets the same QR.</summary>
public static class IssuePrescription
{
    public sealed record Answer(
        string PrescriptionNo, string Token, string QrContent, string QrSvgUrl, string QrPngUrl, bool IsNew);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPut("/prescriptions", Handle);

    internal static async Task<Results<Ok<Answer>, ProblemHttpResult>> Handle(
        Bill bill, PrescriptionsDbContext db, IOptions<PointerOptions> pointers, CancellationToken stop)
    {
        if (!Pointer.CanCarry(bill.HospitalId, bill.BillNo))
            return PrescriptionErrors.CannotPoint(bill.BillNo).ToProblem();

        var known = await db.Prescriptions.FindAsync([bill.HospitalId, bill.BillNo], stop);
        if (known is null)
        {
            db.Prescriptions.Add(Prescription.From(bill));
            if (await db.SaveUnlessTaken(stop) is null)
                return TypedResults.Ok(ToAnswer(bill, pointers.Value, isNew: true));

            db.ChangeTracker.Clear();
            known = await db.Prescriptions.SingleAsync(p => p.HospitalId == bill.HospitalId && p.BillNo == bill.BillNo, stop);
        }

        known.Take(bill);
        await db.SaveChangesAsync(stop);
        return TypedResults.Ok(ToAnswer(bill, pointers.Value, isNew: false));
    }

    private static Answer ToAnswer(Bill bill, PointerOptions pointers, bool isNew)
    {
        var token = new Pointer(bill.HospitalId, bill.BillNo, bill.IssuedAt).Sign(pointers.Keys[0]);
        var picture = $"{pointers.HospitalUrl.TrimEnd('/')}/his/v1/prescriptions/{Uri.EscapeDataString(bill.PrescriptionNo)}/qr";
        return new(bill.PrescriptionNo, token, PrescriptionQr.ContentOf(token, pointers),
            $"{picture}.svg?token={token}", $"{picture}.png?token={token}", isNew);
    }
}
