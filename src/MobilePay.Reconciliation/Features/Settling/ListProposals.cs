using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Features.Lists;
using MobilePay.Reconciliation.Persistence;
using MobilePay.ServiceDefaults.Database;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.Reconciliation.Features.Settling;

/// <summary>The proposals that wait for a second person, the oldest first, or all of them.</summary>
public static class ListProposals
{
    public sealed record Total(int Count) : IListTotal;

    private static readonly Sheet<ProposalAnswer> Sheet = new Sheet<ProposalAnswer>("proposals")
        .At("提出时间", "Proposed at", p => p.ProposedAt)
        .Text("提出人", "Proposed by", p => p.ProposedBy.Name)
        .Word("处理方式", "Action", p => p.Action)
        .Word("类别", "Class", p => p.Facts.Class)
        .Text("编号", "Number", p => p.Facts.Key)
        .Fen("差额（长款为正）", "Difference (over is positive)", p => p.Facts.DifferenceFen)
        .Fen("金额", "Amount", p => p.AmountFen)
        .Text("说明", "Remark", p => p.Remark)
        .Word("状态", "Status", p => p.Status)
        .Text("审批人", "Approved by", p => string.Join(", ", p.Approvals.Select(a => a.By.Name)))
        .Text("结果", "Outcome", p => p.Outcome ?? p.DecidedReason);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/proposals", Handle);
        routes.MapGet("/proposals/{id:guid}", Read);
    }

    internal static Task<Results<Ok<ListPage<ProposalAnswer, Total>>, FileStreamHttpResult, ProblemHttpResult>> Handle(
        string? hospitalId, string? status, [AsParameters] Paging paging, ReconciliationDbContext db, PersonalText personal,
        CancellationToken stop)
    {
        var chosen = db.Proposals.AsNoTracking();
        if (hospitalId is { Length: > 0 })
            chosen = chosen.Where(p => p.HospitalId == hospitalId);
        if (status is null or "" or "waiting")
            chosen = chosen.Where(p => p.Status == ProposalStatus.Waiting);
        return new Listing<ProposalAnswer, (DateTimeOffset At, Guid Id), Total>(Sheet, p => (p.ProposedAt, p.Id),
            (place, take, token) => Page(db, chosen, place, take, personal, token),
            async token => new(await chosen.CountAsync(token))).Answer(paging, stop);
    }

    internal static async Task<Results<Ok<ProposalAnswer>, ProblemHttpResult>> Read(
        Guid id, ReconciliationDbContext db, PersonalText personal, CancellationToken stop)
    {
        var proposal = await db.Proposals.AsNoTracking().Include(p => p.Approvals).SingleOrDefaultAsync(p => p.Id == id, stop);
        if (proposal is null)
            return ProposalErrors.Unknown(id).ToProblem();
        var difference = await db.Differences.AsNoTracking().SingleAsync(d => d.Id == proposal.DifferenceId, stop);
        return TypedResults.Ok(ProposalAnswer.Of(proposal, difference, personal));
    }

    private static async Task<List<ProposalAnswer>> Page(ReconciliationDbContext db, IQueryable<Proposal> chosen,
        (DateTimeOffset At, Guid Id)? place, int take, PersonalText personal, CancellationToken stop)
    {
        if (place is { } p)
            chosen = chosen.Where(x => x.ProposedAt > p.At || (x.ProposedAt == p.At && x.Id.CompareTo(p.Id) > 0));
        var proposals = await chosen.OrderBy(x => x.ProposedAt).ThenBy(x => x.Id).Take(take).Include(x => x.Approvals)
            .ToListAsync(stop);
        var ids = proposals.ConvertAll(x => x.DifferenceId);
        var differences = await db.Differences.AsNoTracking().Where(d => ids.Contains(d.Id)).ToDictionaryAsync(d => d.Id, stop);
        return proposals.ConvertAll(x => ProposalAnswer.Of(x, differences[x.DifferenceId], personal));
    }
}
