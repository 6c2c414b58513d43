using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using MobilePay.Reconciliation.Features.Lists;
using MobilePay.Reconciliation.Persistence;

namespace MobilePay.Reconciliation.Features.Reports;

/// <summary>
/// Which channels patients pay by, by department: the payments of the hospital's hand-overs. Who paid at a window is not in them,
/// so it is not here.
/// </summary>
public static class ChannelShare
{
    public sealed record Share(string Channel, int Count, long Fen);

    /// <param name="Department">Empty where the hospital named none.</param>
    public sealed record DepartmentShare(string Department, IReadOnlyList<Share> Channels);

    public sealed record Answer(
        string HospitalId, DateOnly From, DateOnly To, IReadOnlyList<DepartmentShare> Departments, IReadOnlyList<Share> Total);

    private sealed record Row(string Department, string Channel, int Count, long Fen);

    private static readonly Sheet<Row> Sheet = new Sheet<Row>("channel-share")
        .Text("科室", "Department", r => r.Department)
        .Word("渠道", "Channel", r => r.Channel)
        .Count("笔数", "Count", r => r.Count)
        .Fen("金额", "Amount", r => r.Fen);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/reports/channel-share", Handle);

    internal static async Task<Results<Ok<Answer>, FileStreamHttpResult, ProblemHttpResult>> Handle(
        string hospitalId, DateOnly from, DateOnly to, [AsParameters] ReportForm form, ReconciliationDbContext db,
        IOptions<ReconciliationOptions> options, CancellationToken stop)
    {
        var rows = await db.Rows<Row>($"""
            select coalesce(department, '') as department, channel, count(*)::int as count, sum(amount_fen)::bigint as fen
            from handover_lines
            where hospital_id = {hospitalId} and day between {from} and {to} and kind = 0
            group by 1, 2 order by 1, 2
            """, options.Value, stop);
        var departments = rows.GroupBy(r => r.Department).Select(d => new DepartmentShare(d.Key, SharesOf(d)))
            .OrderByDescending(d => d.Channels.Sum(c => c.Fen)).ToList();
        var answer = new Answer(hospitalId, from, to, departments, SharesOf(rows));
        return await Report.Answer(form, answer, Sheet, rows, stop);
    }

    private static List<Share> SharesOf(IEnumerable<Row> rows) =>
    [
        .. rows.GroupBy(r => r.Channel).OrderBy(c => c.Key, StringComparer.Ordinal)
            .Select(c => new Share(c.Key, c.Sum(r => r.Count), c.Sum(r => r.Fen))),
    ];
}
