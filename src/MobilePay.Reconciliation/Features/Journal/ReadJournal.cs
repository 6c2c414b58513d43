using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Features.Lists;
using MobilePay.Reconciliation.Persistence;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.Reconciliation.Features.Journal;

/// <summary>The journal, the latest entry first; as a file its lines one by one, or as a journal of hledger.</summary>
public static class ReadJournal
{
    public sealed record Filter(
        string? HospitalId, DateOnly? From, DateOnly? To, string? Account, string? Channel, string? Rule, string? OrderNo);

    public sealed record Line(
        string Account, string Name, string Code, string? Channel, string? MerchantId, long DebitFen, long CreditFen);

    public sealed record Entry(
        long Id, string HospitalId, DateOnly Day, string Rule, string Key, string? OrderNo, string Memo, DateTimeOffset At,
        long? ReversesId, IReadOnlyList<Line> Lines);

    public sealed record Total(int Count, long DebitFen, long CreditFen) : IListTotal;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/journal", Handle);

    internal static async Task<Results<Ok<ListPage<Entry, Total>>, FileStreamHttpResult, ProblemHttpResult>> Handle(
        [AsParameters] Filter filter, [AsParameters] Paging paging, ReconciliationDbContext db, ChartOfAccounts chart,
        CancellationToken stop)
    {
        var isEnglish = paging.Lang == "en";
        var chosen = Choose(db.JournalEntries.AsNoTracking(), filter);
        if (paging.Format == "hledger")
        {
            var file = await HledgerFile.Write(chosen, chart, isEnglish, stop);
            return file.Error is { } error ? error.ToProblem() : file.Value!;
        }

        if (SheetFile.IsAsked(paging.Format))
            return await JournalSheet.Answer(chosen, chart, paging, stop);

        return await new Listing<Entry, long, Total>(new("journal"), e => e.Id,
            async (place, take, token) => (await chosen.Where(e => place == null || e.Id < place).OrderByDescending(e => e.Id)
                .Take(take).Include(e => e.Lines).ToListAsync(token)).ConvertAll(e => EntryOf(e, chart, isEnglish)),
            token => Sum(chosen, token)).Answer(paging, stop);
    }

    /// <summary>The entries about a difference's payment or refund, the earliest first.</summary>
    internal static async Task<List<Entry>> Of(
        Difference difference, ReconciliationDbContext db, ChartOfAccounts chart, CancellationToken stop) =>
        (await db.JournalEntries.AsNoTracking().Include(e => e.Lines)
            .Where(e => e.HospitalId == difference.HospitalId && e.OrderNo == difference.OrderNo).OrderBy(e => e.Id).Take(200)
            .ToListAsync(stop)).ConvertAll(e => EntryOf(e, chart, false));

    internal static IQueryable<JournalEntry> Choose(IQueryable<JournalEntry> all, Filter filter)
    {
        var chosen = filter.HospitalId is { Length: > 0 } hospital ? all.Where(e => e.HospitalId == hospital) : all;
        if (filter.From is { } from)
            chosen = chosen.Where(e => e.Day >= from);
        if (filter.To is { } to)
            chosen = chosen.Where(e => e.Day <= to);
        if (filter.Account is { Length: > 0 })
        {
            var account = Accounts.Named(filter.Account);
            chosen = chosen.Where(e => e.Lines.Any(l => l.Account == account));
        }

        if (filter.Channel is { Length: > 0 } channel)
            chosen = chosen.Where(e => e.Lines.Any(l => l.Channel == channel));
        if (filter.Rule is { Length: > 0 } rule)
            chosen = chosen.Where(e => e.Rule == rule);
        return filter.OrderNo?.Trim() is { Length: > 0 } order
            ? chosen.Where(e => e.OrderNo == order || e.Key == order) : chosen;
    }

    internal static Entry EntryOf(JournalEntry e, ChartOfAccounts chart, bool isEnglish) => new(
        e.Id, e.HospitalId, e.Day, e.Rule, e.Key, e.OrderNo, e.Memo, e.At, e.ReversesId,
        [.. e.Lines.OrderBy(l => l.LineNo).Select(l => LineOf(l, chart.Of(e.HospitalId, l.Account, isEnglish)))]);

    private static Line LineOf(JournalLine l, ChartOfAccounts.Named account) => new(
        account.Account, account.Name, account.Code, l.Channel.Length > 0 ? l.Channel : null,
        l.MerchantId.Length > 0 ? l.MerchantId : null, l.DebitFen, l.CreditFen);

    private static async Task<Total> Sum(IQueryable<JournalEntry> chosen, CancellationToken stop)
    {
        var sums = await chosen.SelectMany(e => e.Lines).GroupBy(_ => 1)
            .Select(all => new { Debit = all.Sum(l => l.DebitFen), Credit = all.Sum(l => l.CreditFen) })
            .SingleOrDefaultAsync(stop);
        return new(await chosen.CountAsync(stop), sums?.Debit ?? 0, sums?.Credit ?? 0);
    }
}
