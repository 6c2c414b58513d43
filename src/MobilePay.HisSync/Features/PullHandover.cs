using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using MobilePay.HisSync.Clients;
using MobilePay.HisSync.Domain;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.HisSync.Features;

/// <summary>Fetches a hospital's day from its HIS; nothing is remembered here.</summary>
public static class PullHandover
{
    public sealed record Hospital(string Id, string Name);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/hospitals", All);
        routes.MapGet("/handovers/{hospitalId}/{day}", Handle);
    }

    internal static Ok<List<Hospital>> All(Hospitals hospitals) =>
        TypedResults.Ok(hospitals.All.Select(h => new Hospital(h.Id, h.Name)).ToList());

    internal static async Task<Results<Ok<JsonObject>, ProblemHttpResult>> Handle(
        string hospitalId, DateOnly day, Hospitals hospitals, CancellationToken stop)
    {
        if (!hospitals.TryGet(hospitalId, out var his))
            return HisErrors.UnknownHospital(hospitalId).ToProblem();

        var handover = await his.HandOver(day, stop);
        return handover.Error is { } error ? error.ToProblem() : TypedResults.Ok(handover.Value!);
    }
}
