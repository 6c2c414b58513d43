using MobilePay.Primitives;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.Gateway;

/// <summary>Around a forwarded request: only its own zone's routes, and an answer where the service gives none.</summary>
internal static class Forwarding
{
    // Nothing is said about what was decided: a service may have done its work and been cut off while answering.
    private static readonly Error Away =
        new(ErrorKind.Unavailable, "service.unavailable", "A part of the platform does not answer. Ask again.")
        {
            RetryAfter = TimeSpan.FromSeconds(2),
        };

    public static async Task FromItsZoneOnly(HttpContext http, RequestDelegate next)
    {
        var zone = http.GetReverseProxyFeature().Route.Config.Metadata![Routes.ZoneKey];
        if (http.RequestServices.GetRequiredService<Zones>().Of(http)?.Name.ToString() == zone)
            await next(http);
        else
            await Edge.Nothing.ToProblem().ExecuteAsync(http);
    }

    /// <summary>
    /// Answers for a service that is down or too slow. What the client herself broke off or sent wrong keeps its own answer.
    /// </summary>
    public static async Task AnswerForAbsent(HttpContext http, RequestDelegate next)
    {
        await next(http);
        if (http.GetForwarderErrorFeature() is null || http.Response.HasStarted || http.Response.StatusCode < 500)
            return;

        http.Response.Clear();
        await Away.ToProblem(http).ExecuteAsync(http);
    }
}
