using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Features.Settling;
using MobilePay.Reconciliation.Persistence;
using Npgsql;

namespace MobilePay.Reconciliation.Features;

/// <summary>
/// Reconciles a hospital's day: counts what hospital, platform and channel have alike, and keeps what they have not. Repeated
/// with the same sources it changes nothing; with later ones it closes what has become alike and opens what has changed.
/// </summary>
public sealed class ReconcileDay(
    ReconciliationDbContext db, Bookings bookings, RunProgress progress, IOptions<ReconciliationOptions> options,
    TimeProvider clock)
{
    private const int TriesMax = 3;

    public async Task<Run> Do(string hospitalId, DateOnly day, CancellationToken stop)
    {
        progress.Is(hospitalId, day, "waiting");
        try
        {
            for (var tries = 1; ; tries++)
                if (await TryOnce(hospitalId, day, isLast: tries == TriesMax, stop) is { } run)
                    return run;
        }
        finally
        {
            progress.Ended(hospitalId, day);
        }
    }

    // Null: somebody decided about a difference while the day was being matched; it is looked at again with that decision.
    private async Task<Run?> TryOnce(string hospitalId, DateOnly day, bool isLast, CancellationToken stop)
    {
        try
        {
            return await Once(hospitalId, day, stop);
        }
        catch (DbUpdateConcurrencyException) when (!isLast)
        {
            db.ChangeTracker.Clear();
            return null;
        }
    }

    private async Task<Run> Once(string hospitalId, DateOnly day, CancellationToken stop)
    {
        var began = Stopwatch.GetTimestamp();
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.HoldBooks(hospitalId, options.Value, stop);
        var matching = new Matching((NpgsqlConnection)db.Database.GetDbConnection(), hospitalId, options.Value);
        var sources = await SourcesOf(hospitalId, day, stop);
        progress.Is(hospitalId, day, "matching", await RowsOf(hospitalId, day, stop));
        var pass = await matching.PassOver(day, stop);

        var open = await db.Differences.Where(d => d.HospitalId == hospitalId
                && d.Kind != LineKind.Batch && d.Status != DifferenceStatus.Closed)
            .ToDictionaryAsync(d => (d.Kind, d.Key), stop);
        progress.Is(hospitalId, day, "looking");
        var found = await Look(matching, day, pass, open.Keys, sources, stop);
        progress.Is(hospitalId, day, "keeping");
        var now = clock.GetUtcNow();
        await Keep(hospitalId, day, found.Values, now, stop);
        foreach (var ((kind, key), difference) in open)
            if (!found.TryGetValue((kind, key), out var finding) || finding.Verdict is null)
                await CloseAlike(difference, finding?.Sides, day, now, stop);

        var run = new Run
        {
            Id = Guid.CreateVersion7(now),
            HospitalId = hospitalId,
            Day = day,
            RanAt = now,
            Took = (long)Stopwatch.GetElapsedTime(began).TotalMilliseconds,
            Matched = pass.Alike.Sum(a => a.Count),
            IsComplete = await IsComplete(hospitalId, day, sources, stop),
            Bridge = BridgeOf(pass, found),
        };
        db.Runs.Add(run);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(CancellationToken.None);
        return run;
    }

    // What had been parked as over or short leaves suspense again (J8, J10, J11).
    private async Task CloseAlike(
        Difference difference, ThreeSides? sides, DateOnly day, DateTimeOffset now, CancellationToken stop)
    {
        if (difference.IsSuspended && sides is not null)
            await bookings.Unpark(difference, sides, $"{difference.Id} {day:yyyyMMdd} {now:yyyyMMddHHmmss}", now, stop);
        difference.FoundAlike(day, now);
    }

    private sealed record Finding(ThreeSides Sides, DayFen OfDay, (DifferenceClass Class, DateOnly? Until)? Verdict);

    // The day's own numbers, and those that are still open from earlier days: their other side may be here now.
    private static async Task<Dictionary<(LineKind, string), Finding>> Look(
        Matching matching, DateOnly day, DayPass pass, IEnumerable<(LineKind Kind, string Key)> open, Sources sources,
        CancellationToken stop)
    {
        var wanted = pass.Unlike.Concat(open).ToHashSet();
        var items = new List<(ThreeSides Sides, DayFen OfDay)>();
        await foreach (var item in matching.LookUp(wanted.Select(w => w.Key), day, stop))
            if (wanted.Contains((item.Sides.Kind, item.Sides.Key)))
                items.Add(item);

        var nets = await matching.NetsOf(items.Select(i => i.Sides.OrderNo), stop);
        return items.ToDictionary(i => (i.Sides.Kind, i.Sides.Key), i => new Finding(
            i.Sides, i.OfDay, TruthTable.Classify(i.Sides, nets.GetValueOrDefault(i.Sides.OrderNo), sources)));
    }

    private async Task Keep(
        string hospitalId, DateOnly day, IEnumerable<Finding> findings, DateTimeOffset now, CancellationToken stop)
    {
        foreach (var some in findings.Where(f => f.Verdict is not null).Chunk(1_000))
        {
            var keys = some.Select(f => f.Sides.Key).ToArray();
            var known = await db.Differences.Where(d => d.HospitalId == hospitalId && keys.Contains(d.Key))
                .ToDictionaryAsync(d => (d.Kind, d.Key), stop);
            foreach (var (sides, _, verdict) in some)
                if (known.TryGetValue((sides.Kind, sides.Key), out var difference))
                    difference.FoundAgain(sides, verdict!.Value, now);
                else
                    db.Differences.Add(Difference.Found(hospitalId, day, sides, verdict!.Value, now));
        }
    }

    private async Task<Sources> SourcesOf(string hospitalId, DateOnly day, CancellationToken stop)
    {
        var (from, to) = (day.AddDays(-35), day.AddDays(Sources.RefundDays + 1));
        var handovers = await db.Handovers.AsNoTracking()
            .Where(h => h.HospitalId == hospitalId && h.Status == SourceStatus.Current && !h.IsProvisional
                && h.Day >= from && h.Day <= to)
            .Select(h => h.Day).ToListAsync(stop);
        var statements = await db.Statements.AsNoTracking()
            .Where(s => s.HospitalId == hospitalId && s.Status == SourceStatus.Current && s.Day >= from && s.Day <= to)
            .Select(s => new { s.Channel, s.MerchantId, s.Day }).ToListAsync(stop);

        // A day of which the channel says for certain that it has no file is here as well: there is nothing to wait for.
        var quiet = await db.FetchTries.AsNoTracking()
            .Where(t => t.HospitalId == hospitalId && t.LastProblem == FetchTry.NoTrade && t.Day >= from && t.Day <= to)
            .Select(t => new { t.Channel, t.MerchantId, t.Day }).ToListAsync(stop);
        return new(options.Value.CutOff, handovers.ToHashSet(),
            statements.Concat(quiet).Select(s => (s.Channel, s.MerchantId, s.Day)).ToHashSet());
    }

    private async Task<long> RowsOf(string hospitalId, DateOnly day, CancellationToken stop) =>
        await db.Statements.Where(s => s.HospitalId == hospitalId && s.Day == day && s.Status == SourceStatus.Current)
            .SumAsync(s => (long)s.Lines, stop)
        + await db.Handovers.Where(h => h.HospitalId == hospitalId && h.Day == day && h.Status == SourceStatus.Current)
            .SumAsync(h => (long)h.Lines, stop);

    // Complete: the hospital handed the day over itself, and each merchant that took money has its statement here.
    private async Task<bool> IsComplete(string hospitalId, DateOnly day, Sources sources, CancellationToken stop)
    {
        var from = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), Primitives.BusinessDay.ChinaOffset).ToUniversalTime();
        var to = from.AddDays(1);
        var took = await db.PlatformPayments.AsNoTracking()
            .Where(p => p.HospitalId == hospitalId && p.PaidAt >= from && p.PaidAt < to)
            .Select(p => new { p.Channel, p.MerchantId }).Distinct().ToListAsync(stop);
        return sources.HandoverDays.Contains(day)
            && took.All(t => sources.StatementDays.Contains((t.Channel, t.MerchantId, day)));
    }

    private static List<BridgePart> BridgeOf(DayPass pass, Dictionary<(LineKind, string), Finding> found)
    {
        var parts = pass.Alike.ToDictionary(a => (a.Channel, a.Kind, a.Class));
        foreach (var unlike in pass.Unlike)
        {
            // A refund of ours that failed since the pass is on no side any more.
            if (!found.TryGetValue(unlike, out var finding))
                continue;
            var (sides, fen, verdict) = finding;
            var step = StepOf(verdict?.Class);
            var name = step == BridgeStep.Difference ? verdict!.Value.Class.ToString() : step.ToString();
            if (!parts.TryGetValue((sides.Channel, sides.Kind, name), out var part))
                parts[(sides.Channel, sides.Kind, name)] = part = new()
                {
                    Channel = sides.Channel,
                    Kind = sides.Kind,
                    Step = step,
                    Class = name,
                };
            part.Count++;
            part.HospitalFen += fen.Hospital;
            part.PlatformFen += fen.Platform;
            part.ChannelFen += fen.Channel;
        }

        return [.. parts.Values];
    }

    // A closer look can find a number alike that the pass could not: its other side lies outside the window.
    private static BridgeStep StepOf(DifferenceClass? verdict) => verdict switch
    {
        null => BridgeStep.Carried,
        DifferenceClass.InTransit => BridgeStep.InTransit,
        DifferenceClass.ZeroPair => BridgeStep.ZeroPair,
        DifferenceClass.Foreign => BridgeStep.Foreign,
        _ => BridgeStep.Difference,
    };
}
