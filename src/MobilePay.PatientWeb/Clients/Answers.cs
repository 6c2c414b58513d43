using MobilePay.Primitives;
using MobilePay.ServiceDefaults.Http;
using Polly.Timeout;
using Refit;

namespace MobilePay.PatientWeb.Clients;

/// <summary>Answers of other services as values; one that does not answer is "unavailable", never "refused".</summary>
public static class Answers
{
    public static async Task<Result<T>> Read<T>(this Task<IApiResponse<T>> call)
        where T : class
    {
        try
        {
            using var answer = await call;
            return answer is { IsSuccessStatusCode: true, Error: null, Content: { } content }
                ? content : ServiceProblem.Of(answer);
        }
        catch (Exception unclear) when (
            unclear is HttpRequestException or TimeoutRejectedException or ApiException or TaskCanceledException)
        {
            return new Error(ErrorKind.Unavailable, "service.unavailable",
                "A part of the platform does not answer; nothing was decided.");
        }
    }

    /// <summary>The payment an error speaks of.</summary>
    public static Guid? PaymentId(this Error error) =>
        error.Facts?.GetValueOrDefault("paymentId")?.ToString() is { } text && Guid.TryParse(text, out var id) ? id : null;

    /// <summary>A number an error carries.</summary>
    public static int? Number(this Error error, string name) =>
        error.Facts?.GetValueOrDefault(name)?.ToString() is { } text && int.TryParse(text, out var number) ? number : null;
}
