using System.Collections.Concurrent;

namespace MobilePay.Payments.Features;

/// <summary>
/// Wakes the requests of this process that wait for a payment to change. Another replica's changes are found by the slower
/// look into the database, so nothing depends on this.
/// </summary>
public sealed class PaymentChanges(TimeProvider clock)
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> waiting = new();

    public void Tell(Guid paymentId)
    {
        if (waiting.TryRemove(paymentId, out var waiters))
            waiters.TrySetResult();
    }

    public async Task Wait(Guid paymentId, TimeSpan atMost, CancellationToken stop)
    {
        var waiters = waiting.GetOrAdd(paymentId, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        try
        {
            await waiters.Task.WaitAsync(atMost, clock, stop);
        }
        catch (TimeoutException)
        {
            // Nobody told: the caller looks into the database again. The last one out leaves no entry behind.
            waiting.TryRemove(new(paymentId, waiters));
        }
    }
}
