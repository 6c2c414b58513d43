using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MobilePay.Payments.Domain;
using MobilePay.Payments.Persistence;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.Payments.Features;

/// <summary>Everything we know of one payment, its bills and its refunds, for a person who looks into it. No names.</summary>
public static class TellPayment
{
    public sealed record Answer(
        Guid PaymentId, string HospitalId, string OutTradeNo, string Method, string Entrance, string Status,
        string HospitalStatus, long AmountFen, long RefundedFen, long RefundsUnderWayFen, DateTimeOffset OpenedAt,
        DateTimeOffset ExpiresAt, DateTimeOffset? CloseAt, string? ChannelTradeNo, DateTimeOffset? PaidAt,
        IReadOnlyList<Bill> Bills, IReadOnlyList<Back> Refunds);

    /// <param name="AnsweredAt">When the hospital said yes or no, or since when it does not answer.</param>
    public sealed record Bill(
        string OrderNo, string BillNo, string PrescriptionNo, string VisitNo, long AmountFen, long GivenBackFen,
        string HospitalStatus, string? HisDocNo, string? InvoiceNo, string? Pharmacy, string? Window, string? RefusedBecause,
        DateTimeOffset? AnsweredAt);

    /// <param name="OrderNo">The bill whose money it is; null for the whole payment.</param>
    /// <param name="EndedAt">When the money was back, or when the channel refused.</param>
    public sealed record Back(
        string RefundNo, string? OrderNo, string Cause, string Status, long AmountFen, DateTimeOffset RequestedAt,
        DateTimeOffset? EndedAt, string? HisRefundNo, string? HisReason, string? FinanceNo, string? FinanceReason,
        string? FailedBecause, bool IsNumberSpent, string? ReplacedBy, string? ChannelRefundNo);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/payments/{id:guid}/story", Handle);

    internal static async Task<Results<Ok<Answer>, ProblemHttpResult>> Handle(
        Guid id, PaymentsDbContext db, CancellationToken stop)
    {
        var payment = await db.Payments.AsNoTracking().Include(p => p.Bills).Include(p => p.Refunds).AsSplitQuery()
            .SingleOrDefaultAsync(p => p.Id == id, stop);
        return payment is null ? PaymentErrors.NotFound(id).ToProblem() : TypedResults.Ok(Told(payment));
    }

    private static Answer Told(Payment payment) => new(
        payment.Id, payment.HospitalId, payment.OutTradeNo, payment.Method, payment.Entrance, PaymentWords.Of(payment.Status),
        PaymentWords.Of(payment.HospitalStatus), payment.Amount.Fen, payment.Refunded.Fen, payment.RefundsUnderWay.Fen,
        payment.OpenedAt, payment.ExpiresAt, payment.CloseAt, payment.ChannelTradeNo, payment.PaidAt,
        [.. payment.Bills.OrderBy(b => b.OrderNo, StringComparer.Ordinal).Select(Told)],
        [.. payment.Refunds.OrderBy(r => r.RefundNo, StringComparer.Ordinal).Select(Told)]);

    private static Bill Told(PaymentBill bill) => new(
        bill.OrderNo, bill.BillNo, bill.PrescriptionNo, bill.VisitNo, bill.Amount.Fen, bill.GivenBack.Fen,
        PaymentWords.Of(bill.HospitalStatus), bill.HisDocNo, bill.InvoiceNo, bill.Pharmacy, bill.Window, bill.RefusedBecause,
        bill.AnsweredAt);

    private static Back Told(Refund refund) => new(
        refund.RefundNo, refund.OrderNo, PaymentWords.Of(refund.Cause), PaymentWords.Of(refund.Status), refund.Amount.Fen,
        refund.RequestedAt, refund.EndedAt, refund.HisRefundNo, refund.HisReason, refund.FinanceNo, refund.FinanceReason,
        refund.FailedBecause, refund.IsNumberSpent, refund.ReplacedBy, refund.ChannelRefundNo);
}
