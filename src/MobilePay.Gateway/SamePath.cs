using Microsoft.AspNetCore.Routing.Matching;
using Yarp.ReverseProxy.Model;

namespace MobilePay.Gateway;

/// <summary>Where two zones have the same path, such as "/", the port a request came in by tells which is meant.</summary>
internal sealed class SamePath(Zones zones) : MatcherPolicy, IEndpointSelectorPolicy
{
    public override int Order => 0;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => endpoints.Any(endpoint => ZoneOf(endpoint) is not null);

    public Task ApplyAsync(HttpContext http, CandidateSet candidates)
    {
        var own = zones.Of(http)?.Name.ToString();
        for (var i = 0; i < candidates.Count; i++)
            if (ZoneOf(candidates[i].Endpoint) != own && HasTwin(candidates, i))
                candidates.SetValidity(i, false);
        return Task.CompletedTask;
    }

    // Candidates of one score are those the framework would call ambiguous.
    private static bool HasTwin(CandidateSet candidates, int one) =>
        Enumerable.Range(0, candidates.Count).Any(i => i != one && candidates[i].Score == candidates[one].Score);

    private static string? ZoneOf(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<RouteModel>()?.Config.Metadata?.GetValueOrDefault(Routes.ZoneKey);
}
