using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using MobilePay.Primitives;
using MobilePay.Reconciliation.Clients;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Persistence;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.Reconciliation.Features.Fetching;

/// <summary>Fetches a hospital's day now and keeps it as if it had been pushed.</summary>
public static class PullHandover
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/handovers/{hospitalId}/{day}/pull", Handle);

    internal static async Task<Results<Ok<ReceiveHandover.Answer>, ProblemHttpResult>> Handle(
        string hospitalId, DateOnly day, HandoverFetch fetch, CancellationToken stop)
    {
        var kept = await fetch.Do(hospitalId, day, notSince: null, stop);
        return kept!.Value.Error is { } error
            ? error.ToProblem() : TypedResults.Ok(ReceiveHandover.Of(kept.Value.Value!));
    }
}

public sealed class HandoverFetch(
    ReconciliationDbContext db, IHandoversApi hospitals, KeepHandover keep, HandoverTotals totals, TimeProvider clock)
{
    private const int BytesMax = 256 << 20;

    /// <param name="notSince">A try since then counts as this one; null: try whatever was tried before.</param>
    /// <returns>Null where somebody else has tried.</returns>
    public async Task<Result<Handover>?> Do(string hospitalId, DateOnly day, DateTimeOffset? notSince, CancellationToken stop)
    {
        var source = SourceOf.HospitalsDay(hospitalId, day);
        var now = clock.GetUtcNow();
        if (!await db.BeginTry(source, now, notSince ?? DateTimeOffset.MaxValue.ToUniversalTime(), stop))
            return null;

        var kept = await SourceCalls.Whole(() => Fetch(hospitalId, day, stop), stop);
        await db.EndTry(source, kept.Error?.Code, CancellationToken.None);
        if (kept.Error is null)
            await totals.Warn(hospitalId, day, stop);
        return kept;
    }

    private async Task<Result<Handover>> Fetch(string hospitalId, DateOnly day, CancellationToken stop)
    {
        using var answer = await hospitals.Pull(
            hospitalId, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), stop);
        if (answer is not { IsSuccessStatusCode: true, Error: null, Content: { } content })
            return ServiceProblem.Of(answer);

        using var bytes = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (await content.ReadAsync(buffer, stop) is > 0 and var read)
        {
            if (bytes.Length + read > BytesMax)
                return HandoverErrors.TooLong();
            bytes.Write(buffer, 0, read);
        }

        return await keep.Do(hospitalId, day, bytes.ToArray(), stop);
    }
}
