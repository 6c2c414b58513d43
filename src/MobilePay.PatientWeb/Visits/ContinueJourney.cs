using Microsoft.AspNetCore.Mvc.Filters;
using MobilePay.ServiceDefaults.Telemetry;

namespace MobilePay.PatientWeb.Visits;

/// <summary>Every page of one prescription or payment runs under the trace that began with its scan.</summary>
public sealed class ContinueJourney(PhoneMemory memory) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        using var span = context.RouteData.Values switch
        {
            var route when route["token"] is string token => Journey.Continue("patient page", BegunAt(token)),
            var route when Guid.TryParse(route["id"] as string, out var id) =>
                Journey.Continue("patient page", memory.AttemptOf(id)?.TraceParent),
            _ => null,
        };
        await next();
    }

    private string? BegunAt(string token)
    {
        var visit = memory.VisitOf(token);
        if (visit.TraceParent is { } begun)
            return begun;

        memory.Keep(token, visit with { TraceParent = Journey.Here });
        return Journey.Here;
    }
}
