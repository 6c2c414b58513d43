using MassTransit;
using MobilePay.Contracts;
using MobilePay.Payments.Domain;
using MobilePay.Payments.Persistence;

namespace MobilePay.Payments.Features;

/// <summary>The hospital has definitely refused one bill: its money goes back, asked for in the same breath (rule D6).</summary>
public sealed class OnHisRefused(PaymentsDbContext db, PaymentChanges changes, TimeProvider clock, ILogger<OnHisRefused> log)
    : IConsumer<HisRefused>
{
    public async Task Consume(ConsumeContext<HisRefused> context)
    {
        var (said, stop) = (context.Message, context.CancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var payment = await db.Hold(said.PaymentId, stop)
            ?? throw new InvalidOperationException($"There is no payment {said.PaymentId}.");
        var bill = payment.Bills.Single(b => b.OrderNo == said.OrderNo);
        if (bill.Refuse(said.Reason, said.RefusedAt))
        {
            db.SendBackByItself(payment, RefundCause.HospitalRefused, bill.OrderNo, bill.Amount, clock.GetUtcNow());
            log.LogWarning("Payment {PaymentId}: the hospital refused {OrderNo} ({Reason}); the money goes back",
                payment.Id, bill.OrderNo, said.Reason);
        }

        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        changes.Tell(said.PaymentId);
    }
}
