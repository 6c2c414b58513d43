using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Features.Lists;
using MobilePay.Reconciliation.Persistence;

namespace MobilePay.Reconciliation.Features.Reports;

/// <summary>A day's takings by channel, as hospital, platform and channel have them, each by its own day.</summary>
public static class DaySummary
{
    /// <param name="Count">Payments and refunds.</param>
    public sealed record Side(int Count, long GrossFen, long RefundsFen, long NetFen);

    public sealed record Row(
        string Channel, Side Hospital, Side Platform, Side ChannelSide, int Differences, long DifferenceFen);

    public sealed record Answer(string HospitalId, DateOnly Day, IReadOnlyList<Row> Rows, Row Total);

    private sealed record Sums(string Channel, string Side, int Count, long GrossFen, long RefundsFen);

    private static readonly Sheet<Row> Sheet = new Sheet<Row>("day-summary")
        .Word("渠道", "Channel", r => r.Channel)
        .Count("医院笔数", "Hospital count", r => r.Hospital.Count)
        .Fen("医院收款", "Hospital payments", r => r.Hospital.GrossFen)
        .Fen("医院退款", "Hospital refunds", r => r.Hospital.RefundsFen)
        .Fen("医院净额", "Hospital net", r => r.Hospital.NetFen)
        .Count("平台笔数", "Platform count", r => r.Platform.Count)
        .Fen("平台收款", "Platform payments", r => r.Platform.GrossFen)
        .Fen("平台退款", "Platform refunds", r => r.Platform.RefundsFen)
        .Fen("平台净额", "Platform net", r => r.Platform.NetFen)
        .Count("渠道笔数", "Channel count", r => r.ChannelSide.Count)
        .Fen("渠道收款", "Channel payments", r => r.ChannelSide.GrossFen)
        .Fen("渠道退款", "Channel refunds", r => r.ChannelSide.RefundsFen)
        .Fen("渠道净额", "Channel net", r => r.ChannelSide.NetFen)
        .Count("差异笔数", "Differences", r => r.Differences)
        .Fen("差异金额", "Difference", r => r.DifferenceFen);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/reports/day-summary", Handle);

    internal static async Task<Results<Ok<Answer>, FileStreamHttpResult, ProblemHttpResult>> Handle(
        string hospitalId, DateOnly day, [AsParameters] ReportForm form, ReconciliationDbContext db,
        IOptions<ReconciliationOptions> options, CancellationToken stop)
    {
        var sums = await Read(db, hospitalId, day, options.Value, stop);
        var rows = sums.GroupBy(s => s.Channel).OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => RowOf(c.Key, c)).ToList();
        var total = RowOf("total", sums);
        return await Report.Answer(form, new Answer(hospitalId, day, rows, total), Sheet, rows.Append(total), stop);
    }

    private static Task<List<Sums>> Read(
        ReconciliationDbContext db, string hospitalId, DateOnly day, ReconciliationOptions options, CancellationToken stop)
    {
        var (from, to) = (ChinaDays.Midnight(day), ChinaDays.Midnight(day.AddDays(1)));
        return db.Rows<Sums>($"""
            with lines as (
                select channel, 'hospital' as side, kind, amount_fen from handover_lines
                where hospital_id = {hospitalId} and day = {day}
                union all
                select channel, 'platform', 0, amount_fen from platform_payments
                where hospital_id = {hospitalId} and paid_at >= {from} and paid_at < {to}
                union all
                select coalesce(p.channel, ''), 'platform', 1, r.amount_fen
                from platform_refunds r
                left join platform_payments p on p.hospital_id = r.hospital_id and p.order_no = r.order_no
                where r.hospital_id = {hospitalId} and r.at >= {from} and r.at < {to} and r.status <> 2
                union all
                select channel, 'channel', kind, amount_fen from channel_lines
                where hospital_id = {hospitalId} and day = {day} and status in (0, 1)
                union all
                select channel, 'difference', 0, difference_fen from differences
                where hospital_id = {hospitalId} and day = {day} and kind <> 2
                    and class not in ('Foreign', 'ZeroPair', 'InTransit'))
            select channel, side, count(*)::int as count,
                coalesce(sum(amount_fen) filter (where kind = 0), 0)::bigint as gross_fen,
                coalesce(sum(amount_fen) filter (where kind = 1), 0)::bigint as refunds_fen
            from lines group by 1, 2
            """, options, stop);
    }

    private static Row RowOf(string channel, IEnumerable<Sums> sums)
    {
        var sides = sums.ToLookup(s => s.Side);
        return new(channel, Of("hospital"), Of("platform"), Of("channel"), sides["difference"].Sum(s => s.Count),
            sides["difference"].Sum(s => s.GrossFen));

        Side Of(string side)
        {
            var (gross, refunds) = (sides[side].Sum(s => s.GrossFen), sides[side].Sum(s => s.RefundsFen));
            return new(sides[side].Sum(s => s.Count), gross, refunds, gross - refunds);
        }
    }
}
