using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Features.Lists;
using MobilePay.Reconciliation.Persistence;

namespace MobilePay.Reconciliation.Features.Reports;

/// <summary>How long what stands in suspense has stood there.</summary>
public static class SuspenseAgeing
{
    private static readonly (string Age, int DaysMax)[] Ages =
        [("1-3", 3), ("4-7", 7), ("8-30", 30), ("over-30", int.MaxValue)];

    /// <param name="Age">1-3, 4-7, 8-30 or over-30 days since the day it was found in.</param>
    public sealed record Bucket(string Age, int Count, long OverFen, long ShortFen);

    public sealed record Answer(string HospitalId, DateOnly AsOf, IReadOnlyList<Bucket> Buckets, Bucket Total);

    private static readonly Sheet<Bucket> Sheet = new Sheet<Bucket>("suspense-ageing")
        .Word("账龄（天）", "Age in days", b => b.Age)
        .Count("笔数", "Count", b => b.Count)
        .Fen("长款", "Over", b => b.OverFen)
        .Fen("短款", "Short", b => b.ShortFen);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/reports/suspense-ageing", Handle);

    internal static async Task<Results<Ok<Answer>, FileStreamHttpResult, ProblemHttpResult>> Handle(
        string hospitalId, [AsParameters] ReportForm form, ReconciliationDbContext db, TimeProvider clock, CancellationToken stop)
    {
        var today = ChinaDays.Of(clock.GetUtcNow());
        var days = await db.Differences
            .Where(d => d.HospitalId == hospitalId && d.Status == DifferenceStatus.Suspended)
            .GroupBy(d => d.Day)
            .Select(g => new
            {
                Day = g.Key,
                Count = g.Count(),
                Over = g.Sum(d => d.DifferenceFen > 0 ? d.DifferenceFen : 0),
                Short = g.Sum(d => d.DifferenceFen < 0 ? -d.DifferenceFen : 0),
            }).ToListAsync(stop);

        var aged = days.ToLookup(d => AgeOf(today.DayNumber - d.Day.DayNumber));
        var buckets = Ages.Select(a => new Bucket(
            a.Age, aged[a.Age].Sum(d => d.Count), aged[a.Age].Sum(d => d.Over), aged[a.Age].Sum(d => d.Short))).ToList();
        var total = new Bucket("total", buckets.Sum(b => b.Count), buckets.Sum(b => b.OverFen), buckets.Sum(b => b.ShortFen));
        return await Report.Answer(form, new Answer(hospitalId, today, buckets, total), Sheet, buckets.Append(total), stop);
    }

    internal static string AgeOf(int days) => Ages.First(a => days <= a.DaysMax).Age;
}
