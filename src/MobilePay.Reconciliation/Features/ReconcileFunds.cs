using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobilePay.Primitives;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Persistence;
using Npgsql;

namespace MobilePay.Reconciliation.Features;

/// <summary>
/// Reconciles what the channels owe with what the bank received. Repeated with the same statements it changes nothing; a later
/// statement settles batches and closes differences that have become alike. A batch that arrived is written down for the journal
/// in the same transaction, once.
/// </summary>
public sealed class ReconcileFunds(
    ReconciliationDbContext db, JournalBook journal, IOptions<ReconciliationOptions> options, TimeProvider clock)
{
    private const string Account = ReconciliationOptions.AccountChannel;

    /// <param name="from">The first of the channels' days to look at; what is not settled before it is looked at as well.</param>
    public async Task<IReadOnlyList<Batch>> Do(string hospitalId, DateOnly from, CancellationToken stop)
    {
        var (funds, calendar) = (options.Value.Funds, options.Value.Funds.Calendar);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.HoldBooks(hospitalId, options.Value, stop);
        var reader = new Funds(
            (NpgsqlConnection)db.Database.GetDbConnection(), hospitalId, options.Value.MatchWithin);
        await reader.SumDays(stop);
        var first = await reader.FirstDay(from, stop);
        var batches = Batches.Of(hospitalId, await reader.Days(first, stop), funds.BatchNumber, calendar);
        var groups = FundsMatching.Match(batches, await reader.Credits(first, stop), calendar);

        var now = clock.GetUtcNow();
        var today = BusinessDay.Of(now, TimeOnly.MinValue).Date;
        var seenUntil = await db.Statements.Where(s => s.HospitalId == hospitalId && s.Channel == Account
            && s.Status == SourceStatus.Current).MaxAsync(s => (DateOnly?)s.Day, stop);
        var verdicts = new List<(FundsGroup Group, (DifferenceClass, DateOnly?) Verdict)>();
        foreach (var group in groups)
        {
            var (status, verdict) = group.Judge(today, seenUntil, calendar);
            group.Settle(status);
            if (verdict is { } wrong)
                verdicts.Add((group, wrong));
        }

        await Keep(hospitalId, first, batches, stop);
        await KeepDifferences(hospitalId, verdicts, today, now, stop);
        await db.SaveChangesAsync(stop);
        var links = groups.SelectMany(g => g.Batches.SelectMany(b => g.Credits.Select(c => (b.BatchNo, c))));
        await reader.Link(first, [.. links], stop);
        await transaction.CommitAsync(CancellationToken.None);
        return batches;
    }

    private async Task Keep(string hospitalId, DateOnly first, List<Batch> counted, CancellationToken stop)
    {
        var known = await db.Batches.Where(b => b.HospitalId == hospitalId && b.Day >= first)
            .ToDictionaryAsync(b => b.BatchNo, stop);
        var settled = await db.SettledBatches.Where(b => b.HospitalId == hospitalId && b.Day >= first)
            .Select(b => b.BatchNo).ToListAsync(stop);
        foreach (var batch in counted)
        {
            if (known.Remove(batch.BatchNo, out var same))
                same.Take(batch);
            else
                db.Batches.Add(batch);
            if (batch is { Status: BatchStatus.Received, ReceivedOn: { } on } && !settled.Contains(batch.BatchNo))
            {
                var arrived = Settled(batch, on);
                db.SettledBatches.Add(arrived);
                await journal.AddSettled(arrived, clock.GetUtcNow(), stop);
            }
        }

        // What another statement made part of a later batch, or took away.
        db.Batches.RemoveRange(known.Values);
    }

    private async Task KeepDifferences(string hospitalId,
        List<(FundsGroup Group, (DifferenceClass, DateOnly?) Verdict)> verdicts, DateOnly today, DateTimeOffset now,
        CancellationToken stop)
    {
        var keys = verdicts.Select(v => v.Group.Key).ToArray();
        var known = await db.Differences.Where(d => d.HospitalId == hospitalId && d.Kind == LineKind.Batch
            && (d.Status != DifferenceStatus.Closed || keys.Contains(d.Key))).ToDictionaryAsync(d => d.Key, stop);
        foreach (var (group, verdict) in verdicts)
            if (known.Remove(group.Key, out var difference))
                difference.FoundAgain(group, verdict, now);
            else
                db.Differences.Add(Difference.Found(hospitalId, group, verdict, now));

        foreach (var alike in known.Values)
            alike.FoundAlike(today, now);
    }

    private static SettledBatch Settled(Batch batch, DateOnly on) => new()
    {
        HospitalId = batch.HospitalId,
        BatchNo = batch.BatchNo,
        Channel = batch.Channel,
        MerchantId = batch.MerchantId,
        Day = batch.Day,
        GrossFen = batch.GrossFen,
        RefundsFen = batch.RefundsFen,
        FeesFen = batch.FeesFen,
        NetFen = batch.NetFen,
        ReceivedOn = on,
    };
}
