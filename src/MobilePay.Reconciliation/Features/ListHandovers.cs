using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Features.Lists;
using MobilePay.Reconciliation.Persistence;
using MobilePay.ServiceDefaults.Http;
using Npgsql;

namespace MobilePay.Reconciliation.Features;

/// <summary>A hospital's days as it handed them over, the latest first, with those that were refused or replaced.</summary>
public static class ListHandovers
{
    /// <summary>Lines and sums are those of the hand-overs that count.</summary>
    public sealed record Total(int Count, long Lines, long PaymentsFen, long RefundsFen) : IListTotal;

    private static readonly Sheet<ReceiveHandover.Answer> Sheet = new Sheet<ReceiveHandover.Answer>("handovers")
        .Day("日期", "Day", h => h.Day)
        .Word("状态", "Status", h => h.Status)
        .Word("临时", "Provisional", h => h.IsProvisional ? "yes" : "no")
        .At("交账时间", "Closed at", h => h.ClosedAt)
        .At("收到时间", "Received at", h => h.ReceivedAt)
        .Count("笔数", "Lines", h => h.Lines)
        .Count("收款笔数", "Payments", h => h.Payments)
        .Fen("收款金额", "Payments amount", h => h.PaymentsFen)
        .Count("退款笔数", "Refunds", h => h.Refunds)
        .Fen("退款金额", "Refunds amount", h => h.RefundsFen)
        .Text("拒收原因", "Refused for", h => h.RefusedFor)
        .Text("摘要", "Digest", h => h.Digest);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/handovers", Handle);
        routes.MapGet("/handovers/{id:guid}/file", File);
    }

    internal static Task<Results<Ok<ListPage<ReceiveHandover.Answer, Total>>, FileStreamHttpResult, ProblemHttpResult>> Handle(
        string hospitalId, DateOnly from, DateOnly to, [AsParameters] Paging paging, ReconciliationDbContext db,
        CancellationToken stop)
    {
        var all = db.Handovers.AsNoTracking().Where(h => h.HospitalId == hospitalId && h.Day >= from && h.Day <= to);
        return new Listing<ReceiveHandover.Answer, (DateOnly Day, Guid Id), Total>(
            Sheet, row => (row.Day, row.Id),
            (place, take, token) => Read(all, place, take, token),
            token => Sum(all, token)).Answer(paging, stop);
    }

    /// <summary>The document as it came. A provisional day was built and has none.</summary>
    internal static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> File(
        Guid id, ReconciliationDbContext db, NpgsqlDataSource source, CancellationToken stop)
    {
        var handover = await db.Handovers.FindAsync([id], stop);
        return handover is null or { IsProvisional: true }
            ? HandoverErrors.FileUnknown(id).ToProblem()
            : TypedResults.Stream(to => ReceiveStatement.Write(id, source, to, stop), "application/json",
                $"{handover.HospitalId}_{handover.Day:yyyyMMdd}_handover.json");
    }

    private static async Task<List<ReceiveHandover.Answer>> Read(
        IQueryable<Handover> all, (DateOnly Day, Guid Id)? behind, int take, CancellationToken stop)
    {
        if (behind is var (day, id))
            all = all.Where(h => h.Day < day || (h.Day == day && h.Id < id));
        var rows = await all.OrderByDescending(h => h.Day).ThenByDescending(h => h.Id).Take(take).ToListAsync(stop);
        return rows.ConvertAll(ReceiveHandover.Of);
    }

    private static async Task<Total> Sum(IQueryable<Handover> all, CancellationToken stop)
    {
        var counted = all.Where(h => h.Status == SourceStatus.Current);
        return new(await all.CountAsync(stop), await counted.SumAsync(h => (long)h.Lines, stop),
            await counted.SumAsync(h => h.PaymentsFen, stop), await counted.SumAsync(h => h.RefundsFen, stop));
    }
}
