using MobilePay.PatientWeb.Visits;
using Polly.Timeout;

namespace MobilePay.PatientWeb.Look;

/// <summary>What no page expected becomes a bare status, which the friendly page then explains.</summary>
public sealed class FriendlyFailures(RequestDelegate next, ILogger<FriendlyFailures> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (Exception broken) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            var isAway = broken is HttpRequestException or TimeoutRejectedException or OperationCanceledException;
            log.LogError(broken, "{Method} {Path} could not be shown", http.Request.Method, LogPath.Of(http.Request.Path));
            http.Response.Clear();
            http.Response.StatusCode = isAway
                ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError;
        }
    }
}
