using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Features.Lists;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.Reconciliation.Features.Journal;

/// <summary>The journal as a table for the finance system: a row for each line, earliest first.</summary>
internal static class JournalSheet
{
    private const int EntriesAtOnce = 1_000;

    private sealed record Row(ReadJournal.Entry Entry, ReadJournal.Line Line);

    private static readonly Sheet<Row> Sheet = new Sheet<Row>("journal")
        .Day("日期", "Day", r => r.Entry.Day)
        .Text("凭证号", "Entry", r => r.Entry.Id.ToString(CultureInfo.InvariantCulture))
        .Text("规则", "Rule", r => r.Entry.Rule)
        .Text("科目编码", "Code", r => r.Line.Code)
        .Text("科目", "Account", r => r.Line.Name)
        .Word("渠道", "Channel", r => r.Line.Channel)
        .Text("商户号", "Merchant", r => r.Line.MerchantId)
        .Fen("借方", "Debit", r => r.Line.DebitFen == 0 ? null : r.Line.DebitFen)
        .Fen("贷方", "Credit", r => r.Line.CreditFen == 0 ? null : r.Line.CreditFen)
        .Text("订单号", "Order", r => r.Entry.OrderNo)
        .Text("业务键", "Key", r => r.Entry.Key)
        .Text("摘要", "Memo", r => r.Entry.Memo)
        .Text("冲销凭证", "Reverses", r => r.Entry.ReversesId?.ToString(CultureInfo.InvariantCulture))
        .At("记账时间", "At", r => r.Entry.At);

    public static async Task<Results<Ok<ListPage<ReadJournal.Entry, ReadJournal.Total>>, FileStreamHttpResult, ProblemHttpResult>>
        Answer(IQueryable<JournalEntry> chosen, ChartOfAccounts chart, Paging paging, CancellationToken stop)
    {
        var count = await chosen.SelectMany(e => e.Lines).CountAsync(stop);
        if (count > SheetFile.RowsMax)
            return SheetFile.TooMany(count).ToProblem();
        var file = await SheetFile.Of(Sheet, Rows(chosen, chart, paging.Lang == "en"), paging.Format!, paging.Lang, stop);
        return file.Error is { } error ? error.ToProblem() : file.Value!;
    }

    /// <summary>Entry by entry from the earliest on, in pages, so that any number of them needs the memory of one.</summary>
    internal static async IAsyncEnumerable<JournalEntry> Entries(IQueryable<JournalEntry> chosen)
    {
        for (var last = 0L; ;)
        {
            var entries = await chosen.Where(e => e.Id > last).OrderBy(e => e.Id).Take(EntriesAtOnce).Include(e => e.Lines)
                .ToListAsync();
            foreach (var entry in entries)
                yield return entry;
            if (entries.Count < EntriesAtOnce)
                yield break;
            last = entries[^1].Id;
        }
    }

    private static async IAsyncEnumerable<Row> Rows(IQueryable<JournalEntry> chosen, ChartOfAccounts chart, bool isEnglish)
    {
        await foreach (var entry in Entries(chosen))
        {
            var read = ReadJournal.EntryOf(entry, chart, isEnglish);
            foreach (var line in read.Lines)
                yield return new(read, line);
        }
    }
}
