using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MobilePay.Payments.Domain;
using MobilePay.Payments.Persistence;
using MobilePay.Primitives;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.Payments.Features;

/// <summary>
/// How a payment stands: the money on one axis, the hospital on the other. With <c>wait</c> (seconds, up to 30) the answer
/// comes when something has changed, or when the time is over.
/// </summary>
public static class GetPayment
{
    private const int WaitMax = 30;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    public sealed record Answer(
        Guid PaymentId,
        string OutTradeNo,
        string Method,
        string Status,
        Hospital Hospital,
        long AmountFen,
        long RefundedFen,
        DateTimeOffset OpenedAt,
        DateTimeOffset ExpiresAt,
        DateTimeOffset? PaidAt,
        IReadOnlyList<Bill> Prescriptions,
        IReadOnlyList<Back> Refunds);

    public sealed record Hospital(string Status, string? DocumentNo, Pickup? Pickup, string? Reason);

    public sealed record Pickup(string? Pharmacy, string? Window);

    public sealed record Bill(string PrescriptionNo, long AmountFen, Hospital Hospital);

    /// <param name="Cause">paid-late, hospital-refused, hospital-requested or finance-decided.</param>
    /// <param name="Status">refunding, refunded or refund-failed.</param>
    public sealed record Back(
        string RefundNo, long AmountFen, string Cause, string Status, DateTimeOffset RequestedAt, DateTimeOffset? RefundedAt);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/payments/{id:guid}", Handle);

    internal static async Task<Results<Ok<Answer>, ProblemHttpResult>> Handle(
        Guid id, int? wait, PaymentsDbContext db, PaymentChanges changes, TimeProvider clock, CancellationToken stop)
    {
        var first = await Read(id, db, stop);
        if (first is null)
            return PaymentErrors.NotFound(id).ToProblem();

        var until = clock.GetUtcNow() + TimeSpan.FromSeconds(Math.Clamp(wait ?? 0, 0, WaitMax));
        var now = first;
        while (!IsFinal(now) && Same(first, now) && clock.GetUtcNow() < until)
        {
            var rest = until - clock.GetUtcNow();
            await changes.Wait(id, rest < LookEvery ? rest : LookEvery, stop);
            now = await Read(id, db, stop) ?? first;
        }

        return TypedResults.Ok(ToAnswer(now));
    }

    private static Task<Payment?> Read(Guid id, PaymentsDbContext db, CancellationToken stop) =>
        db.Payments.AsNoTracking().Include(p => p.Bills).Include(p => p.Refunds).SingleOrDefaultAsync(p => p.Id == id, stop);

    private static bool Same(Payment before, Payment now) =>
        before.Status == now.Status && before.HospitalStatus == now.HospitalStatus
        && before.Refunded == now.Refunded && before.RefundsUnderWay == now.RefundsUnderWay;

    private static bool IsFinal(Payment payment) =>
        payment.Status is PaymentStatus.Closed or PaymentStatus.Refunded
        || (payment.Status == PaymentStatus.Paid && payment.HospitalStatus == HospitalStatus.Confirmed
            && payment.RefundsUnderWay == Money.Zero);

    private static Answer ToAnswer(Payment payment)
    {
        var bills = payment.Bills.OrderBy(b => b.OrderNo, StringComparer.Ordinal).ToList();
        var one = bills.FirstOrDefault(b => b.HospitalStatus == payment.HospitalStatus) ?? bills[0];
        return new(payment.Id, payment.OutTradeNo, payment.Method, PaymentWords.Of(payment.Status),
            ToHospital(one), payment.Amount.Fen, payment.Refunded.Fen, payment.OpenedAt, payment.ExpiresAt, payment.PaidAt,
            [.. bills.Select(b => new Bill(b.PrescriptionNo, b.Amount.Fen, ToHospital(b)))],
            [.. payment.Refunds.Where(r => r.ReplacedBy is null).OrderBy(r => r.RefundNo, StringComparer.Ordinal)
                .Select(ToBack)]);
    }

    private static Back ToBack(Refund refund) => new(refund.RefundNo, refund.Amount.Fen, PaymentWords.Of(refund.Cause),
        PaymentWords.Of(refund.Status), refund.RequestedAt, refund.Status == RefundStatus.Refunded ? refund.EndedAt : null);

    private static Hospital ToHospital(PaymentBill bill) => new(
        PaymentWords.Of(bill.HospitalStatus),
        bill.HisDocNo,
        bill.Pharmacy is null && bill.Window is null ? null : new(bill.Pharmacy, bill.Window),
        bill.RefusedBecause);
}
