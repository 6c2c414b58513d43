using MobilePay.ServiceDefaults.Database;

namespace MobilePay.FinanceWeb.Persistence;

internal static class AccountsLock
{
    /// <summary>
    /// Until the transaction ends nobody else changes accounts: of two administrators who lock each other one is too late, and
    /// two first administrators are not made. The hours of a console know a handful of such acts: they can wait for each other.
    /// </summary>
    public static Task OneAtATime(this FinanceWebDbContext db, CancellationToken stop) => db.HoldName("accounts", stop);
}
