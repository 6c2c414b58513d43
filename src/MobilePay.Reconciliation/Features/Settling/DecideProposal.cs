using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MobilePay.Primitives;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Features.Lists;
using MobilePay.Reconciliation.Persistence;
using MobilePay.ServiceDefaults.Database;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.Reconciliation.Features.Settling;

/// <summary>
/// Another person consents to exactly what she was shown, or refuses with a reason; who proposed can take it back. A proposal
/// whose facts have changed ends here and is made anew.
/// </summary>
public static class DecideProposal
{
    /// <param name="Version">Of the proposal as it was shown.</param>
    public sealed record Approval(Guid ProposalId, string? Version);

    public sealed record Refusal(Guid ProposalId, string? Reason);

    public sealed record Withdrawal(Guid ProposalId);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/differences/{id:guid}/approve", (Guid id, Approval body, StaffCall call, Deciding deciding,
            PersonalText personal, CancellationToken stop) => Answer(deciding.Approve(id, body, call.Staff, stop), personal));
        routes.MapPost("/differences/{id:guid}/reject", (Guid id, Refusal body, StaffCall call, Deciding deciding,
            PersonalText personal, CancellationToken stop) => Answer(deciding.Reject(id, body, call.Staff, stop), personal));
        routes.MapPost("/differences/{id:guid}/withdraw", (Guid id, Withdrawal body, StaffCall call, Deciding deciding,
            PersonalText personal, CancellationToken stop) => Answer(deciding.Withdraw(id, body, call.Staff, stop), personal));
    }

    private static async Task<Results<Ok<ProposalAnswer>, ProblemHttpResult>> Answer(
        Task<Result<(Proposal Proposal, Difference Difference)>> deciding, PersonalText personal)
    {
        var decided = await deciding;
        return decided.Error is { } error
            ? error.ToProblem()
            : TypedResults.Ok(ProposalAnswer.Of(decided.Value.Proposal, decided.Value.Difference, personal));
    }
}

public sealed class Deciding(ReconciliationDbContext db, TimeProvider clock)
{
    public async Task<Result<(Proposal Proposal, Difference Difference)>> Approve(
        Guid id, DecideProposal.Approval body, StaffMember? staff, CancellationToken stop)
    {
        var found = await Find(id, body.ProposalId, staff, stop);
        if (found.Error is { } unknown)
            return unknown;
        var (proposal, difference) = found.Value;
        if (proposal.Status != ProposalStatus.Waiting)
            return ProposalErrors.Decided(proposal.Id, proposal.Status);
        if (proposal.IsStale(difference))
            return await EndStale(proposal, difference, stop);
        if (body.Version != proposal.Seal)
            return ProposalErrors.Stale(proposal.Id);

        var now = clock.GetUtcNow();
        if (proposal.ApprovedBy(staff!, now) is { } refused)
            return refused;
        if (proposal.Status == ProposalStatus.Approved && difference.Approved() is { } notAllowed)
            return notAllowed;
        db.Note(difference.Id, "approved", staff, null, now);
        return await Save(proposal, difference, stop);
    }

    public async Task<Result<(Proposal Proposal, Difference Difference)>> Reject(
        Guid id, DecideProposal.Refusal body, StaffMember? staff, CancellationToken stop)
    {
        if (body.Reason?.Trim() is not { Length: >= 4 and <= 500 } reason)
            return ProposalErrors.Needs("reason");
        var found = await Find(id, body.ProposalId, staff, stop);
        if (found.Error is { } unknown)
            return unknown;
        return found.Value.Proposal.ProposedBy.Id == staff!.Id
            ? ProposalErrors.Own()
            : await End(found.Value, ProposalStatus.Rejected, staff, reason, stop);
    }

    public async Task<Result<(Proposal Proposal, Difference Difference)>> Withdraw(
        Guid id, DecideProposal.Withdrawal body, StaffMember? staff, CancellationToken stop)
    {
        var found = await Find(id, body.ProposalId, staff, stop);
        if (found.Error is { } unknown)
            return unknown;
        return found.Value.Proposal.ProposedBy.Id != staff!.Id
            ? ProposalErrors.NotYours()
            : await End(found.Value, ProposalStatus.Withdrawn, staff, null, stop);
    }

    // Holds the difference until this request's scope ends or what was decided is saved.
    private async Task<Result<(Proposal Proposal, Difference Difference)>> Find(
        Guid id, Guid proposalId, StaffMember? staff, CancellationToken stop)
    {
        if (staff is null)
            return DifferenceErrors.NobodyAsks();
        await db.Database.BeginTransactionAsync(stop);
        await db.HoldDifference(id, stop);
        var proposal = await db.Proposals.Include(p => p.Approvals)
            .SingleOrDefaultAsync(p => p.Id == proposalId && p.DifferenceId == id, stop);
        var difference = await db.Differences.SingleOrDefaultAsync(d => d.Id == id, stop);
        return proposal is null || difference is null ? ProposalErrors.Unknown(proposalId) : (proposal, difference);
    }

    private async Task<Result<(Proposal, Difference)>> End((Proposal Proposal, Difference Difference) found,
        ProposalStatus how, StaffMember staff, string? reason, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (found.Proposal.End(how, staff, reason, now) is { } refused)
            return refused;
        if (found.Difference.ProposalId == found.Proposal.Id)
            found.Difference.NotDecided();
        db.Note(found.Difference.Id, WireWord.Of(how), staff, reason, now);
        return await Save(found.Proposal, found.Difference, stop);
    }

    private async Task<Result<(Proposal, Difference)>> EndStale(
        Proposal proposal, Difference difference, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        proposal.End(ProposalStatus.Stale, null, null, now);
        if (difference.ProposalId == proposal.Id)
            difference.NotDecided();
        db.Note(difference.Id, "stale", null, null, now);
        return (await Save(proposal, difference, stop)).Error ?? ProposalErrors.Stale(proposal.Id);
    }

    private async Task<Result<(Proposal, Difference)>> Save(Proposal proposal, Difference difference, CancellationToken stop)
    {
        if (await db.SaveUnlessTaken(stop) is not null)
            return ProposalErrors.ApprovedAlready();
        await db.Database.CommitTransactionAsync(CancellationToken.None);
        return (proposal, difference);
    }
}
