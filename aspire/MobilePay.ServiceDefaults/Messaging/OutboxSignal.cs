using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MobilePay.ServiceDefaults.Messaging;

/// <summary>Wakes the relay inside the process after a commit; a NOTIFY would serialise the commits (rule O3).</summary>
public sealed class OutboxSignal : IDisposable
{
    private readonly SemaphoreSlim waiting = new(0, 1);

    public void Wake()
    {
        if (waiting.CurrentCount > 0)
            return;
        try
        {
            waiting.Release();
        }
        catch (SemaphoreFullException)
        {
            // Another thread woke the relay in the same moment.
        }
    }

    public Task<bool> Wait(TimeSpan atMost, CancellationToken stop) => waiting.WaitAsync(atMost, stop);

    public void Dispose() => waiting.Dispose();
}

/// <summary>
/// Tells the relay once when something was added to the outbox and committed: sooner, or a second time, it would find nothing.
/// </summary>
internal sealed class WakeOutbox(OutboxSignal signal) : SaveChangesInterceptor, IDbTransactionInterceptor
{
    public override ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData saved, int result, CancellationToken stop = default)
    {
        if (saved.Context is { Database.CurrentTransaction: null } db && db.ChangeTracker.Entries<OutboxMessage>().Any())
            signal.Wake();
        return new(result);
    }

    public Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData committed, CancellationToken stop = default)
    {
        // In a save's own transaction they still count as new here; the save itself tells of those.
        if (committed.Context is { } db && db.ChangeTracker.Entries<OutboxMessage>().Any(m => m.State == EntityState.Unchanged))
            signal.Wake();
        return Task.CompletedTask;
    }
}
