using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobilePay.Primitives;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Features.Closings;
using MobilePay.Reconciliation.Features.Lists;
using MobilePay.Reconciliation.Persistence;

namespace MobilePay.Reconciliation.Features;

/// <summary>What a clerk wants to know in the morning: how yesterday stands, what is open, has arrived, came in.</summary>
public static class Today
{
    public sealed record Counted(string Code, int Count);

    public sealed record Yesterday(DateOnly Day, string Status, IReadOnlyList<Counted> Blocks);

    /// <param name="Age">Days since the day it was found in: 1-3, 4-7, 8-30, over-30.</param>
    /// <param name="Fen">Sum of what is over and of what is short, without its sign.</param>
    public sealed record Aged(string Age, int Count, long Fen);

    /// <param name="DifferenceFen">The platform's net less the hospital's, as on the hand-over's own page.</param>
    public sealed record HandedOver(DateOnly Day, string Status, long? DifferenceFen);

    public sealed record Expected(
        string Channel, string MerchantId, DateOnly Day, string Status, DateTimeOffset? ReceivedAt);

    /// <param name="SameWeekdayFen">A week ago, up to the same time of day.</param>
    public sealed record Taking(string Channel, long TodayFen, long SameWeekdayFen);

    public sealed record Late(int LateCount, long LateFen);

    public sealed record Answer(
        string HospitalId, DateOnly BusinessDate, Yesterday Yesterday, IReadOnlyList<Aged> Differences, int OpenCount,
        long OverFen, long ShortFen, int ProposalsWaiting, HandedOver Handover, IReadOnlyList<Expected> Statements, Late Funds,
        IReadOnlyList<Taking> Takings);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/today", Handle);

    internal static async Task<Ok<Answer>> Handle(
        string hospitalId, ReconciliationDbContext db, ClosingBlocks blocks, HandoverTotals totals,
        IOptions<ReconciliationOptions> options, TimeProvider clock, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var today = BusinessDay.Of(now, options.Value.CutOff).Date;
        var open = await Open(hospitalId, db, stop);
        var aged = open.GroupBy(d => AgeOf(today.DayNumber - d.Day.DayNumber))
            .Select(g => new Aged(g.Key, g.Count(), g.Sum(d => Math.Abs(d.Fen)))).ToList();
        return TypedResults.Ok(new Answer(hospitalId, today, await HowYesterday(hospitalId, today.AddDays(-1), db, blocks, stop),
            [.. Ages.Select(age => aged.Find(a => a.Age == age) ?? new(age, 0, 0))], open.Count,
            open.Sum(d => Math.Max(d.Fen, 0)), open.Sum(d => Math.Max(-d.Fen, 0)),
            await db.Proposals.CountAsync(p => p.HospitalId == hospitalId && p.Status == ProposalStatus.Waiting, stop),
            await HowHandedOver(hospitalId, today.AddDays(-1), db, totals, stop),
            await HowExpected(hospitalId, today.AddDays(-1), db, stop), await HowLate(hospitalId, today, db, stop),
            await HowTaken(hospitalId, now, db, stop)));
    }

    private static readonly string[] Ages = ["1-3", "4-7", "8-30", "over-30"];

    private static string AgeOf(int days) => days switch
    {
        <= 3 => Ages[0],
        <= 7 => Ages[1],
        <= 30 => Ages[2],
        _ => Ages[3],
    };

    private static async Task<List<(DateOnly Day, long Fen)>> Open(
        string hospitalId, ReconciliationDbContext db, CancellationToken stop) =>
        (await db.Differences.AsNoTracking()
            .Where(d => d.HospitalId == hospitalId && d.Status != DifferenceStatus.Closed
                && d.Status != DifferenceStatus.Suspended && d.Class != DifferenceClass.InTransit)
            .Select(d => new { d.Day, d.DifferenceFen }).ToListAsync(stop)).ConvertAll(d => (d.Day, d.DifferenceFen));

    private static async Task<Yesterday> HowYesterday(
        string hospitalId, DateOnly day, ReconciliationDbContext db, ClosingBlocks blocks, CancellationToken stop)
    {
        var status = await db.Closings.Where(c => c.HospitalId == hospitalId && c.Day == day)
            .OrderByDescending(c => c.Revision).Select(c => (ClosingStatus?)c.Status).FirstOrDefaultAsync(stop);
        if (status is ClosingStatus.Closed or ClosingStatus.Proposed)
            return new(day, WireWord.Of(status.Value), []);
        var found = await blocks.Of(hospitalId, day, stop);
        return new(day, status == ClosingStatus.Reopened ? "reopened" : "open",
            [.. found.Select(b => new Counted(b.Code, b.Count))]);
    }

    private static async Task<HandedOver> HowHandedOver(
        string hospitalId, DateOnly day, ReconciliationDbContext db, HandoverTotals totals, CancellationToken stop)
    {
        if (await totals.Of(hospitalId, day, stop) is { } compared)
            return new(day, compared.IsProvisional ? "provisional" : "arrived", compared.DifferenceFen);
        var isRefused = await db.Handovers.AnyAsync(h => h.HospitalId == hospitalId && h.Day == day, stop);
        return new(day, isRefused ? "refused" : "missing", null);
    }

    private static async Task<List<Expected>> HowExpected(
        string hospitalId, DateOnly day, ReconciliationDbContext db, CancellationToken stop)
    {
        var lately = day.AddDays(-7);
        var merchants = await db.Statements.Where(s => s.HospitalId == hospitalId && s.Day > lately)
            .Select(s => new { s.Channel, s.MerchantId }).Distinct().ToListAsync(stop);
        var here = await db.Statements.AsNoTracking().Where(s => s.HospitalId == hospitalId && s.Day == day).ToListAsync(stop);
        return [.. merchants.OrderBy(m => m.Channel).ThenBy(m => m.MerchantId).Select(m =>
        {
            var those = here.FindAll(s => s.Channel == m.Channel && s.MerchantId == m.MerchantId);
            var current = those.Find(s => s.Status == SourceStatus.Current);
            return new Expected(m.Channel, m.MerchantId, day,
                current is not null ? "arrived" : those is [] ? "missing" : "refused", current?.ReceivedAt);
        })];
    }

    private static async Task<Late> HowLate(
        string hospitalId, DateOnly today, ReconciliationDbContext db, CancellationToken stop)
    {
        var late = await db.Batches.AsNoTracking().Where(b => b.HospitalId == hospitalId && b.NetFen > 0
            && b.Status != BatchStatus.Received && b.LateAfter < today).Select(b => b.NetFen - b.ReceivedFen).ToListAsync(stop);
        return new(late.Count, late.Sum());
    }

    private sealed record TakingRow(string Channel, long TodayFen, long WeekAgoFen);

    private static async Task<List<Taking>> HowTaken(
        string hospitalId, DateTimeOffset now, ReconciliationDbContext db, CancellationToken stop)
    {
        var midnight = new DateTimeOffset(
            BusinessDay.Of(now, TimeOnly.MinValue).Date.ToDateTime(TimeOnly.MinValue), BusinessDay.ChinaOffset).ToUniversalTime();
        var (weekAgo, weekAgoNow) = (midnight.AddDays(-7), now.AddDays(-7));
        var rows = await db.Database.SqlQuery<TakingRow>($"""
            select channel, coalesce(sum(amount_fen) filter (where paid_at >= {midnight}), 0)::bigint as today_fen,
                coalesce(sum(amount_fen) filter (where paid_at < {midnight}), 0)::bigint as week_ago_fen
            from platform_payments
            where hospital_id = {hospitalId}
                and (paid_at >= {midnight} or paid_at >= {weekAgo} and paid_at < {weekAgoNow})
            group by channel order by channel
            """).ToListAsync(stop);
        return rows.ConvertAll(r => new Taking(r.Channel, r.TodayFen, r.WeekAgoFen));
    }
}
