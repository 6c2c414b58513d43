using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobilePay.Primitives;
using MobilePay.Reconciliation.Domain;

namespace MobilePay.Reconciliation.Persistence;

/// <summary>Adds single entries to the journal, in the caller's transaction; events book through <see cref="JournalSql"/>.</summary>
public sealed class JournalBook(ReconciliationDbContext db, IOptions<ReconciliationOptions> options)
{
    /// <summary>Adds an entry about a difference; it is saved with what the caller saves. Without lines nothing is added.</summary>
    public async Task Add(Difference about, JournalEvent happened, string key, string rule, string memo,
        List<JournalLine> lines, DateTimeOffset now, CancellationToken stop)
    {
        if (lines.Count == 0)
            return;
        await db.Database.ExecuteSqlAsync(
            $"select pg_advisory_xact_lock_shared(hashtextextended({"journal of " + about.HospitalId}, 0))", stop);
        db.JournalEntries.Add(new()
        {
            HospitalId = about.HospitalId,
            Day = await OpenDay(about.HospitalId, now, stop),
            Event = happened,
            Key = key,
            Rule = rule,
            Kind = about.Kind,
            ItemKey = about.Key,
            OrderNo = about.OrderNo,
            Memo = memo,
            At = now,
            Lines = lines,
        });
    }

    /// <summary>What stands on each account for the difference's payment or refund.</summary>
    public async Task<IReadOnlyList<Standing>> StandingOf(Difference item, CancellationToken stop)
    {
        var sums = await (
            from entry in db.JournalEntries
            from line in entry.Lines
            where entry.HospitalId == item.HospitalId && entry.OrderNo == item.OrderNo && entry.Kind == item.Kind
                && entry.ItemKey == item.Key
            group line.DebitFen - line.CreditFen by new { line.Account, line.Channel, line.MerchantId } into account
            select new { account.Key, Fen = account.Sum() }).ToListAsync(stop);
        return [.. sums.Select(s => new Standing(s.Key.Account, s.Key.Channel, s.Key.MerchantId, s.Fen))];
    }

    /// <summary>The business day of a moment, or the first one that is still open.</summary>
    public async Task<DateOnly> OpenDay(string hospitalId, DateTimeOffset at, CancellationToken stop)
    {
        var day = BusinessDay.Of(at, options.Value.CutOff).Date;
        var closed = await db.Closings.Where(c => c.HospitalId == hospitalId && c.Status == ClosingStatus.Closed)
            .MaxAsync(c => (DateOnly?)c.Day, stop);
        return closed >= day ? closed.Value.AddDays(1) : day;
    }
}
