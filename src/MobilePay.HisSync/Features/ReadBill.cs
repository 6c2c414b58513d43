using Microsoft.AspNetCore.Http.HttpResults;
using MobilePay.HisSync.Clients;
using MobilePay.HisSync.Domain;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.HisSync.Features;

/// <summary>What the hospital says about a bill right now; nothing is remembered here.</summary>
public static class ReadBill
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/hospitals/{hospitalId}/bills/{billNo}", Handle);

    internal static async Task<Results<Ok<Bill>, ProblemHttpResult>> Handle(
        string hospitalId, string billNo, Hospitals hospitals, CancellationToken stop)
    {
        if (!hospitals.TryGet(hospitalId, out var his))
            return HisErrors.UnknownHospital(hospitalId).ToProblem();

        var bill = await his.ReadBill(billNo, stop);
        return bill.Error is { } error ? error.ToProblem() : TypedResults.Ok(bill.Value);
    }
}
