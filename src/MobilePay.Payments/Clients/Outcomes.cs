using MobilePay.ServiceDefaults.Http;
using Polly.Timeout;
using Refit;

namespace MobilePay.Payments.Clients;

/// <summary>What the answers of other services mean: whatever is not a clear word is Unknown.</summary>
public static class Outcomes
{
    public static async Task<PresettledBills> Outcome(this Task<IApiResponse<PresettledBills>> call) =>
        (await Answer(call)).Content ?? new(CallOutcome.Unknown);

    public static async Task<PlacedOrder> Outcome(this Task<IApiResponse<PlacedOrder>> call) =>
        (await Answer(call)).Content ?? new(CallOutcome.Unknown);

    public static async Task<CloseOutcome> Outcome(this Task<IApiResponse<ClosedOrder>> call)
    {
        var (content, code) = await Answer(call);
        return content?.Outcome ?? (code == "channel.order-unknown" ? CloseOutcome.NeverPlaced : CloseOutcome.Unknown);
    }

    private static async Task<(T? Content, string? Code)> Answer<T>(Task<IApiResponse<T>> call)
        where T : class
    {
        try
        {
            using var answer = await call;
            return answer is { IsSuccessStatusCode: true, Error: null }
                ? (answer.Content, null)
                : (null, ServiceProblem.Of(answer).Code);
        }
        catch (Exception unclear) when (
            unclear is HttpRequestException or TaskCanceledException or TimeoutRejectedException or ApiException)
        {
            return (null, null);
        }
    }
}
