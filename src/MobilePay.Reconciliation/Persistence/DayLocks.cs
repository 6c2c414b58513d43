using Microsoft.EntityFrameworkCore;
using MobilePay.Reconciliation.Domain;

namespace MobilePay.Reconciliation.Persistence;

/// <summary>A closed day takes nothing more: no source, no run, no entry.</summary>
internal static class DayLocks
{
    public static Task<bool> IsClosed(this ReconciliationDbContext db, string hospitalId, DateOnly day, CancellationToken stop) =>
        db.Closings.AnyAsync(c => c.HospitalId == hospitalId && c.Day == day && c.Status == ClosingStatus.Closed, stop);

    /// <summary>Until the transaction ends nothing is booked for this hospital: who books holds the same name, shared.</summary>
    public static Task HoldJournal(this ReconciliationDbContext db, string hospitalId, CancellationToken stop) =>
        db.Database.ExecuteSqlAsync(
            $"select pg_advisory_xact_lock(hashtextextended({"journal of " + hospitalId}, 0))", stop);
}
