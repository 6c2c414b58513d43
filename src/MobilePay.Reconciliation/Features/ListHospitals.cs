using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using MobilePay.Reconciliation.Clients;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.Reconciliation.Features;

/// <summary>The hospitals this installation serves, as the service that speaks to them knows them.</summary>
public static class ListHospitals
{
    public sealed record Hospital(string Id, string Name, TimeOnly CutOff);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/hospitals", Handle);

    internal static async Task<Results<Ok<List<Hospital>>, ProblemHttpResult>> Handle(
        IHisSyncApi his, IOptions<ReconciliationOptions> options, CancellationToken stop)
    {
        using var answer = await his.Hospitals(stop);
        return answer is { IsSuccessStatusCode: true, Content: { } hospitals }
            ? TypedResults.Ok(hospitals.ConvertAll(h => new Hospital(h.Id, h.Name, options.Value.CutOff)))
            : ServiceProblem.Of(answer).ToProblem();
    }
}
