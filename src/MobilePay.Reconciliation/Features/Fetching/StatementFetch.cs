using System.Globalization;
using MobilePay.Primitives;
using MobilePay.Reconciliation.Clients;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Persistence;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.Reconciliation.Features.Fetching;

/// <summary>Fetches one merchant's statement of a day and keeps it as if somebody had handed it in.</summary>
public sealed class StatementFetch(ReconciliationDbContext db, IStatementsApi channels, KeepStatement keep, TimeProvider clock)
{
    /// <param name="notSince">A try since then counts as this one; null: try whatever was tried before.</param>
    /// <returns>Null where somebody else has tried.</returns>
    public async Task<Result<Statement>?> Do(
        StatementMerchant merchant, DateOnly day, DateTimeOffset? notSince, CancellationToken stop)
    {
        var source = new SourceOf(merchant.HospitalId, day, merchant.Channel, merchant.MerchantId);
        if (!await db.BeginTry(source, clock.GetUtcNow(), notSince ?? DateTimeOffset.MaxValue.ToUniversalTime(), stop))
            return null;

        var kept = await SourceCalls.Whole(() => Fetch(merchant, day, stop), stop);
        await db.EndTry(source, kept.Error?.Code, CancellationToken.None);

        // Nothing was sold, so nothing comes: what waits for this file need not wait any longer.
        if (kept.Error?.Code == FetchTry.NoTrade)
            await db.Stir(merchant.HospitalId, day, clock.GetUtcNow(), stop);
        return kept;
    }

    private async Task<Result<Statement>> Fetch(StatementMerchant merchant, DateOnly day, CancellationToken stop)
    {
        using var answer = await channels.Fetch(merchant.HospitalId, merchant.Channel, merchant.MerchantId,
            day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), stop);
        if (answer is not { IsSuccessStatusCode: true, Error: null, Content: { } content })
            return ServiceProblem.Of(answer);

        var said = answer.ContentHeaders?.ContentDisposition;
        var name = (said?.FileNameStar ?? said?.FileName ?? "").Trim('"');
        return await keep.Do(
            new(merchant.HospitalId, merchant.Channel, merchant.MerchantId, day, Path.GetFileName(name)), content, stop);
    }
}
