using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Features.Lists;
using MobilePay.Reconciliation.Persistence;

namespace MobilePay.Reconciliation.Features;

/// <summary>The files of a hospital's days, those that were refused or replaced among them, the latest first.</summary>
public static class ListStatements
{
    /// <summary>Lines and sums are those of the files that count.</summary>
    public sealed record Total(int Count, long Lines, long PaymentsFen, long RefundsFen, long FeesFen) : IListTotal;

    private static readonly Sheet<ReceiveStatement.Answer> Sheet = new Sheet<ReceiveStatement.Answer>("statements")
        .Day("日期", "Day", s => s.Day)
        .Word("渠道", "Channel", s => s.Channel)
        .Text("商户号", "Merchant", s => s.MerchantId)
        .Word("状态", "Status", s => s.Status)
        .At("收到时间", "Received at", s => s.ReceivedAt)
        .Count("笔数", "Lines", s => s.Lines)
        .Count("收款笔数", "Payments", s => s.Payments)
        .Fen("收款金额", "Payments amount", s => s.PaymentsFen)
        .Count("退款笔数", "Refunds", s => s.Refunds)
        .Fen("退款金额", "Refunds amount", s => s.RefundsFen)
        .Fen("手续费", "Fees", s => s.FeesFen)
        .Text("文件", "File", s => s.FileName)
        .Text("拒收原因", "Refused for", s => s.RefusedFor)
        .Text("摘要", "Digest", s => s.Digest);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/statements", List);
        routes.MapGet("/statements/{hospitalId}/{day}", Handle);
    }

    internal static Task<Results<Ok<ListPage<ReceiveStatement.Answer, Total>>, FileStreamHttpResult, ProblemHttpResult>> List(
        string hospitalId, DateOnly from, DateOnly to, string? channel, [AsParameters] Paging paging, ReconciliationDbContext db,
        CancellationToken stop)
    {
        var all = db.Statements.AsNoTracking().Where(s => s.HospitalId == hospitalId && s.Day >= from && s.Day <= to);
        if (!string.IsNullOrEmpty(channel))
            all = all.Where(s => s.Channel == channel);
        return new Listing<ReceiveStatement.Answer, (DateOnly Day, Guid Id), Total>(
            Sheet, row => (row.Day, row.Id),
            (place, take, token) => Read(all, place, take, token),
            token => Sum(all, token)).Answer(paging, stop);
    }

    internal static async Task<Ok<List<ReceiveStatement.Answer>>> Handle(
        string hospitalId, DateOnly day, ReconciliationDbContext db, CancellationToken stop)
    {
        var statements = await db.Statements.AsNoTracking().Where(s => s.HospitalId == hospitalId && s.Day == day)
            .OrderByDescending(s => s.ReceivedAt).ToListAsync(stop);
        return TypedResults.Ok(statements.ConvertAll(ReceiveStatement.Of));
    }

    private static async Task<List<ReceiveStatement.Answer>> Read(
        IQueryable<Statement> all, (DateOnly Day, Guid Id)? behind, int take, CancellationToken stop)
    {
        if (behind is var (day, id))
            all = all.Where(s => s.Day < day || (s.Day == day && s.Id < id));
        var rows = await all.OrderByDescending(s => s.Day).ThenByDescending(s => s.Id).Take(take).ToListAsync(stop);
        return rows.ConvertAll(ReceiveStatement.Of);
    }

    private static async Task<Total> Sum(IQueryable<Statement> all, CancellationToken stop)
    {
        var counted = all.Where(s => s.Status == SourceStatus.Current);
        return new(await all.CountAsync(stop), await counted.SumAsync(s => (long)s.Lines, stop),
            await counted.SumAsync(s => s.PaymentsFen, stop), await counted.SumAsync(s => s.RefundsFen, stop),
            await counted.SumAsync(s => s.FeesFen, stop));
    }
}
