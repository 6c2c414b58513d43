using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobilePay.HisSync.Clients;
using MobilePay.HisSync.Domain;
using MobilePay.HisSync.Persistence;
using MobilePay.ServiceDefaults.Telemetry;
using MobilePay.ServiceDefaults.Work;

namespace MobilePay.HisSync.Features;

/// <summary>
/// Brings every unanswered confirm to an end: looks up by our number first, and sends the same confirm again only when the
/// hospital says for certain that it has not booked it and can no longer be working on it (case F1).
/// </summary>
public sealed class SettleWriteBacks(
    IServiceScopeFactory scopes, Hospitals hospitals, IOptions<HisOptions> options, TimeProvider clock,
    ILogger<SettleWriteBacks> log)
    : DueWork<WriteBack>(scopes, clock, log)
{
    private static readonly TimeSpan ClaimFor = TimeSpan.FromSeconds(30);

    protected override TimeSpan Every => TimeSpan.FromMilliseconds(500);

    protected override int Batch => 20;

    protected override int AtOnce => 20;

    protected override async Task<List<WriteBack>> Claim(IServiceProvider services, CancellationToken stop)
    {
        var db = services.GetRequiredService<HisSyncDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var now = Clock.GetUtcNow();
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

    protected override async Task Take(WriteBack due, IServiceProvider services, CancellationToken stop)
    {
        var db = services.GetRequiredService<HisSyncDbContext>();
        var writeBack = await db.WriteBacks.FindAsync([due.HospitalId, due.OrderNo], stop);
        if (writeBack is null || writeBack.IsSettled || !hospitals.TryGet(due.HospitalId, out var his))
            return;

        using var span = Journey.Continue("settle write-back", writeBack.TraceParent);
        var said = writeBack.SentCount == 0 ? null : await LookUp(his, writeBack, stop);
        if (said is null)
        {
            // Counted and committed before it goes out: after a crash this attempt is looked up, never blindly repeated.
            writeBack.Sending(Clock.GetUtcNow());
            await db.SaveChangesAsync(stop);
            said = await his.Confirm(writeBack, stop);
        }

        var now = Clock.GetUtcNow();
        db.Announce(writeBack.Apply(said, now), now);
        await db.SaveChangesAsync(stop);
    }

    protected override string NameOf(WriteBack due) => $"Write-back {due.HospitalId}/{due.OrderNo}";

    // Null: it is certain that the confirm has to be sent (again).
    private async Task<HisConfirmation?> LookUp(IHisAdapter his, WriteBack writeBack, CancellationToken stop)
    {
        if (!his.Capabilities.LookupByOrderNo)
            return his.Capabilities.IdempotentConfirm ? null : HisConfirmation.Unknown;

        var found = await his.LookUp(writeBack.OrderNo, stop);
        var mayStillArrive = Clock.GetUtcNow() - writeBack.LastSentAt < options.Value.ConfirmSettlesWithin;
        return found ?? (mayStillArrive ? HisConfirmation.Unknown : null);
    }
}
