using Microsoft.EntityFrameworkCore;
using MobilePay.Payments.Domain;
using MobilePay.Payments.Persistence;
using Npgsql;

namespace MobilePay.Payments.Features;

/// <summary>Closes what was not paid in time, at the channel first. Replicas share the work by moving the time to try.</summary>
public sealed class CloseOverduePayments(IServiceScopeFactory scopes, TimeProvider clock, ILogger<CloseOverduePayments> log)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ClaimFor = TimeSpan.FromSeconds(30);
    private const int Batch = 20;

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var tick = new PeriodicTimer(Every, clock);
        while (await tick.WaitForNextTickAsync(stop))
        {
            try
            {
                while (await CloseDue(stop) == Batch)
                {
                }
            }
            catch (Exception broken) when (broken is NpgsqlException or DbUpdateException or InvalidOperationException)
            {
                log.LogWarning(broken, "Overdue payments could not be closed; trying again");
            }
        }
    }

    /// <summary>Closes up to one batch of overdue payments, and answers how many there were.</summary>
    public async Task<int> CloseDue(CancellationToken stop)
    {
        var due = await Claim(stop);
        foreach (var id in due)
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<EndPayment>().End(id, PaymentEvent.TimedOut);
        }

        return due.Count;
    }

    private async Task<List<Guid>> Claim(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PaymentsDbContext>();
        var now = clock.GetUtcNow();
        return await db.Database.SqlQuery<Guid>($"""
            update payments set close_at = {now + ClaimFor}
            where id in (select id from payments where close_at <= {now} order by close_at limit {Batch} for update skip locked)
            returning id as "Value"
            """).ToListAsync(stop);
    }
}
