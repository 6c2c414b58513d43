using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobilePay.Primitives;
using MobilePay.Reconciliation.Clients;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Persistence;
using Npgsql;

namespace MobilePay.Reconciliation.Features;

/// <summary>
/// Keeps a hospital's day: every line of it, or none. As with a channel's statement, one that can't be believed is kept as
/// evidence with the reason, the same one again changes nothing, and a later one takes the former's place.
/// </summary>
public sealed class KeepHandover(
    ReconciliationDbContext db, IOptions<ReconciliationOptions> options, TimeProvider clock)
{
    public async Task<Result<Handover>> Do(string hospitalId, DateOnly day, byte[] bytes, CancellationToken stop)
    {
        var document = HandoverDocument.Read(bytes);
        var lines = document.Value?.LinesOf(hospitalId, day) ?? document.Error!;
        var digest = lines.Error is null ? document.Value!.Digest! : Convert.ToHexStringLower(SHA256.HashData(bytes));

        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.HoldBooks(hospitalId, options.Value, stop);
        var those = db.Handovers.Where(h => h.HospitalId == hospitalId && h.Day == day);
        var present = await those.SingleOrDefaultAsync(h => h.Status == SourceStatus.Current, stop);
        if (present?.Digest == digest && !present.IsProvisional)
            return present;
        if (lines.Error is null && await db.IsClosed(hospitalId, day, stop))
            lines = HandoverErrors.DayClosed(day);
        if (lines.Error is { } again
            && await those.AnyAsync(h => h.Status == SourceStatus.Refused && h.Digest == digest, stop))
            return again;

        var handover = lines.Error is { } refused
            ? NewHandover(hospitalId, day, digest, [], clock.GetUtcNow(), refused)
            : NewHandover(hospitalId, day, digest, lines.Value!, document.Value!.Closed, null);
        if (lines.Error is null && present is not null)
            await Replace(present, stop);
        db.Handovers.Add(handover);
        await db.SaveChangesAsync(stop);
        await db.Database.ExecuteSqlAsync(
            $"insert into source_parts (source_id, part_no, bytes) values ({handover.Id}, 1, {bytes})", stop);
        if (lines.Error is null)
        {
            await Write(handover, lines.Value!, stop);
            await db.Stir(hospitalId, day, handover.ReceivedAt, stop);
        }

        await transaction.CommitAsync(CancellationToken.None);
        return lines.Error is { } error ? error : handover;
    }

    private Handover NewHandover(string hospitalId, DateOnly day, string digest, IReadOnlyList<HandoverLine> lines,
        DateTimeOffset closedAt, Error? refused)
    {
        var now = clock.GetUtcNow();
        var refunds = lines.Count(l => l.Kind == LineKind.Refund);
        return new()
        {
            Id = Guid.CreateVersion7(now),
            HospitalId = hospitalId,
            Day = day,
            Digest = digest,
            ClosedAt = closedAt.ToUniversalTime(),
            ReceivedAt = now,
            Status = refused is null ? SourceStatus.Current : SourceStatus.Refused,
            Lines = lines.Count,
            Payments = lines.Count - refunds,
            Refunds = refunds,
            PaymentsFen = lines.Where(l => l.Kind == LineKind.Payment).Sum(l => l.AmountFen),
            RefundsFen = lines.Where(l => l.Kind == LineKind.Refund).Sum(l => l.AmountFen),
            RefusedFor = refused?.Code,
            RefusedBecause = refused?.Message,
        };
    }

    private async Task Replace(Handover present, CancellationToken stop)
    {
        present.Status = SourceStatus.Replaced;
        await db.SaveChangesAsync(stop);
        await db.Database.ExecuteSqlAsync(
            $"delete from handover_lines where day = {present.Day} and handover_id = {present.Id}", stop);
    }

    private async Task Write(Handover handover, IReadOnlyList<HandoverLine> lines, CancellationToken stop)
    {
        await using var copy = await HandoverCopy.Begin((NpgsqlConnection)db.Database.GetDbConnection(), handover, stop);
        foreach (var line in lines)
            copy.Write(line);
        await copy.Complete(stop);
    }
}
