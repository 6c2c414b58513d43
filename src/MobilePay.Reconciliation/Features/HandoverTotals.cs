using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Persistence;
using MobilePay.ServiceDefaults.Http;
using MobilePay.ServiceDefaults.Telemetry;

namespace MobilePay.Reconciliation.Features;

/// <summary>
/// Lays the hospital's totals beside the platform's own, channel by channel, long before the channels' files are there: an early
/// warning, and no reconciliation.
/// </summary>
public sealed class HandoverTotals(
    ReconciliationDbContext db, IOptions<ReconciliationOptions> options, ILogger<HandoverTotals> log)
{
    private static readonly Counter<long> Differs = Meters.Meter.CreateCounter<long>("mobilepay.handovers.differing");

    public sealed record Side(int Payments, long PaymentsFen, int Refunds, long RefundsFen);

    /// <param name="DifferenceFen">The platform's net less the hospital's: above zero, the hospital lacks money we took.</param>
    public sealed record Row(string Channel, Side Hospital, Side Platform, long DifferenceFen);

    public sealed record Answer(DateOnly Day, bool IsProvisional, IReadOnlyList<Row> Channels, long DifferenceFen);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/handovers/{hospitalId}/{day}/totals", Handle);

    internal static async Task<Results<Ok<Answer>, ProblemHttpResult>> Handle(
        string hospitalId, DateOnly day, HandoverTotals totals, CancellationToken stop) =>
        await totals.Of(hospitalId, day, stop) is { } answer
            ? TypedResults.Ok(answer) : HandoverErrors.NotArrived(day).ToProblem();

    /// <returns>Null where no hand-over of the day counts.</returns>
    public async Task<Answer?> Of(string hospitalId, DateOnly day, CancellationToken stop)
    {
        var handover = await db.Handovers.AsNoTracking().SingleOrDefaultAsync(
            h => h.HospitalId == hospitalId && h.Day == day && h.Status == SourceStatus.Current, stop);
        if (handover is null)
            return null;

        var hospital = await db.Database.SqlQuery<ChannelSums>($"""
            select channel, (count(*) filter (where kind = 0))::int as payments,
                coalesce(sum(amount_fen) filter (where kind = 0), 0)::bigint as payments_fen,
                (count(*) filter (where kind = 1))::int as refunds,
                coalesce(sum(amount_fen) filter (where kind = 1), 0)::bigint as refunds_fen
            from handover_lines where day = {day} and handover_id = {handover.Id} group by channel
            """).ToListAsync(stop);
        var platform = await new PlatformDay(db, options.Value.CutOff).Sums(hospitalId, day, stop);
        var rows = hospital.Select(h => h.Channel).Union(platform.Select(p => p.Channel)).Order(StringComparer.Ordinal)
            .Select(channel => RowOf(channel, hospital, platform)).ToList();
        return new(day, handover.IsProvisional, rows, rows.Sum(r => r.DifferenceFen));
    }

    /// <summary>Says so at once when the day that has just arrived is not the platform's.</summary>
    public async Task Warn(string hospitalId, DateOnly day, CancellationToken stop)
    {
        if (await Of(hospitalId, day, stop) is not { IsProvisional: false } answer
            || answer.Channels.All(c => c.Hospital == c.Platform))
            return;

        Differs.Add(1);
        log.LogWarning("The day {Day} of hospital {HospitalId} is handed over with totals that differ by {DifferenceFen} fen",
            day, hospitalId, answer.DifferenceFen);
    }

    private static Row RowOf(string channel, List<ChannelSums> hospital, List<ChannelSums> platform)
    {
        var theirs = hospital.Find(h => h.Channel == channel) ?? new(channel, 0, 0, 0, 0);
        var ours = platform.Find(p => p.Channel == channel) ?? new(channel, 0, 0, 0, 0);
        return new(channel, SideOf(theirs), SideOf(ours), ours.NetFen - theirs.NetFen);
    }

    private static Side SideOf(ChannelSums sums) => new(sums.Payments, sums.PaymentsFen, sums.Refunds, sums.RefundsFen);
}
