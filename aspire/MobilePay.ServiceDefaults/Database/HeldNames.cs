using Microsoft.EntityFrameworkCore;

namespace MobilePay.ServiceDefaults.Database;

public static class HeldNames
{
    /// <summary>
    /// Until the transaction ends nobody else holds this name in this database. Waits as long as a command may take: the limit
    /// for row locks is for rows, which nobody holds for long.
    /// </summary>
    public static Task HoldName(this DbContext db, string name, CancellationToken stop) => db.Database.ExecuteSqlAsync(
        $"""
        set local lock_timeout = 0;
        select pg_advisory_xact_lock(hashtextextended({name}, 0));
        set local lock_timeout to default
        """, stop);
}
