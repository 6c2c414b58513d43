using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobilePay.HisSync.Clients;
using MobilePay.HisSync.Domain;
using MobilePay.HisSync.Persistence;
using MobilePay.ServiceDefaults.Telemetry;
using Npgsql;

namespace MobilePay.HisSync.Features;

/// <summary>
/// Brings every unanswered confirm to an end: looks up by our number first, and sends the same confirm again only when the
/// hospital says for certain that it has not booked it and can no longer be working on it (case F1).
/// </summary>
public sealed class SettleWriteBacks(
    IServiceScopeFactory scopes, Hospitals hospitals, IOptions<HisOptions> options, TimeProvider clock,
    ILogger<SettleWriteBacks> log)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ClaimFor = TimeSpan.FromSeconds(30);
    private const int Batch = 20;

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var tick = new PeriodicTimer(Every, clock);
        while (await tick.WaitForNextTickAsync(stop))
        {
            try
            {
                while (await SettleDue(stop) == Batch)
                {
                }
            }
            catch (Exception broken) when (broken is NpgsqlException or DbUpdateException or InvalidOperationException)
            {
                log.LogWarning(broken, "Due write-backs could not be settled; trying again");
            }
        }
    }

    /// <summary>Settles up to one batch of due write-backs, and answers how many there were.</summary>
    public async Task<int> SettleDue(CancellationToken stop)
    {
        var due = await ClaimDue(stop);
        await Task.WhenAll(due.Select(key => Settle(key.HospitalId, key.OrderNo, stop)));
        return due.Count;
    }

    private async Task<List<WriteBack>> ClaimDue(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HisSyncDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var now = clock.GetUtcNow();
        var due = await db.WriteBacks
            .FromSql($"""
                select *, xmin from write_backs where next_check_at <= {now}
                order by next_check_at limit {Batch} for update skip locked
                """)
            .ToListAsync(stop);
        foreach (var writeBack in due)
            writeBack.Claim(now + ClaimFor);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return due;
    }

    private async Task Settle(string hospitalId, string orderNo, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HisSyncDbContext>();
        var writeBack = await db.WriteBacks.FindAsync([hospitalId, orderNo], stop);
        if (writeBack is null || writeBack.IsSettled || !hospitals.TryGet(hospitalId, out var his))
            return;

        using var span = Journey.Continue("settle write-back", writeBack.TraceParent);
        var said = writeBack.SentCount == 0 ? null : await LookUp(his, writeBack, stop);
        if (said is null)
        {
            // Counted and committed before it goes out: after a crash this attempt is looked up, never blindly repeated.
            writeBack.Sending(clock.GetUtcNow());
            await db.SaveChangesAsync(stop);
            said = await his.Confirm(writeBack, stop);
        }

        var now = clock.GetUtcNow();
        db.Announce(writeBack.Apply(said, now), now);
        await db.SaveChangesAsync(stop);
    }

    // Null: it is certain that the confirm has to be sent (again).
    private async Task<HisConfirmation?> LookUp(IHisAdapter his, WriteBack writeBack, CancellationToken stop)
    {
        if (!his.Capabilities.LookupByOrderNo)
            return his.Capabilities.IdempotentConfirm ? null : HisConfirmation.Unknown;

        var found = await his.LookUp(writeBack.OrderNo, stop);
        var mayStillArrive = clock.GetUtcNow() - writeBack.LastSentAt < options.Value.ConfirmSettlesWithin;
        return found ?? (mayStillArrive ? HisConfirmation.Unknown : null);
    }
}
