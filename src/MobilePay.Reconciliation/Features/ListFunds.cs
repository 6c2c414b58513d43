using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MobilePay.Primitives;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Features.Lists;
using MobilePay.Reconciliation.Persistence;

namespace MobilePay.Reconciliation.Features;

/// <summary>The settlement batches of a hospital and what the bank received of each, the latest day first.</summary>
public static class ListFunds
{
    private const int UsualDays = 15;

    public sealed record Credit(string SerialNo, DateOnly BookedOn, long AmountFen, string Remark);

    /// <param name="Status">expected, received, late or differs.</param>
    public sealed record Row(
        string BatchNo, string Channel, string MerchantId, DateOnly Day, long GrossFen, long RefundsFen, long FeesFen,
        long NetFen, DateOnly ExpectedOn, string Status, long ReceivedFen, IReadOnlyList<Credit> Credits);

    public sealed record Total(int Count, long NetFen, long ReceivedFen, long FeesFen) : IListTotal;

    public sealed record Ran(int Batches, int Received);

    private sealed record CreditRow(string BatchNo, string SerialNo, DateOnly BookedOn, long AmountFen, string Remark);

    private static readonly Sheet<Row> Sheet = new Sheet<Row>("funds")
        .Text("结算批次", "Batch", r => r.BatchNo)
        .Word("渠道", "Channel", r => r.Channel)
        .Text("商户号", "Merchant", r => r.MerchantId)
        .Day("交易日", "Day", r => r.Day)
        .Fen("收款", "Payments", r => r.GrossFen)
        .Fen("退款", "Refunds", r => r.RefundsFen)
        .Fen("手续费", "Fees", r => r.FeesFen)
        .Fen("应到账", "Net", r => r.NetFen)
        .Day("应到日", "Expected on", r => r.ExpectedOn)
        .Word("状态", "Status", r => r.Status)
        .Fen("已到账", "Received", r => r.ReceivedFen)
        .Day("到账日", "Booked on", r => r.Credits.Count == 0 ? null : r.Credits.Max(c => c.BookedOn))
        .Text("银行流水号", "Bank serial no.", r => string.Join(' ', r.Credits.Select(c => c.SerialNo)));

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/funds", Handle);
        routes.MapPost("/funds/{hospitalId}/run", Run);
    }

    internal static Task<Results<Ok<ListPage<Row, Total>>, FileStreamHttpResult, ProblemHttpResult>> Handle(
        string hospitalId, DateOnly from, DateOnly to, [AsParameters] Paging paging, ReconciliationDbContext db,
        TimeProvider clock, CancellationToken stop)
    {
        var batches = db.Batches.AsNoTracking().Where(b => b.HospitalId == hospitalId && b.Day >= from && b.Day <= to);
        return new Listing<Row, (DateOnly Day, string BatchNo), Total>(
            Sheet, row => (row.Day, row.BatchNo),
            (place, take, token) => Read(db, batches, place, take, Today(clock), token),
            token => Sum(batches, token)).Answer(paging, stop);
    }

    internal static async Task<Ok<Ran>> Run(
        string hospitalId, DateOnly? from, ReconcileFunds funds, TimeProvider clock, CancellationToken stop)
    {
        var batches = await funds.Do(hospitalId, from ?? Today(clock).AddDays(-UsualDays), stop);
        return TypedResults.Ok(new Ran(batches.Count, batches.Count(b => b.Status == BatchStatus.Received)));
    }

    private static DateOnly Today(TimeProvider clock) => BusinessDay.Of(clock.GetUtcNow(), TimeOnly.MinValue).Date;

    private static async Task<List<Row>> Read(
        ReconciliationDbContext db, IQueryable<Batch> batches, (DateOnly Day, string BatchNo)? behind, int take, DateOnly today,
        CancellationToken stop)
    {
        if (behind is { } place)
            batches = batches.Where(b => b.Day < place.Day
                || (b.Day == place.Day && b.BatchNo.CompareTo(place.BatchNo) > 0));
        var page = await batches.OrderByDescending(b => b.Day).ThenBy(b => b.BatchNo).Take(take).ToListAsync(stop);
        var hospital = page.FirstOrDefault()?.HospitalId;
        var numbers = page.Select(b => b.BatchNo).ToArray();
        var credits = await db.Database.SqlQuery<CreditRow>($"""
            select c.batch_no, l.serial_no, l.booked_on, l.amount_fen, l.remark
            from batch_credits c join bank_lines l using (statement_id, line_no)
            where c.hospital_id = {hospital} and c.batch_no = any({numbers})
            """).ToListAsync(stop);
        var paid = credits.OrderBy(c => c.BookedOn).ThenBy(c => c.SerialNo, StringComparer.Ordinal)
            .ToLookup(c => c.BatchNo, c => new Credit(c.SerialNo, c.BookedOn, c.AmountFen, c.Remark));
        return page.ConvertAll(b => new Row(b.BatchNo, b.Channel, b.MerchantId, b.Day, b.GrossFen, b.RefundsFen, b.FeesFen,
            b.NetFen, b.ExpectedOn, StatusOf(b, today), b.ReceivedFen, [.. paid[b.BatchNo]]));
    }

    private static async Task<Total> Sum(IQueryable<Batch> batches, CancellationToken stop) =>
        await batches.GroupBy(_ => 1).Select(g => new Total(
            g.Count(), g.Sum(b => b.NetFen), g.Sum(b => b.ReceivedFen), g.Sum(b => b.FeesFen))).SingleOrDefaultAsync(stop)
        ?? new(0, 0, 0, 0);

    private static string StatusOf(Batch batch, DateOnly today) => batch switch
    {
        { Status: BatchStatus.Expected, NetFen: > 0 } when batch.LateAfter < today => "late",
        _ => WireWord.Of(batch.Status),
    };
}
