using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MobilePay.Reconciliation.Features;

/// <summary>
/// How far the runs of this process are, for people who wait. A run on another replica is not seen here; its result is, when it
/// is there.
/// </summary>
public sealed class RunProgress(TimeProvider clock)
{
    private readonly ConcurrentDictionary<(string, DateOnly), (string Stage, long Rows, DateTimeOffset At)> runs = new();

    /// <param name="Stage">waiting for the books, matching, looking at what is unlike, keeping, or done.</param>
    /// <param name="RowsDone">Lines that have been laid beside each other.</param>
    public sealed record Answer(
        bool IsRunning, string Stage, long Rows, long RowsDone, DateTimeOffset? StartedAt, long ElapsedMs);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/reconciliations/{hospitalId}/{day}/progress", Handle);

    internal static Ok<Answer> Handle(string hospitalId, DateOnly day, RunProgress progress) =>
        TypedResults.Ok(progress.Of(hospitalId, day));

    public void Is(string hospitalId, DateOnly day, string stage, long rows = 0) => runs.AddOrUpdate((hospitalId, day),
        _ => (stage, rows, clock.GetUtcNow()), (_, run) => (stage, Math.Max(run.Rows, rows), run.At));

    public void Ended(string hospitalId, DateOnly day) => runs.TryRemove((hospitalId, day), out _);

    public Answer Of(string hospitalId, DateOnly day) => runs.TryGetValue((hospitalId, day), out var run)
        ? new(true, run.Stage, run.Rows, run.Stage is "waiting" or "matching" ? 0 : run.Rows, run.At,
            (long)(clock.GetUtcNow() - run.At).TotalMilliseconds)
        : new(false, "done", 0, 0, null, 0);
}
