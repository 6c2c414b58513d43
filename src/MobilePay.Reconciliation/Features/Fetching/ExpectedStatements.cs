using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MobilePay.Reconciliation.Clients;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Persistence;

namespace MobilePay.Reconciliation.Features.Fetching;

/// <summary>Which statements a hospital's day must have, and how far each is; and fetches what is missing now.</summary>
public sealed class ExpectedStatements(ReconciliationDbContext db, IStatementsApi channels, StatementFetch fetch)
{
    /// <summary>Merchants that had a statement this lately have one still, should BankSettlement not answer.</summary>
    private const int KnownForDays = 35;

    /// <param name="Status">arrived, missing or refused. A day without any trade, as its channel says, has arrived.</param>
    /// <param name="AlarmedAt">When a person was called because it had not come.</param>
    public sealed record Row(
        string Channel, string MerchantId, string Status, Guid? StatementId, DateTimeOffset? LastTriedAt, string? LastProblem,
        DateTimeOffset? AlarmedAt);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/statements/{hospitalId}/{day}/expected", Read);
        routes.MapPost("/statements/{hospitalId}/{day}/fetch", Fetch);
    }

    internal static async Task<Ok<IReadOnlyList<Row>>> Read(
        string hospitalId, DateOnly day, ExpectedStatements expected, CancellationToken stop) =>
        TypedResults.Ok(await expected.Of(hospitalId, day, stop));

    internal static async Task<Ok<IReadOnlyList<Row>>> Fetch(
        string hospitalId, DateOnly day, ExpectedStatements expected, CancellationToken stop)
    {
        foreach (var row in await expected.Of(hospitalId, day, stop))
            if (row.Status != "arrived")
                await expected.FetchOne(new(hospitalId, row.Channel, row.MerchantId), day, stop);
        return TypedResults.Ok(await expected.Of(hospitalId, day, stop));
    }

    public async Task<IReadOnlyList<Row>> Of(string hospitalId, DateOnly day, CancellationToken stop)
    {
        var merchants = await Merchants(hospitalId, day, stop);
        var here = await db.Statements.AsNoTracking()
            .Where(s => s.HospitalId == hospitalId && s.Day == day && s.Status != SourceStatus.Replaced)
            .OrderBy(s => s.ReceivedAt).Select(s => new { s.Id, s.Channel, s.MerchantId, s.Status }).ToListAsync(stop);
        var tries = await db.FetchTries.AsNoTracking().Where(t => t.HospitalId == hospitalId && t.Day == day).ToListAsync(stop);
        return
        [
            .. merchants.Select(m =>
            {
                var own = here.Where(s => (s.Channel, s.MerchantId) == (m.Channel, m.MerchantId)).ToList();
                var counts = own.Find(s => s.Status == SourceStatus.Current) ?? own.LastOrDefault();
                var tried = tries.Find(t => (t.Channel, t.MerchantId) == (m.Channel, m.MerchantId));
                var status = counts is not null ? counts.Status == SourceStatus.Current ? "arrived" : "refused"
                    : tried?.LastProblem == FetchTry.NoTrade ? "arrived" : "missing";
                return new Row(m.Channel, m.MerchantId, status, counts?.Id, tried?.LastTriedAt, tried?.LastProblem,
                    tried?.AlarmedAt);
            }),
        ];
    }

    private async Task FetchOne(StatementMerchant merchant, DateOnly day, CancellationToken stop)
    {
        db.ChangeTracker.Clear();
        await fetch.Do(merchant, day, notSince: null, stop);
    }

    private async Task<IReadOnlyList<StatementMerchant>> Merchants(string hospitalId, DateOnly day, CancellationToken stop)
    {
        using var answer = await channels.Merchants(stop);
        if (answer is { IsSuccessStatusCode: true, Error: null, Content: { } all })
            return [.. all.Where(m => m.HospitalId == hospitalId).OrderBy(m => m.Channel).ThenBy(m => m.MerchantId)];

        var from = day.AddDays(-KnownForDays);
        var known = await db.Statements.AsNoTracking()
            .Where(s => s.HospitalId == hospitalId && s.Day >= from && s.Day <= day && s.Status == SourceStatus.Current)
            .Select(s => new { s.Channel, s.MerchantId })
            .Union(db.FetchTries.Where(t => t.HospitalId == hospitalId && t.Day >= from && t.Day <= day
                && t.Channel != FetchTry.Hospital).Select(t => new { t.Channel, t.MerchantId }))
            .ToListAsync(stop);
        return [.. known.OrderBy(k => k.Channel).ThenBy(k => k.MerchantId)
            .Select(k => new StatementMerchant(hospitalId, k.Channel, k.MerchantId))];
    }
}
