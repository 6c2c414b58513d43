using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobilePay.Primitives;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Persistence;
using MobilePay.ServiceDefaults.Database;

namespace MobilePay.Reconciliation.Features.Closings;

/// <summary>
/// Closes a hospital's day: one person proposes the report, another signs exactly that one, and from then on the day takes
/// nothing more. Opened again, with a reason, what was signed is kept.
/// </summary>
public sealed class CloseDay(
    ReconciliationDbContext db, ClosingBlocks blocks, ClosingReport report, ClosingSignature signature, TimeProvider clock,
    IOptions<ReconciliationOptions> options)
{
    public const int ReasonMin = 4;
    private const int ReasonMax = 500;

    public async Task<Result<Closing>> Propose(string hospitalId, DateOnly day, StaffMember staff, CancellationToken stop)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.HoldBooks(hospitalId, options.Value, stop);
        await db.HoldJournal(hospitalId, stop);
        if (await Latest(hospitalId, day, stop) is { Status: ClosingStatus.Proposed or ClosingStatus.Closed } live)
            return live.Status == ClosingStatus.Closed ? ClosingErrors.ClosedAlready(day) : ClosingErrors.ProposedAlready(day);
        if (await blocks.Of(hospitalId, day, stop) is { Count: > 0 } found)
            return ClosingErrors.Blocked(day, found.Select(b => b.Code));

        var revision = 1 + await db.Closings.CountAsync(c => c.HospitalId == hospitalId && c.Day == day, stop);
        var written = await report.Of(hospitalId, day, revision, stop);
        var closing = new Closing
        {
            HospitalId = hospitalId,
            Day = day,
            Revision = revision,
            Report = written.Text,
            Digest = written.Digest,
            ProposedBy = staff,
            ProposedAt = clock.GetUtcNow(),
        };
        db.Closings.Add(closing);
        if (await db.SaveUnlessTaken(stop) is not null)
            return ClosingErrors.ProposedAlready(day);
        await transaction.CommitAsync(CancellationToken.None);
        return closing;
    }

    public async Task<Result<Closing>> Approve(
        string hospitalId, DateOnly day, string? digest, StaffMember staff, CancellationToken stop)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.HoldBooks(hospitalId, options.Value, stop);
        await db.HoldJournal(hospitalId, stop);
        if (await Latest(hospitalId, day, stop) is not { } closing)
            return ClosingErrors.NotProposed(day);
        if (closing.MayBeApprovedBy(staff) is { } refused)
            return refused;
        if (digest != closing.Digest)
            return ClosingErrors.Stale(day);

        // What was booked or arrived since is not what was proposed: the proposal ends, and is made anew.
        var now = clock.GetUtcNow();
        var isSame = (await report.Of(hospitalId, day, closing.Revision, stop)).Digest == closing.Digest
            && await blocks.Of(hospitalId, day, stop) is [];
        if (isSame)
            closing.Close(staff, now, signature.Sign);
        else
            closing.Reject(staff, "stale", now);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(CancellationToken.None);
        return isSame ? closing : ClosingErrors.Stale(day);
    }

    public async Task<Result<Closing>> Reject(
        string hospitalId, DateOnly day, string? reason, StaffMember staff, CancellationToken stop)
    {
        if (reason?.Trim() is not { Length: >= ReasonMin and <= ReasonMax } why)
            return ClosingErrors.NeedsReason();
        if (await Latest(hospitalId, day, stop) is not { } closing)
            return ClosingErrors.NotProposed(day);
        return closing.Reject(staff, why, clock.GetUtcNow()) is { } refused
            ? refused : await db.SaveUnlessOvertaken(stop) ? closing : ClosingErrors.NotProposed(day);
    }

    public async Task<Result<Closing>> Reopen(
        string hospitalId, DateOnly day, string? reason, StaffMember staff, CancellationToken stop)
    {
        if (reason?.Trim() is not { Length: >= ReasonMin and <= ReasonMax } why)
            return ClosingErrors.NeedsReason();
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.HoldJournal(hospitalId, stop);
        if (await Latest(hospitalId, day, stop) is not { } closing)
            return ClosingErrors.NotClosed(day);
        if (await db.Closings.AnyAsync(
            c => c.HospitalId == hospitalId && c.Day > day && c.Status == ClosingStatus.Closed, stop))
            return ClosingErrors.LaterClosed(day);
        if (closing.Reopen(staff, why, clock.GetUtcNow()) is { } refused)
            return refused;
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(CancellationToken.None);
        return closing;
    }

    public Task<Closing?> Latest(string hospitalId, DateOnly day, CancellationToken stop) =>
        db.Closings.Where(c => c.HospitalId == hospitalId && c.Day == day).OrderByDescending(c => c.Revision)
            .FirstOrDefaultAsync(stop);
}
