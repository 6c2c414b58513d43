using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Features.Lists;
using MobilePay.Reconciliation.Persistence;

namespace MobilePay.Reconciliation.Features.Reports;

/// <summary>Every refund with the payment it is of, the latest first; refunds that failed are in it, and in no sum.</summary>
public static class RefundRegister
{
    /// <param name="Status">done, under-way or failed.</param>
    /// <param name="AskedBy">hospital, or platform where the hospital has no refund of its own for it.</param>
    /// <param name="DaysBetween">Days in China from the payment to the refund.</param>
    public sealed record Row(
        string RefundNo, string OrderNo, string Channel, string MerchantId, string? HisRefundNo, string? ChannelRefundNo,
        string? ChannelTradeNo, long AmountFen, DateTimeOffset At, string Status, string AskedBy, long? PaidFen,
        DateTimeOffset? PaidAt, int? DaysBetween);

    public sealed record Total(int Count, long AmountFen, int Failed) : IListTotal;

    private sealed record Read(
        string RefundNo, string OrderNo, string? Channel, string? MerchantId, string? HisRefundNo, string? ChannelRefundNo,
        string? ChannelTradeNo, long AmountFen, DateTimeOffset At, int Status, long? PaidFen, DateTimeOffset? PaidAt);

    private static readonly Sheet<Row> Sheet = new Sheet<Row>("refunds")
        .Text("退款单号", "Refund no.", r => r.RefundNo)
        .Text("订单号", "Order no.", r => r.OrderNo)
        .Word("渠道", "Channel", r => r.Channel)
        .Text("商户号", "Merchant", r => r.MerchantId)
        .Text("医院退款号", "Hospital's refund no.", r => r.HisRefundNo)
        .Text("渠道退款号", "Channel's refund no.", r => r.ChannelRefundNo)
        .Text("渠道交易号", "Channel's trade no.", r => r.ChannelTradeNo)
        .Fen("退款金额", "Amount", r => r.AmountFen)
        .At("退款时间", "Refunded at", r => r.At)
        .Word("状态", "Status", r => r.Status)
        .Word("发起方", "Asked by", r => r.AskedBy)
        .Fen("原支付金额", "Paid", r => r.PaidFen)
        .At("原支付时间", "Paid at", r => r.PaidAt)
        .Count("间隔天数", "Days between", r => r.DaysBetween);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/reports/refunds", Handle);

    internal static Task<Results<Ok<ListPage<Row, Total>>, FileStreamHttpResult, ProblemHttpResult>> Handle(
        string hospitalId, DateOnly from, DateOnly to, [AsParameters] Paging paging, ReconciliationDbContext db,
        IOptions<ReconciliationOptions> options, CancellationToken stop)
    {
        var (first, end) = (ChinaDays.Midnight(from), ChinaDays.Midnight(to.AddDays(1)));
        return new Listing<Row, (DateTimeOffset At, string RefundNo), Total>(
            Sheet, row => (row.At, row.RefundNo),
            (behind, take, token) => Page(db, hospitalId, first, behind ?? (end, ""), take, options.Value, token),
            async token => (await db.Rows<Total>($"""
                select count(*)::int as count, coalesce(sum(amount_fen) filter (where status <> 2), 0)::bigint as amount_fen,
                    (count(*) filter (where status = 2))::int as failed
                from platform_refunds where hospital_id = {hospitalId} and at >= {first} and at < {end}
                """, options.Value, token))[0]).Answer(paging, stop);
    }

    private static async Task<List<Row>> Page(ReconciliationDbContext db, string hospitalId, DateTimeOffset first,
        (DateTimeOffset At, string RefundNo) behind, int take, ReconciliationOptions options, CancellationToken stop)
    {
        var rows = await db.Rows<Read>($"""
            select r.refund_no, r.order_no, p.channel, p.merchant_id, r.his_refund_no, r.channel_refund_no, p.channel_trade_no,
                r.amount_fen, r.at, r.status, p.amount_fen as paid_fen, p.paid_at
            from platform_refunds r
            left join platform_payments p on p.hospital_id = r.hospital_id and p.order_no = r.order_no
            where r.hospital_id = {hospitalId} and r.at >= {first}
                and (r.at < {behind.At} or r.at = {behind.At} and r.refund_no < {behind.RefundNo})
            order by r.at desc, r.refund_no desc limit {take}
            """, options, stop);
        return rows.ConvertAll(r => new Row(r.RefundNo, r.OrderNo, r.Channel ?? "", r.MerchantId ?? "", r.HisRefundNo,
            r.ChannelRefundNo, r.ChannelTradeNo, r.AmountFen, r.At, WireWord.Of((LineStatus)r.Status),
            r.HisRefundNo is null ? "platform" : "hospital", r.PaidFen, r.PaidAt,
            r.PaidAt is { } paid ? ChinaDays.Of(r.At).DayNumber - ChinaDays.Of(paid).DayNumber : null));
    }
}
