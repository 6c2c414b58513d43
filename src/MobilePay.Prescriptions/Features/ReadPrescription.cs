using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobilePay.Prescriptions.Clients;
using MobilePay.Prescriptions.Domain;
using MobilePay.Prescriptions.Persistence;
using MobilePay.Primitives;
using MobilePay.ServiceDefaults.Database;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.Prescriptions.Features;

/// <summary>
/// From a token to the prescription as the hospital states it now. One that was never pushed is pulled here: the signed pointer
/// says where it is.
/// </summary>
public sealed class ReadPrescription(PrescriptionsDbContext db, IHisSyncApi his, IOptions<PointerOptions> pointers)
{
    /// <summary>The prescription, tracked and up to date but not saved yet.</summary>
    public async Task<Result<Prescription>> ByToken(string token, CancellationToken stop)
    {
        if (Pointer.Read(token, pointers.Value.Keys) is not { } pointer)
            return PrescriptionErrors.NotFound();

        var known = await db.Prescriptions.FindAsync([pointer.HospitalId, pointer.BillNo], stop);

        // What is paid with us is told from our own books, also while the hospital's system is away.
        if (known is { Status: PrescriptionStatus.Paid or PrescriptionStatus.Dispensed })
            return known;

        using var answer = await his.ReadBill(pointer.HospitalId, pointer.BillNo, stop);
        if (!answer.IsSuccessStatusCode || answer.Content is not { } bill)
            return ServiceProblem.Of(answer);

        if (known is not null)
        {
            known.Take(bill);
            return known;
        }

        var pulled = Prescription.From(bill);
        db.Prescriptions.Add(pulled);
        if (await db.SaveUnlessTaken(stop) is null)
            return pulled;

        // Pushed or pulled by another request in the same moment: that row is the one.
        db.Entry(pulled).State = EntityState.Detached;
        var stored = await db.Prescriptions.FindAsync([pointer.HospitalId, pointer.BillNo], stop);
        stored!.Take(bill);
        return stored;
    }
}
