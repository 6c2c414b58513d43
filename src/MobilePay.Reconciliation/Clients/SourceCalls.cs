using MobilePay.Primitives;

namespace MobilePay.Reconciliation.Clients;

/// <summary>A source is taken in while it comes, and may break off when the answer has long begun.</summary>
internal static class SourceCalls
{
    private static readonly Error BrokenOff = new(ErrorKind.Unavailable, "service.broken-off",
        "The file broke off on its way; nothing of it was kept. Fetch it again.");

    public static async Task<Result<T>> Whole<T>(Func<Task<Result<T>>> take, CancellationToken stop)
    {
        try
        {
            return await take();
        }
        catch (Exception cut) when (cut is IOException or HttpRequestException
            || (cut is OperationCanceledException && !stop.IsCancellationRequested))
        {
            return BrokenOff;
        }
    }
}
