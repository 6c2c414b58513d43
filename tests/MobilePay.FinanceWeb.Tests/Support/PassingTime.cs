using Microsoft.Extensions.Time.Testing;

namespace MobilePay.FinanceWeb.Tests.Support;

/// <summary>Moves the console's clock on all the time: what waits a moment before it tries again has its turn.</summary>
public sealed class PassingTime : IAsyncDisposable
{
    private readonly CancellationTokenSource over = new();
    private readonly Task passing;

    public PassingTime(FakeTimeProvider clock) => passing = Task.Run(async () =>
    {
        while (!over.IsCancellationRequested)
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(20, CancellationToken.None);
        }
    });

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await passing;
        over.Dispose();
    }
}
