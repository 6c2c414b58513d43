using Microsoft.EntityFrameworkCore;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Features.Lists;
using MobilePay.Reconciliation.Persistence;

namespace MobilePay.Reconciliation.Features.Settling;

/// <summary>What hospital, platform and channel have under a difference's number, and under its order's, line by line.</summary>
public sealed record DifferenceSides(
    IReadOnlyList<DifferenceSides.HospitalLine> Hospital, IReadOnlyList<DifferenceSides.PlatformLine> Platform,
    IReadOnlyList<DifferenceSides.ChannelLine> Channel)
{
    private const int LinesMax = 50;

    public sealed record HospitalLine(
        string Kind, string Number, string OrderNo, string HisDocNo, string? ChannelTradeNo, long AmountFen, DateTimeOffset At,
        DateOnly Day, string? Department, string? Doctor);

    public sealed record PlatformLine(
        string Kind, string Number, string OrderNo, Guid PaymentId, string? ChannelTradeNo, long AmountFen, DateTimeOffset At,
        string Status, string? HisDocNo, DateTimeOffset? HisConfirmedAt);

    public sealed record ChannelLine(
        string Kind, string Number, string OrderNo, string ChannelTradeNo, string? ChannelRefundNo, long AmountFen, long FeeFen,
        DateTimeOffset At, DateOnly Day, string Status, Guid StatementId, string FileName, int LineNo);

    internal static async Task<DifferenceSides> Of(Difference d, ReconciliationDbContext db, CancellationToken stop) =>
        new(await HospitalOf(d, db, stop), await PlatformOf(d, db, stop), await ChannelOf(d, db, stop));

    private sealed record HospitalRow(
        short Kind, string Number, string OrderNo, string HisDocNo, string? ChannelTradeNo, long AmountFen, DateTimeOffset At,
        DateOnly Day, string? Department, string? Doctor);

    private static async Task<List<HospitalLine>> HospitalOf(Difference d, ReconciliationDbContext db, CancellationToken stop)
    {
        var rows = await db.Database.SqlQuery<HospitalRow>($"""
            select kind, number, order_no, his_doc_no, channel_trade_no, amount_fen, at, day, department, doctor
            from handover_lines
            where hospital_id = {d.HospitalId} and (key in ({d.Key}, {d.OrderNo}) or kind = 1 and order_no = {d.OrderNo})
            order by at, line_no limit {LinesMax}
            """).ToListAsync(stop);
        return rows.ConvertAll(r => new HospitalLine(WireWord.Of((LineKind)r.Kind), r.Number, r.OrderNo, r.HisDocNo,
            r.ChannelTradeNo, r.AmountFen, r.At, r.Day, r.Department, r.Doctor));
    }

    private static async Task<List<PlatformLine>> PlatformOf(Difference d, ReconciliationDbContext db, CancellationToken stop)
    {
        var payment = await db.PlatformPayments.AsNoTracking()
            .SingleOrDefaultAsync(p => p.HospitalId == d.HospitalId && p.OrderNo == d.OrderNo, stop);
        var answers = payment is null ? [] : await db.HospitalAnswers.AsNoTracking()
            .Where(a => a.HospitalId == d.HospitalId && a.PaymentId == payment.PaymentId).OrderBy(a => a.OrderNo)
            .ToListAsync(stop);
        var refunds = await db.PlatformRefunds.AsNoTracking()
            .Where(r => r.HospitalId == d.HospitalId && r.OrderNo == d.OrderNo).OrderBy(r => r.At).Take(LinesMax)
            .ToListAsync(stop);
        var lines = new List<PlatformLine>();
        if (payment is not null)
            lines.Add(new("payment", payment.OrderNo, payment.OrderNo, payment.PaymentId, payment.ChannelTradeNo,
                payment.Amount.Fen, payment.PaidAt, "done",
                answers is [] ? null : string.Join(", ", answers.Select(a => a.HisDocNo)),
                answers is [] ? null : answers.Max(a => a.ConfirmedAt)));
        lines.AddRange(refunds.Select(r => new PlatformLine("refund", r.RefundNo, r.OrderNo, r.PaymentId, r.ChannelRefundNo,
            r.Amount.Fen, r.At, WireWord.Of(r.Status), r.HisRefundNo, null)));
        return lines;
    }

    private sealed record ChannelRow(
        short Kind, string Key, string OrderNo, string ChannelTradeNo, string? ChannelRefundNo, long AmountFen, long FeeFen,
        DateTimeOffset At, DateOnly Day, short Status, Guid StatementId, string FileName, int LineNo);

    private static async Task<List<ChannelLine>> ChannelOf(Difference d, ReconciliationDbContext db, CancellationToken stop)
    {
        var rows = await db.Database.SqlQuery<ChannelRow>($"""
            select l.kind, l.key, l.order_no, l.channel_trade_no, l.channel_refund_no, l.amount_fen, l.fee_fen, l.at, l.day,
                l.status, l.statement_id, s.file_name, l.line_no
            from channel_lines l join statements s on s.id = l.statement_id
            where l.hospital_id = {d.HospitalId}
                and (l.key in ({d.Key}, {d.OrderNo}) or l.kind = 1 and l.order_no = {d.OrderNo})
            order by l.at, l.line_no limit {LinesMax}
            """).ToListAsync(stop);
        return rows.ConvertAll(r => new ChannelLine(WireWord.Of((LineKind)r.Kind), r.Key, r.OrderNo, r.ChannelTradeNo,
            r.ChannelRefundNo, r.AmountFen, r.FeeFen, r.At, r.Day, WireWord.Of((LineStatus)r.Status), r.StatementId, r.FileName,
            r.LineNo));
    }
}
