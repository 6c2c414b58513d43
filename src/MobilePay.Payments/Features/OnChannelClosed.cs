using MassTransit;
using Microsoft.EntityFrameworkCore;
using MobilePay.Contracts;
using MobilePay.Payments.Domain;
using MobilePay.Payments.Persistence;

namespace MobilePay.Payments.Features;

/// <summary>The order was closed at the channel, though we did not ask: the attempt is over. A paid one stays paid.</summary>
public sealed class OnChannelClosed(PaymentsDbContext db, PaymentChanges changes, TimeProvider clock) : IConsumer<ChannelClosed>
{
    public async Task Consume(ConsumeContext<ChannelClosed> context)
    {
        var payment = await db.Payments.Include(p => p.Bills)
            .SingleAsync(p => p.Id == context.Message.PaymentId, context.CancellationToken);
        if (payment.Status != PaymentStatus.Pending || payment.Close(PaymentEvent.Abandoned) is not null)
            return;

        db.Announce(payment, clock.GetUtcNow());
        await db.SaveChangesAsync(context.CancellationToken);
        changes.Tell(payment.Id);
    }
}
