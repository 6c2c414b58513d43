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

/// <summary>Tells the relay when something was added to the outbox and committed: sooner it would find nothing.</summary>
internal sealed class WakeOutbox(OutboxSignal signal) : SaveChangesInterceptor, IDbTransactionInterceptor
{
    public override ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData saved, int result, CancellationToken stop = default)
    {
        if (saved.Context is { Database.CurrentTransaction: null } db)
            WakeFor(db);
        return new(result);
    }

    public Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData committed, CancellationToken stop = default)
    {
        if (committed.Context is { } db)
            WakeFor(db);
        return Task.CompletedTask;
    }

    private void WakeFor(DbContext db)
    {
        if (db.ChangeTracker.Entries<OutboxMessage>().Any())
            signal.Wake();
    }
}
