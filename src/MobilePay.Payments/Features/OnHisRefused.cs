using MassTransit;
using MobilePay.Contracts;
using MobilePay.Payments.Persistence;

namespace MobilePay.Payments.Features;

/// <summary>The hospital has definitely refused one bill.</summary>
public sealed class OnHisRefused(PaymentsDbContext db, PaymentChanges changes, ILogger<OnHisRefused> log) : IConsumer<HisRefused>
{
    public async Task Consume(ConsumeContext<HisRefused> context)
    {
        var said = context.Message;
        var bill = await db.Bill(said.HospitalId, said.OrderNo, context.CancellationToken);
        if (bill.Refuse(said.Reason, said.RefusedAt))
            log.LogWarning(
                "Payment {PaymentId}: the hospital refused {OrderNo} ({Reason})", said.PaymentId, said.OrderNo, said.Reason);
        await db.SaveChangesAsync(context.CancellationToken);
        changes.Tell(said.PaymentId);
    }
}
