using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Refit;

namespace MobilePay.ServiceDefaults.Http;

/// <summary>Turns what no feature expected into problem details with a stable code and no stack trace.</summary>
internal sealed class UnexpectedFailure(ILogger<UnexpectedFailure> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext http, Exception exception, CancellationToken stop)
    {
        // The phone was closed: nobody is there to read an answer.
        if (exception is OperationCanceledException && http.RequestAborted.IsCancellationRequested)
        {
            http.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        if (exception is BadHttpRequestException bad)
        {
            await Write(http, bad.StatusCode, bad.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? "request.too-large" : "request.malformed", "The request could not be read.");
            return true;
        }

        if (exception is ApiRequestException or HttpRequestException or OperationCanceledException)
        {
            log.LogWarning(
                exception, "{Method} {Path} waited for a part that does not answer", http.Request.Method, http.Request.Path);
            await Write(http, StatusCodes.Status503ServiceUnavailable, "service.unavailable",
                "A part of the platform does not answer. Ask again: under the same Idempotency-Key nothing happens twice.");
            return true;
        }

        log.LogError(exception, "{Method} {Path} failed unexpectedly", http.Request.Method, http.Request.Path);
        await Write(http, StatusCodes.Status500InternalServerError, "internal",
            "The request failed. Ask again: under the same Idempotency-Key nothing happens twice.");
        return true;
    }

    private static Task Write(HttpContext http, int status, string code, string message) =>
        TypedResults.Problem(message, statusCode: status, extensions: new Dictionary<string, object?> { ["code"] = code })
            .ExecuteAsync(http);
}
