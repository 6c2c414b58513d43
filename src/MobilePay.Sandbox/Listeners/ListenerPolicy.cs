using Microsoft.AspNetCore.Routing.Matching;

namespace MobilePay.Sandbox.Listeners;

/// <summary>Marks an endpoint as living on one listener only.</summary>
internal sealed record ListenerPort(int Port);

/// <summary>Keeps each party's paths on its own port, by the port the connection came in on and not by the Host header.</summary>
internal sealed class ListenerPolicy : MatcherPolicy, IEndpointSelectorPolicy
{
    public override int Order => 100;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) =>
        endpoints.Any(endpoint => endpoint.Metadata.GetMetadata<ListenerPort>() is not null);

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        for (var i = 0; i < candidates.Count; i++)
        {
            var listener = candidates[i].Endpoint.Metadata.GetMetadata<ListenerPort>();
            if (listener is not null && listener.Port != httpContext.Connection.LocalPort)
                candidates.SetValidity(i, false);
        }

        return Task.CompletedTask;
    }
}
