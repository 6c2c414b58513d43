using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Features.Journal;
using MobilePay.Reconciliation.Features.Lists;
using MobilePay.Reconciliation.Persistence;

namespace MobilePay.Reconciliation.Features.Closings;

/// <summary>
/// The day's report in canonical lines: the same books give the same text to the letter, so its digest is a digest of the day.
/// </summary>
public sealed class ClosingReport(ReconciliationDbContext db)
{
    /// <param name="Digest">SHA-256 of the text in UTF-8, lower-case hex.</param>
    public sealed record Signed(string Text, string Digest);

    public async Task<Signed> Of(string hospitalId, DateOnly day, int revision, CancellationToken stop)
    {
        var text = new StringBuilder();
        Line(text, "mobilepay close report", "1");
        Line(text, "hospital", hospitalId);
        Line(text, "day", day);
        Line(text, "revision", revision);
        await AddPrevious(text, hospitalId, day, stop);
        await AddSources(text, hospitalId, day, stop);
        await AddRun(text, hospitalId, day, stop);
        await AddDifferences(text, hospitalId, day, stop);
        await AddJournal(text, hospitalId, day, stop);
        var report = text.ToString();
        return new(report, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(report))));
    }

    // Each report holds the digest of the one before, so that none can be exchanged later without all after it.
    private async Task AddPrevious(StringBuilder text, string hospitalId, DateOnly day, CancellationToken stop)
    {
        var before = await db.Closings.AsNoTracking()
            .Where(c => c.HospitalId == hospitalId && c.Day < day && c.Status == ClosingStatus.Closed)
            .OrderByDescending(c => c.Day).FirstOrDefaultAsync(stop);
        Line(text, "previous", before is null ? ["-"] : [before.Day, before.Revision, before.Digest]);
    }

    private async Task AddSources(StringBuilder text, string hospitalId, DateOnly day, CancellationToken stop)
    {
        foreach (var h in await db.Handovers.AsNoTracking().Where(h => h.HospitalId == hospitalId && h.Day == day)
            .OrderBy(h => h.ReceivedAt).ThenBy(h => h.Id).ToListAsync(stop))
            Line(text, "hand-over", WireWord.Of(h.Status), h.IsProvisional ? "provisional" : "true", h.Payments, h.PaymentsFen,
                h.Refunds, h.RefundsFen, h.Digest);
        foreach (var s in await db.Statements.AsNoTracking().Where(s => s.HospitalId == hospitalId && s.Day == day)
            .OrderBy(s => s.Channel).ThenBy(s => s.MerchantId).ThenBy(s => s.ReceivedAt).ThenBy(s => s.Id).ToListAsync(stop))
            Line(text, "statement", s.Channel, s.MerchantId, WireWord.Of(s.Status), s.Payments, s.PaymentsFen, s.Refunds,
                s.RefundsFen, s.FeesFen, s.Digest);
    }

    private async Task AddRun(StringBuilder text, string hospitalId, DateOnly day, CancellationToken stop)
    {
        var run = await db.Runs.AsNoTracking().Include(r => r.Bridge).Where(r => r.HospitalId == hospitalId && r.Day == day)
            .OrderByDescending(r => r.RanAt).FirstOrDefaultAsync(stop);
        Line(text, "matched", run?.Matched ?? 0);
        foreach (var b in (run?.Bridge ?? []).OrderBy(b => b.Channel, StringComparer.Ordinal).ThenBy(b => b.Kind)
            .ThenBy(b => b.Class, StringComparer.Ordinal))
            Line(text, "bridge", b.Channel, WireWord.Of(b.Kind), WireWord.Of(b.Step), WireWord.Of(b.Class), b.Count,
                b.HospitalFen, b.PlatformFen, b.ChannelFen);
    }

    private async Task AddDifferences(StringBuilder text, string hospitalId, DateOnly day, CancellationToken stop)
    {
        foreach (var d in await db.Differences.AsNoTracking().Where(d => d.HospitalId == hospitalId && d.Day == day)
            .OrderBy(d => d.Kind).ThenBy(d => d.Key).ToListAsync(stop))
            Line(text, "difference", WireWord.Of(d.Kind), d.Key, WireWord.Of(d.Class), WireWord.Of(d.Status),
                d.Resolution is { } by ? WireWord.Of(by) : "-", d.HospitalFen, d.PlatformFen, d.ChannelFen, d.DifferenceFen);
    }

    private async Task AddJournal(StringBuilder text, string hospitalId, DateOnly day, CancellationToken stop)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (entries, sums) = (0, new SortedDictionary<string, (long Debit, long Credit)>(StringComparer.Ordinal));
        await foreach (var e in JournalSheet.Entries(
            db.JournalEntries.AsNoTracking().Where(e => e.HospitalId == hospitalId && e.Day == day)))
        {
            entries++;
            foreach (var l in e.Lines.OrderBy(l => l.LineNo))
            {
                var account = string.Join('/', new[] { Accounts.WordOf(l.Account), l.Channel, l.MerchantId }
                    .Where(part => part.Length > 0));
                hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
                    $"{e.Id}|{e.Rule}|{e.Key}|{account}|{l.DebitFen}|{l.CreditFen}\n")));
                var sum = sums.GetValueOrDefault(account);
                sums[account] = (sum.Debit + l.DebitFen, sum.Credit + l.CreditFen);
            }
        }

        foreach (var (account, sum) in sums)
            Line(text, "account", account, sum.Debit, sum.Credit);
        Line(text, "journal", entries, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static void Line(StringBuilder text, string what, params object?[] parts)
    {
        text.Append(what);
        foreach (var part in parts)
            text.Append('\t').Append(part switch
            {
                null => "-",
                DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
                _ => part.ToString(),
            });
        text.Append('\n');
    }
}
