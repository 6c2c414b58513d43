using Microsoft.AspNetCore.Http.HttpResults;
using MobilePay.HisSync.Clients;
using MobilePay.HisSync.Domain;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.HisSync.Features;

/// <summary>
/// Frees bills at once, so that a patient who starts anew does not meet the lock of her own first try. The event of the close
/// frees them as well (see <see cref="OnPaymentClosed"/>); doing it twice is harmless.
/// </summary>
public static class ReleaseBills
{
    public sealed record Request(string HospitalId, IReadOnlyList<string> PresettlementIds);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/presettlements/release", Handle);

    internal static async Task<Results<NoContent, ProblemHttpResult>> Handle(Request request, Hospitals hospitals)
    {
        if (!hospitals.TryGet(request.HospitalId, out var his))
            return HisErrors.UnknownHospital(request.HospitalId).ToProblem();

        foreach (var id in request.PresettlementIds)
            await his.Release(id, CancellationToken.None);
        return TypedResults.NoContent();
    }
}
