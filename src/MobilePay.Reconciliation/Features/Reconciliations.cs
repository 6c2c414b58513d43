using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MobilePay.Primitives;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Features.Lists;
using MobilePay.Reconciliation.Features.Settling;
using MobilePay.Reconciliation.Persistence;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.Reconciliation.Features;

/// <summary>Reconciles a day, and shows the latest result: its bridge and what is different.</summary>
public static class Reconciliations
{
    /// <summary>A part of the bridge, payments and refunds apart; amounts are not negative.</summary>
    public sealed record Part(
        string Channel, string Kind, string Step, string Class, int Count, long HospitalFen, long PlatformFen, long ChannelFen);

    /// <summary>Payments less refunds of the whole day on each side.</summary>
    public sealed record Totals(long HospitalFen, long PlatformFen, long ChannelFen);

    public sealed record Answer(
        Guid Id, string HospitalId, DateOnly Day, DateTimeOffset RanAt, bool IsComplete, int Matched, Totals Totals,
        IReadOnlyList<Part> Bridge);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/reconciliations/{hospitalId}/{day}", Handle);
        routes.MapGet("/reconciliations/{hospitalId}/{day}", Read);
        routes.MapGet("/reconciliations/{hospitalId}/{day}/differences", Differences);
    }

    internal static async Task<Results<Ok<Answer>, ProblemHttpResult>> Handle(
        string hospitalId, DateOnly day, ReconcileDay reconcile, ReconciliationDbContext db, CancellationToken stop) =>
        await db.IsClosed(hospitalId, day, stop)
            ? ClosingErrors.DayClosed(day).ToProblem()

            // Who leaves the page does not stop the run.
            : TypedResults.Ok(Of(await reconcile.Do(hospitalId, day, CancellationToken.None)));

    internal static async Task<Results<Ok<Answer>, ProblemHttpResult>> Read(
        string hospitalId, DateOnly day, ReconciliationDbContext db, CancellationToken stop)
    {
        var run = await db.Runs.AsNoTracking().Include(r => r.Bridge).Where(r => r.HospitalId == hospitalId && r.Day == day)
            .OrderByDescending(r => r.RanAt).FirstOrDefaultAsync(stop);
        return run is null
            ? new Error(ErrorKind.NotFound, "reconciliation.not-run", "The day has not been reconciled yet.").ToProblem()
            : TypedResults.Ok(Of(run));
    }

    internal static async Task<Ok<List<DifferenceItem>>> Differences(
        string hospitalId, DateOnly day, ReconciliationDbContext db, TimeProvider clock, CancellationToken stop)
    {
        var differences = await db.Differences.AsNoTracking().Where(d => d.HospitalId == hospitalId && d.Day == day)
            .OrderBy(d => d.HappenedAt).ThenBy(d => d.Key).ToListAsync(stop);
        var now = clock.GetUtcNow();
        return TypedResults.Ok(differences.ConvertAll(d => DifferenceItem.Of(d, now)));
    }

    private static Answer Of(Run run) => new(
        run.Id, run.HospitalId, run.Day, run.RanAt, run.IsComplete, run.Matched,
        new(Net(run, b => b.HospitalFen), Net(run, b => b.PlatformFen), Net(run, b => b.ChannelFen)),
        [.. run.Bridge.OrderBy(b => b.Step).ThenBy(b => b.Class).ThenBy(b => b.Channel).ThenBy(b => b.Kind).Select(b => new Part(
            b.Channel, WireWord.Of(b.Kind), WireWord.Of(b.Step), WireWord.Of(b.Class), b.Count, b.HospitalFen, b.PlatformFen,
            b.ChannelFen))]);

    private static long Net(Run run, Func<BridgePart, long> fen) =>
        run.Bridge.Sum(b => b.Kind == LineKind.Payment ? fen(b) : -fen(b));
}
