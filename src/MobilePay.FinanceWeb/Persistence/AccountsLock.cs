using Microsoft.EntityFrameworkCore;

namespace MobilePay.FinanceWeb.Persistence;

internal static class AccountsLock
{
    // The hours of a console know a handful of such acts: they can wait for each other.
    private const long Key = 7_201_001;

    /// <summary>
    /// Until the transaction ends nobody else changes accounts: of two administrators who lock each other one is too late, and
    /// two first administrators are not made.
    /// </summary>
    public static Task OneAtATime(this FinanceWebDbContext db, CancellationToken stop) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({Key})", stop);
}
