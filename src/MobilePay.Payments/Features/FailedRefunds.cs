using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MobilePay.Payments.Domain;
using MobilePay.Payments.Persistence;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.Payments.Features;

/// <summary>
/// The queue of refunds a person has to look at: the channel has definitely not refunded. Reached from inside only.
/// </summary>
public static class FailedRefunds
{
    public sealed record Entry(
        string RefundNo, Guid PaymentId, string HospitalId, string OutTradeNo, string Method, long AmountFen, string Cause,
        string Reason, bool IsNumberSpent, DateTimeOffset RequestedAt, DateTimeOffset FailedAt);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/refunds/failed", List);
        routes.MapPost("/refunds/{paymentId:guid}/{refundNo}/retry", Retry);
    }

    internal static async Task<Ok<List<Entry>>> List(PaymentsDbContext db, CancellationToken stop) =>
        TypedResults.Ok(await db.Refunds.AsNoTracking().Where(r => r.Status == RefundStatus.Failed && r.ReplacedBy == null)
            .OrderBy(r => r.EndedAt).Take(500)
            .Join(db.Payments, r => r.PaymentId, p => p.Id, (r, p) => new Entry(
                r.RefundNo, p.Id, r.HospitalId, p.OutTradeNo, p.Method, r.Amount.Fen, PaymentWords.Of(r.Cause),
                r.FailedBecause!, r.IsNumberSpent, r.RequestedAt, r.EndedAt!.Value))
            .ToListAsync(stop));

    /// <summary>Tries a failed refund again once its cause is gone: under its number, or a new one where that is spent.</summary>
    internal static async Task<Results<NoContent, ProblemHttpResult>> Retry(
        Guid paymentId, string refundNo, PaymentsDbContext db, PaymentChanges changes, TimeProvider clock, CancellationToken stop)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var payment = await db.Hold(paymentId, stop);
        if (payment?.Refunds.Any(r => r.RefundNo == refundNo) != true)
            return RefundErrors.Unknown(refundNo).ToProblem();

        var now = clock.GetUtcNow();
        var again = payment.TryRefundAgain(refundNo, now);
        if (again.Error is { } error)
            return error.ToProblem();

        db.Announce(payment, again.Value!, now);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(CancellationToken.None);
        changes.Tell(paymentId);
        return TypedResults.NoContent();
    }
}
