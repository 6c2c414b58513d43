using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MobilePay.Payments.Domain;
using MobilePay.Payments.Persistence;
using MobilePay.Primitives;
using MobilePay.ServiceDefaults.Database;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.Payments.Features;

/// <summary>
/// A hospital has money given back, whole or in part, under a number of its own. The same number with the same content is the
/// same refund; with other content it is refused.
/// </summary>
public static class RequestRefund
{
    public sealed record Request(string HospitalId, string HisRefundNo, string OrderNo, long AmountFen, string Reason);

    /// <param name="Status">refunding, refunded or refund-failed.</param>
    public sealed record Answer(string HisRefundNo, string RefundNo, string OrderNo, long AmountFen, string Status);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.HospitalId).NotEmpty();
            RuleFor(r => r.HisRefundNo).Length(1, 64).WithErrorCode("refund.number");
            RuleFor(r => r.OrderNo).Length(1, 64).WithErrorCode("refund.order");
            RuleFor(r => r.AmountFen).InclusiveBetween(1, 100_000_000_00).WithErrorCode("refund.amount");
            RuleFor(r => r.Reason).Length(1, 200).WithErrorCode("refund.reason");
        }
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/refunds", Handle);
        routes.MapGet("/refunds/of-hospital/{hospitalId}/{hisRefundNo}", Read);
    }

    internal static async Task<Results<Created<Answer>, Ok<Answer>, ProblemHttpResult>> Handle(
        Request request, PaymentsDbContext db, PaymentChanges changes, TimeProvider clock, CancellationToken stop)
    {
        if (await Find(request.HospitalId, request.HisRefundNo, db, stop) is { } known)
            return Repeat(known, request);

        var begun = await Begin(request, db, clock, stop);
        if (begun.Error is { } error)
            return Refuse(error);

        // Null: the same number came in twice at once, and the other one was faster.
        if (begun.Value is not { } refund)
            return Repeat((await Find(request.HospitalId, request.HisRefundNo, db, stop))!, request);

        PaymentMetrics.Refunding(RefundCause.HospitalRequested);
        changes.Tell(refund.PaymentId);
        return TypedResults.Created((string?)null, ToAnswer(refund));
    }

    internal static async Task<Results<Ok<Answer>, ProblemHttpResult>> Read(
        string hospitalId, string hisRefundNo, PaymentsDbContext db, CancellationToken stop)
    {
        if (await Find(hospitalId, hisRefundNo, db, stop) is not { } refund)
            return RefundErrors.Unknown(hisRefundNo).ToProblem();

        var answer = ToAnswer(refund);
        while (refund.ReplacedBy is { } next)
            refund = await db.Refunds.AsNoTracking().SingleAsync(r => r.HospitalId == hospitalId && r.RefundNo == next, stop);
        return TypedResults.Ok(answer with { RefundNo = refund.RefundNo, Status = PaymentWords.Of(refund.Status) });
    }

    private static async Task<Result<Refund?>> Begin(
        Request request, PaymentsDbContext db, TimeProvider clock, CancellationToken stop)
    {
        var owners = await db.Set<PaymentBill>().AsNoTracking().Where(b => b.OrderNo == request.OrderNo)
            .Select(b => new { b.HospitalId, b.PaymentId }).ToListAsync(stop);
        if (owners.Count == 0)
            return RefundErrors.OrderUnknown(request.OrderNo);
        if (owners.SingleOrDefault(o => o.HospitalId == request.HospitalId) is not { } owner)
            return RefundErrors.OtherHospital();

        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var payment = (await db.Hold(owner.PaymentId, stop))!;
        var now = clock.GetUtcNow();
        var refund = payment.RequestRefund(RefundCause.HospitalRequested, request.OrderNo, Money.FromFen(request.AmountFen),
            new HisRefund(request.HisRefundNo, request.Reason), now);
        if (refund.Error is { } error)
            return error;

        db.Announce(payment, refund.Value!, now);
        if (await db.SaveUnlessTaken(stop) is not null)
            return new Result<Refund?>(null, null);

        await transaction.CommitAsync(CancellationToken.None);
        return refund.Value;
    }

    private static Task<Refund?> Find(string hospitalId, string hisRefundNo, PaymentsDbContext db, CancellationToken stop) =>
        db.Refunds.AsNoTracking().SingleOrDefaultAsync(r => r.HospitalId == hospitalId && r.HisRefundNo == hisRefundNo, stop);

    private static Results<Created<Answer>, Ok<Answer>, ProblemHttpResult> Repeat(Refund known, Request request) =>
        known.OrderNo == request.OrderNo && known.Amount.Fen == request.AmountFen && known.HisReason == request.Reason
            ? TypedResults.Ok(ToAnswer(known))
            : Refuse(RefundErrors.NumberReused(request.HisRefundNo));

    private static ProblemHttpResult Refuse(Error error)
    {
        PaymentMetrics.NotRefunded(error);
        return error.ToProblem();
    }

    private static Answer ToAnswer(Refund refund) => new(
        refund.HisRefundNo!, refund.RefundNo, refund.OrderNo!, refund.Amount.Fen, PaymentWords.Of(refund.Status));
}
