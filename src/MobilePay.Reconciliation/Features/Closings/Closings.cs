using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MobilePay.Primitives;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Features.Lists;
using MobilePay.Reconciliation.Persistence;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.Reconciliation.Features.Closings;

/// <summary>The days and their closing: what blocks each, who proposed, who signed, and the reports that were signed.</summary>
public static class Closings
{
    /// <param name="Status">open, proposed, closed or reopened; a refused proposal leaves the day open.</param>
    /// <param name="IsGenuine">The signature fits what is kept; absent where nothing is signed or its key is gone.</param>
    public sealed record Answer(
        string HospitalId, DateOnly Day, string Status, int Revision, IReadOnlyList<ClosingBlocks.Block> Blocks,
        StaffMember? ProposedBy, DateTimeOffset? ProposedAt, StaffMember? DecidedBy, DateTimeOffset? DecidedAt, string? Digest,
        string? Signature, string? KeyId, bool? IsGenuine, string? RejectedBecause, StaffMember? ReopenedBy,
        DateTimeOffset? ReopenedAt, string? ReopenedBecause, string? Report);

    public sealed record Total(int Count, int Closed) : IListTotal;

    public sealed record Approval(string? Digest);

    public sealed record Refusal(string? Reason);

    private static readonly Sheet<Answer> Sheet = new Sheet<Answer>("closings")
        .Day("日期", "Day", c => c.Day)
        .Word("状态", "Status", c => c.Status)
        .Count("版次", "Revision", c => c.Revision)
        .Text("提出人", "Proposed by", c => c.ProposedBy?.Name)
        .At("提出时间", "Proposed at", c => c.ProposedAt)
        .Text("复核人", "Decided by", c => c.DecidedBy?.Name)
        .At("复核时间", "Decided at", c => c.DecidedAt)
        .Text("摘要值", "Digest", c => c.Digest)
        .Text("签名", "Signature", c => c.Signature)
        .Text("重开原因", "Reopened because", c => c.ReopenedBecause);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/closes", List);
        routes.MapGet("/closes/{hospitalId}/{day}", Read);
        routes.MapGet("/closes/{hospitalId}/{day}/report", Report);
        routes.MapPost("/closes/{hospitalId}/{day}/propose", (string hospitalId, DateOnly day, StaffCall call, CloseDay close,
            ClosingSignature signature, CancellationToken stop) =>
            Done(call, staff => close.Propose(hospitalId, day, staff, stop), signature));
        routes.MapPost("/closes/{hospitalId}/{day}/approve", (string hospitalId, DateOnly day, Approval body, StaffCall call,
            CloseDay close, ClosingSignature signature, CancellationToken stop) =>
            Done(call, staff => close.Approve(hospitalId, day, body.Digest, staff, stop), signature));
        routes.MapPost("/closes/{hospitalId}/{day}/reject", (string hospitalId, DateOnly day, Refusal body, StaffCall call,
            CloseDay close, ClosingSignature signature, CancellationToken stop) =>
            Done(call, staff => close.Reject(hospitalId, day, body.Reason, staff, stop), signature));
        routes.MapPost("/closes/{hospitalId}/{day}/reopen", (string hospitalId, DateOnly day, Refusal body, StaffCall call,
            CloseDay close, ClosingSignature signature, CancellationToken stop) =>
            Done(call, staff => close.Reopen(hospitalId, day, body.Reason, staff, stop), signature));
    }

    internal static async Task<Ok<Answer>> Read(string hospitalId, DateOnly day, CloseDay close, ClosingBlocks blocks,
        ClosingSignature signature, CancellationToken stop)
    {
        var closing = await close.Latest(hospitalId, day, stop);
        var found = closing?.Status is ClosingStatus.Closed or ClosingStatus.Proposed
            ? [] : await blocks.Of(hospitalId, day, stop);
        return TypedResults.Ok(closing is null
            ? new Answer(hospitalId, day, "open", 0, found, null, null, null, null, null, null, null, null, null, null, null,
                null, null)
            : Of(closing, found, signature, closing.Report));
    }

    internal static async Task<Results<ContentHttpResult, ProblemHttpResult>> Report(
        string hospitalId, DateOnly day, int? revision, ReconciliationDbContext db, CancellationToken stop)
    {
        var closing = await db.Closings.AsNoTracking().Where(c => c.HospitalId == hospitalId && c.Day == day
            && (revision == null || c.Revision == revision)).OrderByDescending(c => c.Revision).FirstOrDefaultAsync(stop);
        return closing is null
            ? ClosingErrors.NotProposed(day).ToProblem() : TypedResults.Text(closing.Report, "text/plain; charset=utf-8");
    }

    internal static Task<Results<Ok<ListPage<Answer, Total>>, FileStreamHttpResult, ProblemHttpResult>> List(
        string hospitalId, DateOnly from, DateOnly to, [AsParameters] Paging paging, ReconciliationDbContext db,
        ClosingSignature signature, CancellationToken stop)
    {
        var chosen = db.Closings.AsNoTracking().Where(c => c.HospitalId == hospitalId && c.Day >= from && c.Day <= to);
        return new Listing<Answer, (DateOnly Day, int Revision), Total>(Sheet, c => (c.Day, c.Revision),
            async (place, take, token) => (await chosen
                .Where(c => place == null || c.Day < place.Value.Day
                    || (c.Day == place.Value.Day && c.Revision < place.Value.Revision))
                .OrderByDescending(c => c.Day).ThenByDescending(c => c.Revision).Take(take).ToListAsync(token))
                .ConvertAll(c => Of(c, [], signature, null)),
            async token => new(await chosen.CountAsync(token),
                await chosen.CountAsync(c => c.Status == ClosingStatus.Closed, token))).Answer(paging, stop);
    }

    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> Done(
        StaffCall call, Func<StaffMember, Task<Result<Closing>>> act, ClosingSignature signature)
    {
        if (call.Staff is not { } staff)
            return DifferenceErrors.NobodyAsks().ToProblem();
        var done = await act(staff);
        return done.Error is { } error ? error.ToProblem() : TypedResults.Ok(Of(done.Value!, [], signature, done.Value!.Report));
    }

    private static Answer Of(
        Closing c, IReadOnlyList<ClosingBlocks.Block> blocks, ClosingSignature signature, string? report) => new(
        c.HospitalId, c.Day, c.Status == ClosingStatus.Rejected ? "open" : WireWord.Of(c.Status), c.Revision, blocks,
        c.ProposedBy, c.ProposedAt, c.DecidedBy, c.DecidedAt, c.Digest, c.Signature, c.KeyId,
        c.Signature is null ? null : signature.Fits(c), c.RejectedBecause, c.ReopenedBy, c.ReopenedAt, c.ReopenedBecause, report);
}
