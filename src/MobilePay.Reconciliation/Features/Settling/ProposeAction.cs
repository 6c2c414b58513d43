using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobilePay.Primitives;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Features.Lists;
using MobilePay.Reconciliation.Persistence;
using MobilePay.ServiceDefaults.Database;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.Reconciliation.Features.Settling;

/// <summary>One person says how a difference is to be settled; facts and terms are frozen for the second one.</summary>
public static class ProposeAction
{
    /// <param name="Payee">Account and name for a transfer by hand: kept encrypted.</param>
    public sealed record Request(
        string? Action, string? CauseCode, string? Remark, long? AmountFen, Guid? OtherId, DateOnly? Until, string? Debit,
        string? Credit, string? Payee);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/differences/{id:guid}/propose", Handle);

    internal static async Task<Results<Created<ProposalAnswer>, ProblemHttpResult>> Handle(
        Guid id, Request request, StaffCall call, Proposing proposing, PersonalText personal, CancellationToken stop)
    {
        if (call.Staff is not { } staff)
            return DifferenceErrors.NobodyAsks().ToProblem();
        var made = await proposing.Do(id, request, staff, stop);
        return made.Error is { } error
            ? error.ToProblem()
            : TypedResults.Created((string?)null, ProposalAnswer.Of(made.Value.Proposal, made.Value.Difference, personal));
    }
}

/// <summary>Checks a proposal's terms against the difference and keeps both.</summary>
public sealed class Proposing(
    ReconciliationDbContext db, Bookings bookings, PersonalText personal, IOptions<ReconciliationOptions> options,
    TimeProvider clock)
{
    private const int CarryDaysMax = 30;

    public async Task<Result<(Proposal Proposal, Difference Difference)>> Do(
        Guid id, ProposeAction.Request request, StaffMember staff, CancellationToken stop)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.HoldDifference(id, stop);
        if (await db.Differences.SingleOrDefaultAsync(d => d.Id == id, stop) is not { } difference)
            return DifferenceErrors.Unknown(id);
        var read = ReadTerms(request);
        if (read.Error is { } unreadable)
            return unreadable;
        var terms = read.Value!;
        var other = terms.OtherId is { } otherId ? await db.Differences.SingleOrDefaultAsync(d => d.Id == otherId, stop) : null;
        if (Check(difference, terms, other) is { } refused)
            return refused;
        if (ActionRules.NeedsOf(terms.Action).Contains("evidence")
            && !await db.EvidenceFiles.AnyAsync(f => f.DifferenceId == id, stop))
            return ProposalErrors.Needs("evidence");

        var kept = await Keep(difference, terms, other, staff, stop);
        if (kept.Error is null)
            await transaction.CommitAsync(CancellationToken.None);
        return kept;
    }

    private async Task<Result<(Proposal, Difference)>> Keep(
        Difference difference, ProposalTerms terms, Difference? other, StaffMember staff, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        await EndOutdated(difference, now, stop);
        var facts = ProposalAnswer.Freeze(
            DifferenceItem.Of(difference, now), await bookings.Of(terms.Action, difference, terms, other, stop));
        var approvers = ActionRules.ApproversOf(
            terms.Action, difference.DifferenceFen, options.Value.WriteOffByOneFenMax);
        var proposal = Proposal.For(difference, terms, facts, approvers, staff, now);
        if (difference.Proposed(proposal.Id, staff, terms.Cause) is { } refused)
            return refused;

        db.Proposals.Add(proposal);
        db.Note(difference.Id, "proposed", staff, WireWord.Of(terms.Action), now);
        return await db.SaveUnlessTaken(stop) is null ? (proposal, difference) : DifferenceErrors.Overtaken(difference.Id);
    }

    // A later run has changed the facts under a proposal nobody decided: it has ended, and makes room.
    private async Task EndOutdated(Difference difference, DateTimeOffset now, CancellationToken stop)
    {
        var waiting = await db.Proposals
            .Where(p => p.DifferenceId == difference.Id && p.Status == ProposalStatus.Waiting).ToListAsync(stop);
        foreach (var old in waiting.Where(p => p.IsStale(difference)))
            old.End(ProposalStatus.Stale, null, null, now);
        if (db.ChangeTracker.HasChanges())
            await db.SaveChangesAsync(stop);
    }

    private Result<ProposalTerms> ReadTerms(ProposeAction.Request request)
    {
        if (WireWord.Read<DifferenceAction>(request.Action) is not { } action)
            return ProposalErrors.Needs("action");
        if (WireWord.Read<CauseCode>(request.CauseCode) is not { } cause)
            return ProposalErrors.Needs("causeCode");
        if (request.Remark?.Trim() is not { Length: >= 4 and <= 500 } remark)
            return ProposalErrors.Needs("remark");
        if (request.Payee is { Length: > 200 })
            return ProposalErrors.Needs("payee");

        var needs = ActionRules.NeedsOf(action);
        return new ProposalTerms(action, cause, remark,
            needs.Contains("amountFen") ? request.AmountFen : null,
            needs.Contains("other") ? request.OtherId : null,
            needs.Contains("until") ? request.Until : null,
            needs.Contains("accounts") ? Accounts.Named(request.Debit) : null,
            needs.Contains("accounts") ? Accounts.Named(request.Credit) : null,
            needs.Contains("payee") && request.Payee is { Length: > 0 } payee
                ? personal.Encrypt(payee, ProposalAnswer.PayeeColumn) : null);
    }

    private Error? Check(Difference difference, ProposalTerms terms, Difference? other)
    {
        if (!ActionRules.For(difference).Contains(terms.Action))
            return ProposalErrors.ActionNotFor(terms.Action, difference.Class);
        var needs = ActionRules.NeedsOf(terms.Action);
        if (needs.Contains("amountFen") && terms.AmountFen is not > 0)
            return ProposalErrors.Needs("amountFen");
        if (ActionRules.MovesMoney(terms.Action) && terms.AmountFen > Math.Max(difference.DifferenceFen, 0))
            return ProposalErrors.AmountTooLarge(Math.Max(difference.DifferenceFen, 0));
        if (needs.Contains("accounts") && (terms.Debit is null || terms.Credit is null || terms.Debit == terms.Credit))
            return ProposalErrors.Needs("accounts");
        if (needs.Contains("payee") && terms.Payee is null)
            return ProposalErrors.Needs("payee");
        if (needs.Contains("until") && !IsWithinReach(terms.Until))
            return ProposalErrors.Needs("until");
        if (terms.Action == DifferenceAction.WriteOff && difference.DifferenceFen > 0)
            return ProposalErrors.OnlyShort();
        return terms.Action == DifferenceAction.ManualMatch && !AreOne(difference, other) ? ProposalErrors.NotOpposite() : null;
    }

    internal static bool AreOne(Difference difference, Difference? other) => other is not null && other.Id != difference.Id
        && other.HospitalId == difference.HospitalId && other.Kind == difference.Kind
        && other.DifferenceFen == -difference.DifferenceFen
        && other.Status is DifferenceStatus.Open or DifferenceStatus.Assigned or DifferenceStatus.Suspended;

    private bool IsWithinReach(DateOnly? until)
    {
        var today = BusinessDay.Of(clock.GetUtcNow(), TimeOnly.MinValue).Date;
        return until is { } day && day >= today && day <= today.AddDays(CarryDaysMax);
    }
}
