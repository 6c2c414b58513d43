using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Persistence;
using Npgsql;

namespace MobilePay.Reconciliation.Features.Fetching;

/// <summary>
/// Builds a hospital's day from what it answered us, where it hands none over. It lets finance begin; the day can't be closed on
/// it, and the hospital's own takes its place whenever it comes.
/// </summary>
public sealed class ProvisionalDay(ReconciliationDbContext db, IOptions<ReconciliationOptions> options, TimeProvider clock)
{
    /// <returns>False where a hand-over is here, or there is nothing to build one from.</returns>
    public async Task<bool> Build(string hospitalId, DateOnly day, DateTimeOffset endedAt, CancellationToken stop)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.HoldBooks(hospitalId, options.Value, stop);
        if (await db.Handovers.AnyAsync(
            h => h.HospitalId == hospitalId && h.Day == day && h.Status == SourceStatus.Current, stop))
            return false;

        var lines = await new PlatformDay(db, options.Value.CutOff).Read(hospitalId, day, stop);
        if (lines.Count == 0)
            return false;

        var now = clock.GetUtcNow();
        var handover = Of(hospitalId, day, lines, endedAt, now);
        db.Handovers.Add(handover);
        await db.SaveChangesAsync(stop);
        await using (var copy = await HandoverCopy.Begin((NpgsqlConnection)db.Database.GetDbConnection(), handover, stop))
        {
            foreach (var line in lines)
                copy.Write(line);
            await copy.Complete(stop);
        }

        await db.Stir(hospitalId, day, now, stop);
        await transaction.CommitAsync(CancellationToken.None);
        return true;
    }

    private static Handover Of(
        string hospitalId, DateOnly day, IReadOnlyList<HandoverLine> lines, DateTimeOffset endedAt, DateTimeOffset now)
    {
        var (payments, refunds) = (lines.Where(l => l.Kind == LineKind.Payment).ToList(),
            lines.Where(l => l.Kind == LineKind.Refund).ToList());
        return new()
        {
            Id = Guid.CreateVersion7(now),
            HospitalId = hospitalId,
            Day = day,
            IsProvisional = true,
            Digest = DigestOf(lines),
            ClosedAt = endedAt,
            ReceivedAt = now,
            Lines = lines.Count,
            Payments = payments.Count,
            Refunds = refunds.Count,
            PaymentsFen = payments.Sum(l => l.AmountFen),
            RefundsFen = refunds.Sum(l => l.AmountFen),
        };
    }

    private static string DigestOf(IReadOnlyList<HandoverLine> lines)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in lines)
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
                $"{line.Kind}|{line.OrderNo}|{line.Number}|{line.HisDocNo}|{line.Channel}|{line.AmountFen}|{line.At:O}\n")));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
