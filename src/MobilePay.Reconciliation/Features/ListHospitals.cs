using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using MobilePay.Reconciliation.Clients;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.Reconciliation.Features;

/// <summary>The hospitals whose books are kept here, and when the day of each ends.</summary>
public static class ListHospitals
{
    public sealed record Answer(string Id, string Name, TimeOnly CutOff);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/hospitals", Handle);

    internal static async Task<Results<Ok<List<Answer>>, ProblemHttpResult>> Handle(
        IHandoversApi hospitals, IOptions<ReconciliationOptions> options, CancellationToken stop)
    {
        using var answer = await hospitals.Hospitals(stop);
        return answer is { IsSuccessStatusCode: true, Error: null, Content: { } all }
            ? TypedResults.Ok(all.ConvertAll(h => new Answer(h.Id, h.Name, options.Value.CutOff)))
            : ServiceProblem.Of(answer).ToProblem();
    }
}
