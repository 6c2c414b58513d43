using Microsoft.AspNetCore.Http.HttpResults;
using MobilePay.Prescriptions.Domain;
using MobilePay.Prescriptions.Persistence;

namespace MobilePay.Prescriptions.Features;

/// <summary>
/// The hospital told that something happened. A change is only noted at the next reading, which happens before any money
/// moves; a bill we never saw is no error, for it is read at the scan.
/// </summary>
public static class ApplyPrescriptionEvent
{
    public sealed record Request(string HospitalId, string Event, string BillNo);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/prescription-events", Handle);

    internal static async Task<NoContent> Handle(Request request, PrescriptionsDbContext db, CancellationToken stop)
    {
        var prescription = await db.Prescriptions.FindAsync([request.HospitalId, request.BillNo], stop);
        PrescriptionEvent? happened = request.Event switch
        {
            "voided" => PrescriptionEvent.HospitalVoided,
            "dispensed" => PrescriptionEvent.HospitalDispensed,
            _ => null,
        };
        if (prescription is not null && happened is not null)
        {
            prescription.Apply(happened.Value);
            await db.SaveChangesAsync(stop);
        }

        return TypedResults.NoContent();
    }
}
