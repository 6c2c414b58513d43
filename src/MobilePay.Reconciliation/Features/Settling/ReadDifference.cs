using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Features.Journal;
using MobilePay.Reconciliation.Features.Lists;
using MobilePay.Reconciliation.Persistence;
using MobilePay.ServiceDefaults.Database;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.Reconciliation.Features.Settling;

/// <summary>
/// One difference whole: its three sides line by line, what can be done with the entries it would make, and what was.
/// </summary>
public static class ReadDifference
{
    public sealed record Choice(
        string Action, bool IsSuggested, int Approvers, bool MovesMoney, IReadOnlyList<string> Needs,
        IReadOnlyList<BookingLine> Journal);

    public sealed record Noted(DateTimeOffset At, string What, StaffMember? By, string? Remark);

    public sealed record Answer(
        DifferenceItem Difference, DifferenceSides Sides, IReadOnlyList<Choice> Actions, IReadOnlyList<ProposalAnswer> Proposals,
        IReadOnlyList<EvidenceFiles.Answer> Files, IReadOnlyList<Noted> History, IReadOnlyList<ReadJournal.Entry> Journal);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/differences/{id:guid}", Handle);
        routes.MapPost("/differences/{id:guid}/take", Take);
    }

    internal static async Task<Results<Ok<Answer>, ProblemHttpResult>> Handle(
        Guid id, ReconciliationDbContext db, Bookings bookings, PersonalText personal, ChartOfAccounts chart,
        IOptions<ReconciliationOptions> options, TimeProvider clock, CancellationToken stop)
    {
        if (await db.Differences.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, stop) is not { } difference)
            return DifferenceErrors.Unknown(id).ToProblem();

        var actions = new List<Choice>();
        if (DifferenceLifecycle.Next(difference.Status, DifferenceEvent.ProposalMade) is not null)
            foreach (var action in ActionRules.For(difference))
                actions.Add(await ChoiceOf(action, actions.Count == 0));
        var proposals = await db.Proposals.AsNoTracking().Include(p => p.Approvals).Where(p => p.DifferenceId == id)
            .OrderByDescending(p => p.ProposedAt).ToListAsync(stop);
        var history = await db.DifferenceNotes.AsNoTracking().Where(n => n.DifferenceId == id).OrderBy(n => n.Id)
            .Select(n => new Noted(n.At, n.What, n.By, n.Remark)).ToListAsync(stop);
        return TypedResults.Ok(new Answer(
            DifferenceItem.Of(difference, clock.GetUtcNow()), await DifferenceSides.Of(difference, db, stop), actions,
            proposals.ConvertAll(p => ProposalAnswer.Of(p, difference, personal)), await EvidenceFiles.Of(id, db, stop), history,
            await ReadJournal.Of(difference, db, chart, stop)));

        async Task<Choice> ChoiceOf(DifferenceAction action, bool isFirst)
        {
            var made = await bookings.Of(action, difference, null, null, stop);
            return new(WireWord.Of(action), isFirst,
                ActionRules.ApproversOf(action, difference.DifferenceFen, options.Value.WriteOffByOneFenMax),
                ActionRules.MovesMoney(action), ActionRules.NeedsOf(action),
                [.. made.SelectMany(b => BookingLine.Of(b.Rule, b.Lines))]);
        }
    }

    internal static async Task<Results<Ok<DifferenceItem>, ProblemHttpResult>> Take(
        Guid id, StaffCall call, ReconciliationDbContext db, TimeProvider clock, CancellationToken stop)
    {
        if (call.Staff is not { } staff)
            return DifferenceErrors.NobodyAsks().ToProblem();
        if (await db.Differences.SingleOrDefaultAsync(d => d.Id == id, stop) is not { } difference)
            return DifferenceErrors.Unknown(id).ToProblem();
        var now = clock.GetUtcNow();
        if (difference.TakenBy(staff) is { } refused)
            return refused.ToProblem();

        db.Note(id, "taken", staff, null, now);
        return await db.SaveUnlessOvertaken(stop)
            ? TypedResults.Ok(DifferenceItem.Of(difference, now)) : DifferenceErrors.Overtaken(id).ToProblem();
    }
}
