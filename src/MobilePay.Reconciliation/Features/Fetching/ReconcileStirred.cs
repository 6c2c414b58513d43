using Microsoft.EntityFrameworkCore;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Persistence;

namespace MobilePay.Reconciliation.Features.Fetching;

/// <summary>
/// Reconciles each day of which a source has arrived, and again those around it that were reconciled before: what was in transit
/// there may have found its other side.
/// </summary>
public sealed class ReconcileStirred(ReconciliationDbContext db, ReconcileDay reconcile, ILogger<ReconcileStirred> log)
{
    // A channel posts a refund up to three days after it was asked for, and a payment about midnight on the next day.
    private const int DaysBefore = Sources.RefundDays;
    private const int DaysAfter = 1;

    public async Task Do(CancellationToken stop)
    {
        var stirred = await db.StirredDays.AsNoTracking().OrderBy(s => s.HospitalId).ThenBy(s => s.Day).ToListAsync(stop);
        foreach (var hospital in stirred.GroupBy(s => s.HospitalId))
        {
            var days = new SortedSet<DateOnly>(hospital.Select(s => s.Day));
            foreach (var day in hospital)
                days.UnionWith(await Around(day, stop));
            var isDone = true;
            foreach (var day in days)
                isDone &= await Reconcile(hospital.Key, day, stop);
            if (isDone)
                foreach (var day in hospital)
                    await Settle(day, stop);
        }
    }

    private Task<List<DateOnly>> Around(StirredDay stirred, CancellationToken stop)
    {
        var (from, to) = (stirred.Day.AddDays(-DaysBefore), stirred.Day.AddDays(DaysAfter));
        return db.Runs.Where(r => r.HospitalId == stirred.HospitalId && r.Day >= from && r.Day <= to)
            .Select(r => r.Day).Distinct().ToListAsync(stop);
    }

    private async Task<bool> Reconcile(string hospitalId, DateOnly day, CancellationToken stop)
    {
        try
        {
            db.ChangeTracker.Clear();
            if (!await db.IsClosed(hospitalId, day, stop))
                await reconcile.Do(hospitalId, day, stop);
            return true;
        }
        catch (Exception broken) when (!stop.IsCancellationRequested)
        {
            log.LogError(broken, "The day {Day} of hospital {HospitalId} could not be reconciled by itself", day, hospitalId);
            return false;
        }
    }

    // What arrived while it ran stirs the day anew, and its time is another.
    private Task<int> Settle(StirredDay done, CancellationToken stop) => db.StirredDays
        .Where(s => s.HospitalId == done.HospitalId && s.Day == done.Day && s.StirredAt == done.StirredAt)
        .ExecuteDeleteAsync(stop);
}
