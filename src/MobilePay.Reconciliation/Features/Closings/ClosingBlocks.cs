using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobilePay.Primitives;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Persistence;

namespace MobilePay.Reconciliation.Features.Closings;

/// <summary>What stands in the way of closing a day: each with a code, a count, and a sentence that says what to do.</summary>
public sealed class ClosingBlocks(ReconciliationDbContext db, IOptions<ReconciliationOptions> options, TimeProvider clock)
{
    public sealed record Block(string Code, int Count, string Message);

    public async Task<IReadOnlyList<Block>> Of(string hospitalId, DateOnly day, CancellationToken stop)
    {
        var blocks = new List<Block>();
        await AddSources(blocks, hospitalId, day, stop);
        if (await GoesOn(hospitalId, day, stop))
            blocks.Insert(0, new("day-not-over", 1, "The day goes on until the hospital's cut-off."));
        await AddDifferences(blocks, hospitalId, day, stop);

        var earlier = await EarlierOpen(hospitalId, day, stop);
        if (earlier.Count > 0)
            blocks.Add(new("earlier-day-open", earlier.Count,
                $"Days are closed in their order: {earlier[0]:yyyy-MM-dd} is to be closed first."));
        var off = await db.JournalLines.Where(l => db.JournalEntries.Any(e => e.Id == l.EntryId && e.HospitalId == hospitalId))
            .SumAsync(l => l.DebitFen - l.CreditFen, stop);
        if (off != 0)
            blocks.Add(new("journal-unbalanced", 1, $"The journal is off by {off} fen. Call who runs the platform."));
        return blocks;
    }

    // A channel makes its statement when its day is over, whatever our clock says.
    private async Task<bool> GoesOn(string hospitalId, DateOnly day, CancellationToken stop) =>
        BusinessDay.Of(clock.GetUtcNow(), options.Value.CutOff).Date <= day
        && !await db.Statements.AnyAsync(s => s.HospitalId == hospitalId && s.Day == day && s.Status == SourceStatus.Current
            && s.Channel != "account", stop);

    private async Task AddSources(List<Block> blocks, string hospitalId, DateOnly day, CancellationToken stop)
    {
        var handover = await db.Handovers.AsNoTracking()
            .SingleOrDefaultAsync(h => h.HospitalId == hospitalId && h.Day == day && h.Status == SourceStatus.Current, stop);
        if (handover is null)
            blocks.Add(new("handover-missing", 1,
                "The hospital has not handed the day over. Pull it, or ask the hospital for it."));
        else if (handover.IsProvisional)
            blocks.Add(new("handover-provisional", 1,
                "The hand-over was built from our own books. The hospital has to hand the day over itself."));

        var statements = await db.Statements.AsNoTracking()
            .Where(s => s.HospitalId == hospitalId && s.Day == day && s.Status == SourceStatus.Current).ToListAsync(stop);
        var missing = (await MerchantsThatTook(hospitalId, day, stop)).Count(m =>
            !statements.Any(s => s.Channel == m.Channel && s.MerchantId == m.MerchantId));
        if (missing > 0)
            blocks.Add(new("statement-missing", missing, "A channel's statement of the day is missing. Fetch it, or upload it."));

        var run = await db.Runs.AsNoTracking().Where(r => r.HospitalId == hospitalId && r.Day == day)
            .OrderByDescending(r => r.RanAt).FirstOrDefaultAsync(stop);
        var latest = statements.Where(s => s.Channel != "account").Select(s => s.ReceivedAt)
            .Append(handover?.ReceivedAt ?? DateTimeOffset.MinValue).Max();
        if (run is null)
            blocks.Add(new("not-reconciled", 1, "The day has not been reconciled. Reconcile it."));
        else if (run.RanAt < latest)
            blocks.Add(new("run-outdated", 1, "A source arrived after the day was reconciled. Reconcile it again."));
    }

    /// <summary>The channels and merchant numbers that took money on this day, by the channel's own day.</summary>
    private async Task<IEnumerable<(string Channel, string MerchantId)>> MerchantsThatTook(
        string hospitalId, DateOnly day, CancellationToken stop)
    {
        var begin = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), BusinessDay.ChinaOffset).ToUniversalTime();
        var end = begin.AddDays(1);
        var took = await db.PlatformPayments.AsNoTracking()
            .Where(p => p.HospitalId == hospitalId && p.PaidAt >= begin && p.PaidAt < end)
            .Select(p => new { p.Channel, p.MerchantId }).Distinct().ToListAsync(stop);
        return took.Select(t => (t.Channel, t.MerchantId));
    }

    // What is in transit is carried by itself: its other side is still expected.
    private async Task AddDifferences(List<Block> blocks, string hospitalId, DateOnly day, CancellationToken stop)
    {
        var unsettled = await db.Differences.AsNoTracking()
            .Where(d => d.HospitalId == hospitalId && d.Day <= day && d.Class != DifferenceClass.InTransit
                && d.Status != DifferenceStatus.Closed && d.Status != DifferenceStatus.Suspended)
            .GroupBy(d => d.Status).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(stop);
        var open = unsettled.Where(u => u.Key is DifferenceStatus.Open or DifferenceStatus.Assigned).Sum(u => u.Count);
        if (open > 0)
            blocks.Add(new("differences-open", open, "Every difference has to be closed, suspended or carried by two persons."));
        if (unsettled.Sum(u => u.Count) - open is > 0 and var waiting)
            blocks.Add(new("proposals-waiting", waiting, "Proposals wait for a second person, or are being carried out."));
    }

    private async Task<List<DateOnly>> EarlierOpen(string hospitalId, DateOnly day, CancellationToken stop) =>
        await db.Handovers.Where(h => h.HospitalId == hospitalId && h.Day < day && h.Status == SourceStatus.Current)
            .Select(h => h.Day)
            .Union(db.Runs.Where(r => r.HospitalId == hospitalId && r.Day < day).Select(r => r.Day))
            .Where(d => !db.Closings.Any(c => c.HospitalId == hospitalId && c.Day == d && c.Status == ClosingStatus.Closed))
            .Distinct().OrderBy(d => d).ToListAsync(stop);
}
