using Microsoft.EntityFrameworkCore;
using MobilePay.Reconciliation.Domain;

namespace MobilePay.Reconciliation.Persistence;

internal static class DifferenceNotes
{
    /// <summary>Until the transaction ends nobody else proposes or decides about this difference.</summary>
    public static Task HoldDifference(this ReconciliationDbContext db, Guid id, CancellationToken stop) =>
        db.Database.ExecuteSqlAsync($"select 1 from differences where id = {id} for update", stop);

    /// <summary>Puts what happened into the difference's history; it is saved with what happened.</summary>
    public static void Note(this ReconciliationDbContext db, Guid differenceId, string what, StaffMember? by, string? remark,
        DateTimeOffset now) => db.DifferenceNotes.Add(new()
        {
            DifferenceId = differenceId,
            At = now,
            What = what,
            By = by,
            Remark = remark,
        });
}
