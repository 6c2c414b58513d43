using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MobilePay.Payments.Clients;
using MobilePay.Payments.Domain;
using MobilePay.Payments.Persistence;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.Payments.Features;

/// <summary>
/// The patient gives up or wants to start anew. The answer is the true state: a payment that got through stays paid.
/// </summary>
public static class ClosePayment
{
    // How long the channel's "it is paid" may take to become our own state before the answer goes out.
    private const int NewsWithinSeconds = 3;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/payments/{id:guid}/close", Handle);

    internal static async Task<Results<Ok<GetPayment.Answer>, ProblemHttpResult>> Handle(
        Guid id, PaymentsDbContext db, EndPayment end, PaymentChanges changes, TimeProvider clock, CancellationToken stop)
    {
        if (!await db.Payments.AnyAsync(p => p.Id == id, stop))
            return PaymentErrors.NotFound(id).ToProblem();

        var outcome = await end.End(id, PaymentEvent.Abandoned);
        db.ChangeTracker.Clear();
        return await GetPayment.Handle(id, outcome == CloseOutcome.Paid ? NewsWithinSeconds : 0, db, changes, clock, stop);
    }
}
