using MobilePay.Primitives;
using MobilePay.ServiceDefaults.Http;
using Polly.Timeout;
using Refit;

namespace MobilePay.PatientWeb.Clients;

/// <summary>Answers of other services as values; one that does not answer is "unavailable", never "refused".</summary>
public static class Answers
{
    private static readonly Error NoAnswer =
        new(ErrorKind.Unavailable, "service.unavailable", "A part of the platform does not answer; nothing was decided.");

    public static async Task<Result<T>> Read<T>(this Task<IApiResponse<T>> call)
        where T : class
    {
        try
        {
            using var answer = await call;
            return answer is { IsSuccessStatusCode: true, Error: null, Content: { } content }
                ? content : ServiceProblem.Of(answer);
        }
        catch (Exception unclear) when (IsSilence(unclear))
        {
            return NoAnswer;
        }
    }

    /// <summary>Of an order that is answered with nothing: why it was not done, if it was not.</summary>
    public static async Task<Error?> Done(this Task<IApiResponse> call)
    {
        try
        {
            using var answer = await call;
            return answer is { IsSuccessStatusCode: true, Error: null } ? null : ServiceProblem.Of(answer);
        }
        catch (Exception unclear) when (IsSilence(unclear))
        {
            return NoAnswer;
        }
    }

    /// <summary>The payment an error speaks of.</summary>
    public static Guid? PaymentId(this Error error) =>
        error.Facts?.GetValueOrDefault("paymentId")?.ToString() is { } text && Guid.TryParse(text, out var id) ? id : null;

    /// <summary>A number an error carries.</summary>
    public static int? Number(this Error error, string name) =>
        error.Facts?.GetValueOrDefault(name)?.ToString() is { } text && int.TryParse(text, out var number) ? number : null;

    /// <summary>A word an error carries.</summary>
    public static string? Text(this Error error, string name) => error.Facts?.GetValueOrDefault(name)?.ToString();

    private static bool IsSilence(Exception unclear) =>
        unclear is HttpRequestException or TimeoutRejectedException or ApiException or TaskCanceledException;
}
