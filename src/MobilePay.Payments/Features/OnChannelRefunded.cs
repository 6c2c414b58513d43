using MassTransit;
using MobilePay.Contracts;
using MobilePay.Payments.Persistence;

namespace MobilePay.Payments.Features;

/// <summary>The money is back with the payer.</summary>
public sealed class OnChannelRefunded(PaymentsDbContext db, PaymentChanges changes) : IConsumer<ChannelRefunded>
{
    public async Task Consume(ConsumeContext<ChannelRefunded> context)
    {
        var (news, stop) = (context.Message, context.CancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var payment = await db.Hold(news.PaymentId, stop)
            ?? throw new InvalidOperationException($"There is no payment {news.PaymentId}.");
        payment.ConfirmRefunded(news.RefundNo, news.ChannelRefundNo, news.RefundedAt);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        changes.Tell(payment.Id);
    }
}
