using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Features.Lists;
using MobilePay.Reconciliation.Persistence;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.Reconciliation.Features.Journal;

/// <summary>What stood on each account, what moved in the days asked for, and what stands; debit is positive.</summary>
public static class TrialBalance
{
    public sealed record Row(
        string Account, string Name, string Code, string? Channel, string? MerchantId, long OpeningFen, long DebitFen,
        long CreditFen, long ClosingFen);

    public sealed record Total(int Count, long DebitFen, long CreditFen);

    public sealed record Answer(IReadOnlyList<Row> Rows, Total Total);

    private static readonly Sheet<Row> Sheet = new Sheet<Row>("trial-balance")
        .Text("科目编码", "Code", r => r.Code)
        .Text("科目", "Account", r => r.Name)
        .Word("渠道", "Channel", r => r.Channel)
        .Text("商户号", "Merchant", r => r.MerchantId)
        .Fen("期初（借为正）", "Opening (debit positive)", r => r.OpeningFen)
        .Fen("借方发生", "Debit", r => r.DebitFen)
        .Fen("贷方发生", "Credit", r => r.CreditFen)
        .Fen("期末（借为正）", "Closing (debit positive)", r => r.ClosingFen);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/trial-balance", Handle);
        routes.MapGet("/accounts", (string? hospitalId, string? lang, ChartOfAccounts chart) => TypedResults.Ok(
            Accounts.All.Select(a => chart.Of(hospitalId ?? "", a, lang == "en")).ToList()));
    }

    internal static async Task<Results<Ok<Answer>, FileStreamHttpResult, ProblemHttpResult>> Handle(
        string hospitalId, DateOnly from, DateOnly to, string? format, string? lang, ReconciliationDbContext db,
        ChartOfAccounts chart, CancellationToken stop)
    {
        var rows = await Of(hospitalId, from, to, db, chart, lang == "en", stop);
        if (!SheetFile.IsAsked(format))
            return TypedResults.Ok(new Answer(rows, new(rows.Count, rows.Sum(r => r.DebitFen), rows.Sum(r => r.CreditFen))));
        var file = await SheetFile.Of(Sheet, rows.ToAsyncEnumerable(), format!, lang, stop);
        return file.Error is { } error ? error.ToProblem() : file.Value!;
    }

    internal static async Task<List<Row>> Of(string hospitalId, DateOnly from, DateOnly to, ReconciliationDbContext db,
        ChartOfAccounts chart, bool isEnglish, CancellationToken stop)
    {
        var (first, last) = (from, to);
        var sums = await (
            from entry in db.JournalEntries
            from line in entry.Lines
            where entry.HospitalId == hospitalId && entry.Day <= last
            group new { line.DebitFen, line.CreditFen, entry.Day } by new { line.Account, line.Channel, line.MerchantId } into all
            select new
            {
                all.Key,
                Opening = all.Sum(l => l.Day < first ? l.DebitFen - l.CreditFen : 0),
                Debit = all.Sum(l => l.Day >= first ? l.DebitFen : 0),
                Credit = all.Sum(l => l.Day >= first ? l.CreditFen : 0),
            }).ToListAsync(stop);
        return [.. sums.OrderBy(s => s.Key.Account).ThenBy(s => s.Key.Channel).ThenBy(s => s.Key.MerchantId).Select(s =>
        {
            var account = chart.Of(hospitalId, s.Key.Account, isEnglish);
            return new Row(account.Account, account.Name, account.Code, s.Key.Channel.Length > 0 ? s.Key.Channel : null,
                s.Key.MerchantId.Length > 0 ? s.Key.MerchantId : null, s.Opening, s.Debit, s.Credit,
                s.Opening + s.Debit - s.Credit);
        })];
    }
}
