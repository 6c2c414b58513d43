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
/// Finance has money given back that is ours to give, whatever the hospital has booked: two people have decided it. Their number
/// makes it one refund, however often it is asked; what the channel says of the order is asked by the caller beforehand.
/// </summary>
public static class RefundByFinance
{
    /// <param name="OrderNo">A bill's number, or the payment's own for what is left of the whole.</param>
    /// <param name="Number">Of the decision; one refund in the hospital.</param>
    public sealed record Request(string HospitalId, string OrderNo, string Number, long AmountFen, string Reason);

    /// <param name="Status">refunding, refunded or refund-failed.</param>
    public sealed record Answer(string Number, string RefundNo, string OrderNo, long AmountFen, string Status);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.HospitalId).NotEmpty();
            RuleFor(r => r.Number).Length(1, 64).WithErrorCode("refund.number");
            RuleFor(r => r.OrderNo).Length(1, 64).WithErrorCode("refund.order");
            RuleFor(r => r.AmountFen).InclusiveBetween(1, 100_000_000_00).WithErrorCode("refund.amount");
            RuleFor(r => r.Reason).Length(1, 200).WithErrorCode("refund.reason");
        }
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/refunds/by-finance", Handle);
        routes.MapGet("/refunds/by-finance/{hospitalId}/{number}", Read);
    }

    internal static async Task<Results<Created<Answer>, Ok<Answer>, ProblemHttpResult>> Handle(
        Request request, PaymentsDbContext db, PaymentChanges changes, TimeProvider clock, CancellationToken stop)
    {
        if (await Find(request.HospitalId, request.Number, db, stop) is { } known)
            return await Repeat(known, request, db, stop);

        var begun = await Begin(request, db, clock, stop);
        if (begun.Error is { } error)
            return Refuse(error);

        // Null: the same number came in twice at once, and the other one was faster.
        if (begun.Value is not { } refund)
            return await Repeat((await Find(request.HospitalId, request.Number, db, stop))!, request, db, stop);

        PaymentMetrics.Refunding(RefundCause.FinanceDecided);
        changes.Tell(refund.PaymentId);
        return TypedResults.Created((string?)null, ToAnswer(refund, request.OrderNo));
    }

    internal static async Task<Results<Ok<Answer>, ProblemHttpResult>> Read(
        string hospitalId, string number, PaymentsDbContext db, CancellationToken stop)
    {
        if (await Find(hospitalId, number, db, stop) is not { } refund)
            return RefundErrors.Unknown(number).ToProblem();

        var answer = ToAnswer(refund, await OrderOf(refund, db, stop));
        while (refund.ReplacedBy is { } next)
            refund = await db.Refunds.AsNoTracking().SingleAsync(r => r.HospitalId == hospitalId && r.RefundNo == next, stop);
        return TypedResults.Ok(answer with { RefundNo = refund.RefundNo, Status = PaymentWords.Of(refund.Status) });
    }

    private static async Task<Result<Refund?>> Begin(
        Request request, PaymentsDbContext db, TimeProvider clock, CancellationToken stop)
    {
        var bill = await db.Set<PaymentBill>().AsNoTracking()
            .SingleOrDefaultAsync(b => b.HospitalId == request.HospitalId && b.OrderNo == request.OrderNo, stop);
        var paymentId = bill?.PaymentId ?? await db.Payments
            .Where(p => p.HospitalId == request.HospitalId && p.OutTradeNo == request.OrderNo)
            .Select(p => (Guid?)p.Id).SingleOrDefaultAsync(stop);
        if (paymentId is null)
            return RefundErrors.OrderUnknown(request.OrderNo);

        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var payment = (await db.Hold(paymentId.Value, stop))!;
        var now = clock.GetUtcNow();
        var refund = payment.RequestRefund(RefundCause.FinanceDecided, bill?.OrderNo, Money.FromFen(request.AmountFen),
            new FinanceRefund(request.Number, request.Reason), now);
        if (refund.Error is { } error)
            return error;

        db.Announce(payment, refund.Value!, now);
        if (await db.SaveUnlessTaken(stop) is not null)
            return new Result<Refund?>(null, null);

        await transaction.CommitAsync(CancellationToken.None);
        return refund.Value;
    }

    private static Task<Refund?> Find(string hospitalId, string number, PaymentsDbContext db, CancellationToken stop) =>
        db.Refunds.AsNoTracking().SingleOrDefaultAsync(r => r.HospitalId == hospitalId && r.FinanceNo == number, stop);

    private static async Task<Results<Created<Answer>, Ok<Answer>, ProblemHttpResult>> Repeat(
        Refund known, Request request, PaymentsDbContext db, CancellationToken stop)
    {
        var orderNo = await OrderOf(known, db, stop);
        return orderNo == request.OrderNo && known.Amount.Fen == request.AmountFen && known.FinanceReason == request.Reason
            ? TypedResults.Ok(ToAnswer(known, orderNo))
            : Refuse(RefundErrors.NumberReused(request.Number));
    }

    private static async Task<string> OrderOf(Refund refund, PaymentsDbContext db, CancellationToken stop) => refund.OrderNo
        ?? await db.Payments.Where(p => p.Id == refund.PaymentId).Select(p => p.OutTradeNo).SingleAsync(stop);

    private static ProblemHttpResult Refuse(Error error)
    {
        PaymentMetrics.NotRefunded(error);
        return error.ToProblem();
    }

    private static Answer ToAnswer(Refund refund, string orderNo) =>
        new(refund.FinanceNo!, refund.RefundNo, orderNo, refund.Amount.Fen, PaymentWords.Of(refund.Status));
}
