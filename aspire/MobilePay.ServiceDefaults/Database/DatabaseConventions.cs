using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using MobilePay.Primitives;
using Npgsql;

namespace MobilePay.ServiceDefaults.Database;

public static class DatabaseConventions
{
    /// <summary>Money is bigint fen in every table.</summary>
    public static void MoneyAsFen(this ModelConfigurationBuilder conventions) =>
        conventions.Properties<Money>().HaveConversion<MoneyConverter>();

    /// <summary>
    /// Saves, and answers the name of the unique index that refused when another one was faster (rule I6: insert and look,
    /// never select and then insert). Null: saved.
    /// </summary>
    public static async Task<string?> SaveUnlessTaken(this DbContext db, CancellationToken stop)
    {
        try
        {
            await db.SaveChangesAsync(stop);
            return null;
        }
        catch (DbUpdateException refused) when (refused.InnerException is PostgresException
        {
            SqlState: PostgresErrorCodes.UniqueViolation,
        } taken)
        {
            return taken.ConstraintName ?? "unknown";
        }
    }

    /// <summary>
    /// Saves, and answers false when another one changed the same rows first; nothing of this save is kept then.
    /// </summary>
    public static async Task<bool> SaveUnlessOvertaken(this DbContext db, CancellationToken stop)
    {
        try
        {
            await db.SaveChangesAsync(stop);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }

    /// <summary>
    /// Saves without waiting for the disk. Only for what a repeat of the same request finds out again after a crash: never for
    /// a fact about money.
    /// </summary>
    public static async Task SaveWithoutWaiting(this DbContext db, CancellationToken stop)
    {
        db.Database.SetDbConnection(db.GetService<UnhurriedConnections>().New(), contextOwnsConnection: true);
        try
        {
            await db.SaveChangesAsync(stop);
        }
        finally
        {
            // None: the context makes itself one that waits when it next needs it.
            db.Database.SetDbConnection(null);
        }
    }

    private sealed class MoneyConverter() : ValueConverter<Money, long>(money => money.Fen, fen => Money.FromFen(fen));
}
