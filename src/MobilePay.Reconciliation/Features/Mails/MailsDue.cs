using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobilePay.Primitives;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Features.Reports;
using MobilePay.Reconciliation.Persistence;

namespace MobilePay.Reconciliation.Features.Mails;

/// <summary>What one hospital's finance should be told now, and was not told yet.</summary>
public sealed class MailsDue(ReconciliationDbContext db, IOptions<MailOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan RefusedWithin = TimeSpan.FromDays(2);

    /// <param name="knownComplete">The day whose files are known to be here already: nobody looks for them again.</param>
    /// <returns>The same of now.</returns>
    public async Task<DateOnly?> Write(MailReceiver receiver, DateOnly? knownComplete, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var local = now.ToOffset(BusinessDay.ChinaOffset);
        var (yesterday, time) = (DateOnly.FromDateTime(local.Date).AddDays(-1), TimeOnly.FromTimeSpan(local.TimeOfDay));
        var key = yesterday.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (time >= options.Value.DigestFrom && !await IsWritten(receiver, MailKind.Digest, key, stop)
            && await Digest(receiver, yesterday, stop) is { } digest)
            await Keep(Mail.Written(receiver.HospitalId, MailKind.Digest, key, digest.Subject, digest.Body, now), stop);
        if (time >= options.Value.MissingFrom && knownComplete != yesterday
            && !await IsWritten(receiver, MailKind.Missing, key, stop))
        {
            if (await Missing(receiver, yesterday, stop) is { } missing)
                await Keep(Mail.Written(receiver.HospitalId, MailKind.Missing, key, missing.Subject, missing.Body, now), stop);
            else
                knownComplete = yesterday;
        }

        foreach (var (id, text) in await Refused(receiver, now - RefusedWithin, stop))
            await Keep(Mail.Written(receiver.HospitalId, MailKind.Refused, id.ToString(), text.Subject, text.Body, now), stop);
        return knownComplete;
    }

    private Task<bool> IsWritten(MailReceiver receiver, MailKind kind, string key, CancellationToken stop) => db.Mails.AnyAsync(
        m => m.HospitalId == receiver.HospitalId && m.Kind == kind && m.Key == key, stop);

    private async Task<MailText?> Digest(MailReceiver receiver, DateOnly day, CancellationToken stop)
    {
        var hospital = receiver.HospitalId;
        if (!await db.Runs.AnyAsync(r => r.HospitalId == hospital && r.Day == day, stop))
            return null;
        var open = await db.Differences
            .Where(d => d.HospitalId == hospital && d.Status != DifferenceStatus.Closed && d.Status != DifferenceStatus.Suspended
                && d.Class != DifferenceClass.InTransit)
            .GroupBy(d => d.Day)
            .Select(g => new
            {
                Day = g.Key,
                Count = g.Count(),
                Over = g.Sum(d => d.DifferenceFen > 0 ? d.DifferenceFen : 0),
                Short = g.Sum(d => d.DifferenceFen < 0 ? -d.DifferenceFen : 0),
            }).ToListAsync(stop);
        if (open.Count == 0)
            return null;
        var ages = open.GroupBy(d => SuspenseAgeing.AgeOf(day.DayNumber + 1 - d.Day.DayNumber))
            .Select(a => new SuspenseAgeing.Bucket(a.Key, a.Sum(d => d.Count), a.Sum(d => d.Over), a.Sum(d => d.Short)));
        return MailText.Digest(receiver, day, [.. ages], options.Value.ConsoleUrl);
    }

    private async Task<MailText?> Missing(MailReceiver receiver, DateOnly day, CancellationToken stop)
    {
        var hospital = receiver.HospitalId;
        var (from, to) = (ChinaDays.Midnight(day), ChinaDays.Midnight(day.AddDays(1)));
        var took = await db.PlatformPayments
            .Where(p => p.HospitalId == hospital && p.PaidAt >= from && p.PaidAt < to)
            .Select(p => new { p.Channel, p.MerchantId }).Distinct().ToListAsync(stop);
        var here = await db.Statements
            .Where(s => s.HospitalId == hospital && s.Day == day && s.Status == SourceStatus.Current)
            .Select(s => new { s.Channel, s.MerchantId }).ToListAsync(stop);
        var isHandedOver = await db.Handovers.AnyAsync(h => h.HospitalId == hospital && h.Day == day
            && h.Status == SourceStatus.Current && !h.IsProvisional, stop);
        var lacking = took.Except(here).OrderBy(m => m.Channel).ThenBy(m => m.MerchantId)
            .Select(m => (m.Channel, m.MerchantId)).ToList();
        return took.Count == 0 || (lacking.Count == 0 && isHandedOver) ? null
            : MailText.Missing(receiver, day, lacking, isHandedOver, options.Value.ConsoleUrl);
    }

    private async Task<List<(Guid Id, MailText Text)>> Refused(
        MailReceiver receiver, DateTimeOffset since, CancellationToken stop)
    {
        var hospital = receiver.HospitalId;
        var told = db.Mails.Where(m => m.HospitalId == hospital && m.Kind == MailKind.Refused).Select(m => m.Key);
        var statements = await db.Statements.AsNoTracking().Where(s => s.HospitalId == hospital
            && s.Status == SourceStatus.Refused && s.ReceivedAt >= since && !told.Contains(s.Id.ToString())).ToListAsync(stop);
        var handovers = await db.Handovers.AsNoTracking().Where(h => h.HospitalId == hospital
            && h.Status == SourceStatus.Refused && h.ReceivedAt >= since && !told.Contains(h.Id.ToString())).ToListAsync(stop);
        return
        [
            .. statements.Select(s => (s.Id, MailText.Refused(
                receiver, s.Channel, s.MerchantId, s.Day, s.FileName, s.RefusedFor ?? "", options.Value.ConsoleUrl))),
            .. handovers.Select(h => (h.Id, MailText.Refused(
                receiver, "hospital", "", h.Day, "", h.RefusedFor ?? "", options.Value.ConsoleUrl))),
        ];
    }

    // Another replica may have written it this moment.
    private Task<int> Keep(Mail mail, CancellationToken stop) => db.Database.ExecuteSqlAsync($"""
        insert into mails (id, hospital_id, kind, key, subject, body, created_at, tries, next_try_at)
        values ({mail.Id}, {mail.HospitalId}, {mail.Kind.ToString()}, {mail.Key}, {mail.Subject}, {mail.Body},
            {mail.CreatedAt}, 0, {mail.NextTryAt})
        on conflict (hospital_id, kind, key) do nothing
        """, stop);
}
