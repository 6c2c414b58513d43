using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Features.Lists;
using MobilePay.Reconciliation.Persistence;

namespace MobilePay.Reconciliation.Features.Reports;

/// <summary>
/// What came in, hour by hour of a day in China, by the platform's own book; hours without money are not in it.
/// </summary>
public static class TakingsByHour
{
    public sealed record Row(int Hour, string Channel, int Count, long Fen);

    public sealed record Answer(
        string HospitalId, DateOnly Day, IReadOnlyList<Row> Rows, IReadOnlyList<ChannelShare.Share> Total);

    private static readonly Sheet<Row> Sheet = new Sheet<Row>("takings-by-hour")
        .Count("小时", "Hour", r => r.Hour)
        .Word("渠道", "Channel", r => r.Channel)
        .Count("笔数", "Count", r => r.Count)
        .Fen("金额", "Amount", r => r.Fen);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/reports/takings-by-hour", Handle);

    internal static async Task<Results<Ok<Answer>, FileStreamHttpResult, ProblemHttpResult>> Handle(
        string hospitalId, DateOnly day, [AsParameters] ReportForm form, ReconciliationDbContext db,
        IOptions<ReconciliationOptions> options, CancellationToken stop)
    {
        var (from, to) = (ChinaDays.Midnight(day), ChinaDays.Midnight(day.AddDays(1)));
        var rows = await db.Rows<Row>($"""
            select extract(hour from paid_at at time zone interval '8 hours')::int as hour, channel, count(*)::int as count,
                sum(amount_fen)::bigint as fen
            from platform_payments
            where hospital_id = {hospitalId} and paid_at >= {from} and paid_at < {to}
            group by 1, 2 order by 1, 2
            """, options.Value, stop);
        var total = rows.GroupBy(r => r.Channel).OrderBy(c => c.Key, StringComparer.Ordinal)
            .Select(c => new ChannelShare.Share(c.Key, c.Sum(r => r.Count), c.Sum(r => r.Fen))).ToList();
        return await Report.Answer(form, new Answer(hospitalId, day, rows, total), Sheet, rows, stop);
    }
}
