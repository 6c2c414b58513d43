using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using MobilePay.HisSync.Clients;
using MobilePay.HisSync.Domain;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.HisSync.Features;

/// <summary>
/// The HIS tells that a prescription was voided, changed or dispensed. Optional: bills are re-read before money anyway.
/// </summary>
public static class ReceivePrescriptionEvent
{
    public sealed record Request(string? Event, string? BillNo, string? PrescriptionNo, string? BillVersion, DateTimeOffset? At);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/his/v1/prescription-events", Handle);

    internal static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        HttpContext http, IPrescriptionsApi prescriptions, TimeProvider clock, CancellationToken stop)
    {
        var call = HisCall.Of(http);
        if (Read(call.Body) is not { Event: "voided" or "changed" or "dispensed", BillNo: { Length: > 0 } billNo } request)
            return HisErrors.Unreadable("Send {\"event\":\"voided|changed|dispensed\",\"billNo\":…} as JSON.").ToProblem();

        using var told = await prescriptions.Tell(new(call.Hospital.Id, request.Event, billNo, request.PrescriptionNo,
            request.BillVersion, request.At ?? clock.GetUtcNow()), stop);
        return told.IsSuccessStatusCode ? TypedResults.NoContent() : ServiceProblem.Of(told).ToProblem();
    }

    private static Request? Read(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize<Request>(body, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
