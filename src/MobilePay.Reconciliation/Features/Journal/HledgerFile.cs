using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MobilePay.Primitives;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Features.Lists;

namespace MobilePay.Reconciliation.Features.Journal;

/// <summary>
/// The journal in hledger's format, with every account declared, so that <c>hledger check --strict</c> holds it to its word.
/// </summary>
internal static class HledgerFile
{
    public static async Task<Result<FileStreamHttpResult>> Write(
        IQueryable<JournalEntry> chosen, ChartOfAccounts chart, bool isEnglish, CancellationToken stop)
    {
        var count = await chosen.CountAsync(stop);
        if (count > SheetFile.RowsMax)
            return SheetFile.TooMany(count);

        var file = new FileStream(Path.GetTempFileName(), FileMode.Truncate, FileAccess.ReadWrite, FileShare.None, 1 << 16,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        await using (var text = new StreamWriter(file, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" })
        {
            await Head(text, chosen, chart, isEnglish, stop);

            // By day, as a reader expects it and hledger's check of the order wants it; one day's entries fit into memory.
            foreach (var day in await chosen.Select(e => e.Day).Distinct().Order().ToListAsync(stop))
                await foreach (var entry in JournalSheet.Entries(chosen.Where(e => e.Day == day)))
                    await text.WriteAsync(EntryText(entry, chart, isEnglish));
        }

        file.Position = 0;
        return TypedResults.File(file, "text/plain; charset=utf-8", "journal.hledger");
    }

    private static async Task Head(
        StreamWriter text, IQueryable<JournalEntry> chosen, ChartOfAccounts chart, bool isEnglish, CancellationToken stop)
    {
        await text.WriteLineAsync("; MobilePay: amounts in yuan, entries never changed; a reversal is a negative entry");
        await text.WriteLineAsync("commodity CNY 1000.00");
        var used = await chosen.SelectMany(e => e.Lines, (e, l) => new { e.HospitalId, l.Account, l.Channel, l.MerchantId })
            .Distinct().ToListAsync(stop);
        foreach (var name in used.Select(a => NameOf(a.HospitalId, a.Account, a.Channel, a.MerchantId, chart, isEnglish))
            .Distinct().Order(StringComparer.Ordinal))
            await text.WriteLineAsync($"account {name}");
        await text.WriteLineAsync();
    }

    private static string EntryText(JournalEntry entry, ChartOfAccounts chart, bool isEnglish)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{entry.Day:yyyy-MM-dd} * ({entry.Id}) {entry.Rule} {Plain(entry.Key)}");
        if (entry.Memo.Length > 0)
            text.Append("  ; ").Append(Plain(entry.Memo));
        text.Append('\n');
        foreach (var line in entry.Lines.OrderBy(l => l.LineNo))
            text.Append("    ")
                .Append(NameOf(entry.HospitalId, line.Account, line.Channel, line.MerchantId, chart, isEnglish))
                .Append("  CNY ").Append(Yuan(line.DebitFen - line.CreditFen)).Append('\n');
        return text.Append('\n').ToString();
    }

    // Parts of a name are divided by colons, and two spaces end it.
    private static string NameOf(
        string hospitalId, Account account, string channel, string merchantId, ChartOfAccounts chart, bool isEnglish)
    {
        var named = chart.Of(hospitalId, account, isEnglish);
        string[] parts = [named.Type, Plain(hospitalId), $"{named.Code} {Plain(named.Name)}", channel, Plain(merchantId)];
        return string.Join(':', parts.Where(p => p.Length > 0));
    }

    private static string Plain(string text) =>
        string.Join(' ', text.Replace(':', ' ').Replace(';', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Yuan(long fen) => string.Create(
        CultureInfo.InvariantCulture, $"{(fen < 0 ? "-" : "")}{Math.Abs(fen / 100)}.{Math.Abs(fen % 100):00}");
}
