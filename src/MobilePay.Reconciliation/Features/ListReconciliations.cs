using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MobilePay.Reconciliation.Features.Lists;
using MobilePay.Reconciliation.Persistence;

namespace MobilePay.Reconciliation.Features;

/// <summary>The days of a hospital with their latest result each, the latest day first.</summary>
public static class ListReconciliations
{
    /// <param name="OpenDifferences">Those somebody still has to do something about.</param>
    public sealed record Row(
        Guid Id, string HospitalId, DateOnly Day, DateTimeOffset RanAt, bool IsComplete, int Matched, int Differences,
        int OpenDifferences, Reconciliations.Totals Totals);

    public sealed record Total(int Count, long Matched, long Differences, long OpenDifferences) : IListTotal;

    private sealed record RunRow(
        Guid Id, string HospitalId, DateOnly Day, DateTimeOffset RanAt, bool IsComplete, int Matched, int Differences,
        int OpenDifferences, long HospitalFen, long PlatformFen, long ChannelFen);

    private static readonly Sheet<Row> Sheet = new Sheet<Row>("reconciliations")
        .Day("日期", "Day", r => r.Day)
        .At("对账时间", "Ran at", r => r.RanAt)
        .Word("来源齐全", "Complete", r => r.IsComplete ? "yes" : "no")
        .Count("相符笔数", "Matched", r => r.Matched)
        .Count("差异笔数", "Differences", r => r.Differences)
        .Count("未结差异", "Open differences", r => r.OpenDifferences)
        .Fen("医院净额", "Hospital net", r => r.Totals.HospitalFen)
        .Fen("平台净额", "Platform net", r => r.Totals.PlatformFen)
        .Fen("渠道净额", "Channel net", r => r.Totals.ChannelFen);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/reconciliations", Handle);

    internal static Task<Results<Ok<ListPage<Row, Total>>, FileStreamHttpResult, ProblemHttpResult>> Handle(
        string hospitalId, DateOnly from, DateOnly to, [AsParameters] Paging paging, ReconciliationDbContext db,
        CancellationToken stop) =>
        new Listing<Row, DateOnly, Total>(
            Sheet, row => row.Day,
            (place, take, token) => Read(db, hospitalId, (from, to), place, take, token),
            token => Sum(db, hospitalId, (from, to), token)).Answer(paging, stop);

    private static async Task<List<Row>> Read(
        ReconciliationDbContext db, string hospitalId, (DateOnly From, DateOnly To) days, DateOnly? behind, int take,
        CancellationToken stop)
    {
        var before = behind ?? DateOnly.MaxValue;
        var rows = await db.Database.SqlQuery<RunRow>($"""
            with latest as (
                select distinct on (day) * from runs
                where hospital_id = {hospitalId} and day between {days.From} and {days.To} and day < {before}
                order by day desc, ran_at desc limit {take})
            select r.id, r.hospital_id, r.day, r.ran_at, r.is_complete, r.matched,
                d.differences, d.open_differences, b.hospital_fen, b.platform_fen, b.channel_fen
            from latest r
            cross join lateral (
                select count(*)::int as differences,
                    (count(*) filter (where status not in ('Closed', 'Suspended')))::int as open_differences
                from differences
                where hospital_id = r.hospital_id and day = r.day and class not in ('Foreign', 'ZeroPair', 'InTransit')) d
            cross join lateral (
                select coalesce(sum(hospital_fen * sign), 0)::bigint as hospital_fen,
                    coalesce(sum(platform_fen * sign), 0)::bigint as platform_fen,
                    coalesce(sum(channel_fen * sign), 0)::bigint as channel_fen
                from (select *, 1 - 2 * kind as sign from bridge_parts where run_id = r.id) parts) b
            order by r.day desc
            """).ToListAsync(stop);
        return rows.ConvertAll(r => new Row(r.Id, r.HospitalId, r.Day, r.RanAt, r.IsComplete, r.Matched, r.Differences,
            r.OpenDifferences, new(r.HospitalFen, r.PlatformFen, r.ChannelFen)));
    }

    private static async Task<Total> Sum(
        ReconciliationDbContext db, string hospitalId, (DateOnly From, DateOnly To) days, CancellationToken stop) =>
        await db.Database.SqlQuery<Total>($"""
            with latest as (
                select distinct on (day) day, matched from runs
                where hospital_id = {hospitalId} and day between {days.From} and {days.To} order by day, ran_at desc)
            select count(*)::int as count, coalesce(sum(matched), 0)::bigint as matched,
                coalesce(sum(d.differences), 0)::bigint as differences,
                coalesce(sum(d.open_differences), 0)::bigint as open_differences
            from latest r
            cross join lateral (
                select count(*) as differences,
                    count(*) filter (where status not in ('Closed', 'Suspended')) as open_differences
                from differences
                where hospital_id = {hospitalId} and day = r.day and class not in ('Foreign', 'ZeroPair', 'InTransit')) d
            """).SingleAsync(stop);
}
