namespace MobilePay.LocalHost;

/// <summary>Several starts side by side, of which the first failure ends the others and is the one told.</summary>
internal static class Together
{
    public static async Task Run(IEnumerable<Func<CancellationToken, Task>> starts, CancellationToken stop)
    {
        using var oneFailed = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Exception? reason = null;
        try
        {
            await Task.WhenAll(starts.Select(RunOne));
        }
        catch (OperationCanceledException) when (reason is not null)
        {
            throw reason;
        }

        async Task RunOne(Func<CancellationToken, Task> start)
        {
            try
            {
                await start(oneFailed.Token);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                reason ??= failure;
                await oneFailed.CancelAsync();
                throw;
            }
        }
    }
}
