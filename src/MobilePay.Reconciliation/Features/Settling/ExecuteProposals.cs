using Microsoft.EntityFrameworkCore;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Features.Lists;
using MobilePay.Reconciliation.Persistence;
using MobilePay.ServiceDefaults.Work;

namespace MobilePay.Reconciliation.Features.Settling;

/// <summary>
/// Carries out what two persons decided: that it is being done is committed before the call, and what it came to, with its
/// entries, together after it. What is not known is asked again under the same number.
/// </summary>
public sealed class ExecuteProposals(
    IServiceScopeFactory scopes, TimeProvider clock, ILogger<ExecuteProposals> log) : DueWork<Guid>(scopes, clock, log)
{
    private const int TriesMax = 60;

    protected override TimeSpan Every => TimeSpan.FromMilliseconds(500);

    protected override int Batch => 20;

    protected override int AtOnce => 4;

    protected override async Task<List<Guid>> Claim(IServiceProvider services, CancellationToken stop)
    {
        var db = services.GetRequiredService<ReconciliationDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var now = Clock.GetUtcNow();
        var ids = await db.Database.SqlQuery<Guid>($"""
            select id as "Value" from proposals where next_try_at <= {now}
            order by next_try_at limit {Batch} for update skip locked
            """).ToListAsync(stop);
        var due = await db.Proposals.Where(p => ids.Contains(p.Id)).ToListAsync(stop);
        foreach (var proposal in due)
        {
            var difference = await db.Differences.SingleAsync(d => d.Id == proposal.DifferenceId, stop);
            if (proposal.Status == ProposalStatus.Approved)
                difference.ExecutionBegan();
            proposal.Trying(now);
        }

        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return [.. due.Select(p => p.Id)];
    }

    protected override async Task Take(Guid id, IServiceProvider services, CancellationToken stop)
    {
        var db = services.GetRequiredService<ReconciliationDbContext>();
        var proposal = await db.Proposals.SingleAsync(p => p.Id == id, stop);
        var difference = await db.Differences.SingleAsync(d => d.Id == proposal.DifferenceId, stop);
        if (proposal.Status != ProposalStatus.Executing)
            return;

        var carried = await services.GetRequiredService<CarryOut>().Call(proposal, difference, stop);
        if (carried.How == CarriedHow.Unknown && proposal.Tries < TriesMax)
            return;

        await services.GetRequiredService<Executed>().Record(proposal, difference, carried, stop);
    }

    protected override string NameOf(Guid id) => $"Proposal {id}";
}

/// <summary>Writes down what carrying out came to: the proposal's end, the difference's, and the entries, together.</summary>
public sealed class Executed(ReconciliationDbContext db, Bookings bookings, JournalBook journal, TimeProvider clock)
{
    public async Task Record(Proposal proposal, Difference difference, Carried carried, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var isDone = carried.How == CarriedHow.Done;
        var text = carried.Text;
        if (isDone && proposal.Terms.OtherId is { } otherId)
        {
            var other = await db.Differences.SingleAsync(d => d.Id == otherId, stop);
            isDone = await Match(proposal, difference, other, now, stop);
            text = isDone ? other.Key : "the other record has changed";
        }
        else if (isDone)
        {
            await Book(proposal, difference, null, now, stop);
            End(proposal, difference, now);
        }

        if (!isDone)
            difference.HandedBack(DifferenceEvent.ExecutionFailed);
        proposal.Ended(isDone, text);
        db.Note(difference.Id, isDone ? "executed" : "failed", null, text, now);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(CancellationToken.None);
    }

    private async Task<bool> Match(
        Proposal proposal, Difference difference, Difference other, DateTimeOffset now, CancellationToken stop)
    {
        if (!Proposing.AreOne(difference, other))
            return false;
        await Book(proposal, difference, other, now, stop);
        other.Proposed(proposal.Id, proposal.ProposedBy, proposal.Terms.Cause);
        other.Approved();
        other.ExecutionBegan();
        other.Settled(proposal.Terms.Action, now);
        db.Note(other.Id, "executed", null, difference.Key, now);
        difference.Settled(proposal.Terms.Action, now);
        return true;
    }

    private async Task Book(
        Proposal proposal, Difference difference, Difference? other, DateTimeOffset now, CancellationToken stop)
    {
        foreach (var booking in await bookings.Of(proposal.Terms.Action, difference, proposal.Terms, other, stop))
            await journal.Add(difference, booking.Event, proposal.Id.ToString(), booking.Rule, WireWord.Of(proposal.Terms.Action),
                booking.Lines, now, stop);
    }

    private static void End(Proposal proposal, Difference difference, DateTimeOffset now)
    {
        var (action, terms) = (proposal.Terms.Action, proposal.Terms);
        switch (action)
        {
            case DifferenceAction.AskChannel:
                difference.HandedBack(DifferenceEvent.Answered);
                break;
            case DifferenceAction.Carry:
                difference.Parked(action, terms.Until);
                break;
            case DifferenceAction.Suspend when difference.DifferenceFen != 0:
            case DifferenceAction.OfflineRefund or DifferenceAction.Refund when terms.AmountFen < difference.DifferenceFen:
                difference.Parked(action, null);
                break;
            default:
                difference.Settled(action, now);
                break;
        }
    }
}
