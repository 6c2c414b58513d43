using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobilePay.Primitives;
using MobilePay.Reconciliation.Domain;

namespace MobilePay.Reconciliation.Persistence;

/// <summary>Adds single entries to the journal in the caller's transaction; events book by <see cref="JournalSql"/>.</summary>
public sealed class JournalBook(ReconciliationDbContext db, IOptions<ReconciliationOptions> options)
{
    /// <summary>Adds an entry about a difference; the caller saves it. Without lines nothing is added.</summary>
    public async Task Add(Difference about, JournalEvent happened, string key, string rule, string memo,
        List<JournalLine> lines, DateTimeOffset now, CancellationToken stop)
    {
        if (lines.Count == 0)
            return;
        await Hold(about.HospitalId, stop);
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

    /// <summary>J5: a batch is on the hospital's account, less what the channel kept.</summary>
    public async Task AddSettled(SettledBatch batch, DateTimeOffset now, CancellationToken stop)
    {
        await Hold(batch.HospitalId, stop);
        (Account Account, long Fen)[] moves =
        [
            (Account.Bank, batch.NetFen), (Account.Fee, batch.FeesFen),
            (Account.ChannelReceivable, batch.RefundsFen - batch.GrossFen),
        ];
        db.JournalEntries.Add(new()
        {
            HospitalId = batch.HospitalId,
            Day = await FirstOpen(batch.HospitalId, batch.ReceivedOn, stop),
            Event = JournalEvent.Settled,
            Key = batch.BatchNo,
            Rule = "J5",
            At = now,
            Lines = [.. moves.Where(m => m.Fen != 0).Select((m, i) => new JournalLine
            {
                LineNo = (short)(i + 1),
                Account = m.Account,
                Channel = m.Account == Account.ChannelReceivable ? batch.Channel : "",
                MerchantId = m.Account == Account.ChannelReceivable ? batch.MerchantId : "",
                DebitFen = Math.Max(m.Fen, 0),
                CreditFen = Math.Max(-m.Fen, 0),
            })],
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
    private Task<DateOnly> OpenDay(string hospitalId, DateTimeOffset at, CancellationToken stop) =>
        FirstOpen(hospitalId, BusinessDay.Of(at, options.Value.CutOff).Date, stop);

    private Task<int> Hold(string hospitalId, CancellationToken stop) => db.Database.ExecuteSqlAsync(
        $"select pg_advisory_xact_lock_shared(hashtextextended({"journal of " + hospitalId}, 0))", stop);

    private async Task<DateOnly> FirstOpen(string hospitalId, DateOnly day, CancellationToken stop)
    {
        var closed = await db.Closings.Where(c => c.HospitalId == hospitalId && c.Status == ClosingStatus.Closed)
            .MaxAsync(c => (DateOnly?)c.Day, stop);
        return closed >= day ? closed.Value.AddDays(1) : day;
    }
}
