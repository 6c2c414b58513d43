using MassTransit;
using MobilePay.Contracts;
using MobilePay.Payments.Persistence;

namespace MobilePay.Payments.Features;

/// <summary>The channel has definitely not refunded. The refund waits among the failed ones for a person.</summary>
public sealed class OnChannelRefundRefused(PaymentsDbContext db, PaymentChanges changes, ILogger<OnChannelRefundRefused> log)
    : IConsumer<ChannelRefundRefused>
{
    public async Task Consume(ConsumeContext<ChannelRefundRefused> context)
    {
        var (news, stop) = (context.Message, context.CancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var payment = await db.Hold(news.PaymentId, stop)
            ?? throw new InvalidOperationException($"There is no payment {news.PaymentId}.");
        if (payment.ConfirmRefundRefused(news.RefundNo, news.Reason, news.IsNumberSpent, news.RefusedAt))
        {
            PaymentMetrics.RefundFailed(news.Reason);
            log.LogError(
                "Refund {RefundNo} was refused by the channel ({Reason}): a person has to look", news.RefundNo, news.Reason);
        }

        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        changes.Tell(payment.Id);
    }
}
