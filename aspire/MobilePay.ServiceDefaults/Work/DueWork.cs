using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MobilePay.ServiceDefaults.Work;

/// <summary>
/// Work that comes due: rows whose time has come are claimed, a batch at once, by moving that time under a row lock, so that of
/// all replicas one takes each. What fails comes up again when its claim runs out, and never holds up the others.
/// </summary>
/// <typeparam name="TItem">What is claimed; it is named in the log by <see cref="NameOf"/>.</typeparam>
public abstract class DueWork<TItem>(IServiceScopeFactory scopes, TimeProvider clock, ILogger log) : BackgroundService
{
    protected TimeProvider Clock => clock;

    protected ILogger Log => log;

    /// <summary>How often it looks for what is due.</summary>
    protected abstract TimeSpan Every { get; }

    /// <summary>The most it claims at once.</summary>
    protected abstract int Batch { get; }

    /// <summary>How many of them it works on at the same time.</summary>
    protected abstract int AtOnce { get; }

    /// <summary>Takes up to one batch of what is due now, and answers how many there were, whatever became of each.</summary>
    public async Task<int> TakeDue(CancellationToken stop)
    {
        List<TItem> due;
        await using (var scope = scopes.CreateAsyncScope())
            due = await Claim(scope.ServiceProvider, stop);

        var bounds = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop };
        await Parallel.ForEachAsync(due, bounds, async (item, token) => await TakeAlone(item, token));
        return due.Count;
    }

    /// <summary>Moves the time of what is due on and commits; a crash from here on only delays.</summary>
    protected abstract Task<List<TItem>> Claim(IServiceProvider services, CancellationToken stop);

    /// <summary>Does the work for one of them, in a scope of its own.</summary>
    protected abstract Task Take(TItem item, IServiceProvider services, CancellationToken stop);

    /// <summary>Ids only: it goes into the log.</summary>
    protected abstract string NameOf(TItem item);

    protected sealed override async Task ExecuteAsync(CancellationToken stop)
    {
        using var tick = new PeriodicTimer(Every, clock);
        while (await tick.WaitForNextTickAsync(stop))
        {
            try
            {
                while (await TakeDue(stop) == Batch)
                {
                }
            }
            // A database that is away must not end the work for good.
            catch (Exception broken) when (broken is not OperationCanceledException || !stop.IsCancellationRequested)
            {
                log.LogError(broken, "What is due could not be claimed; trying again");
            }
        }
    }

    private async Task TakeAlone(TItem item, CancellationToken stop)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await Take(item, scope.ServiceProvider, stop);
        }
        catch (Exception broken) when (broken is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            log.LogError(broken, "{Item} could not be taken on; it comes up again", NameOf(item));
        }
    }
}
