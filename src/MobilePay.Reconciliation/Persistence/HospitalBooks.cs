using Microsoft.EntityFrameworkCore;
using MobilePay.ServiceDefaults.Database;

namespace MobilePay.Reconciliation.Persistence;

internal static class HospitalBooks
{
    /// <summary>
    /// Until the transaction ends nobody else takes in a source of this hospital or reconciles a day of it: a run sees whole
    /// files, and two runs do not find the same differences each for itself. Files and days can be long,
    /// so the transaction may be.
    /// </summary>
    public static Task HoldBooks(
        this ReconciliationDbContext db, string hospitalId, ReconciliationOptions options, CancellationToken stop)
    {
        db.Database.SetCommandTimeout(options.MatchWithin);
        return db.HoldName("books of " + hospitalId, stop);
    }
}
