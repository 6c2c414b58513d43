using MassTransit;
using Microsoft.EntityFrameworkCore;
using MobilePay.Contracts;
using MobilePay.Payments.Domain;
using MobilePay.Payments.Persistence;
using MobilePay.Primitives;

namespace MobilePay.Payments.Features;

/// <summary>The money is here. The payment moves, and the hospital is to be told, in one transaction.</summary>
public sealed class OnChannelPaid(PaymentsDbContext db, PaymentChanges changes, TimeProvider clock, ILogger<OnChannelPaid> log)
    : IConsumer<ChannelPaid>
{
    public async Task Consume(ConsumeContext<ChannelPaid> context)
    {
        var (news, stop) = (context.Message, context.CancellationToken);
        var payment = await db.Payments.Include(p => p.Bills).SingleAsync(p => p.Id == news.PaymentId, stop);
        var before = payment.Status;
        if (payment.ConfirmPaid(news.ChannelTradeNo, Money.FromFen(news.AmountFen), news.PaidAt) is { } error)
            throw new InvalidOperationException(error.Message);

        if (payment.Status != before)
            db.Announce(payment, clock.GetUtcNow());
        // Late, or a second time on another channel: the money came in, is booked, and goes back by the way it came (D2, D3).
        if (payment.Status == PaymentStatus.Refunding && before != payment.Status)
        {
            db.SendBackByItself(payment, RefundCause.PaidLate, orderNo: null, payment.Amount, clock.GetUtcNow());
            log.LogWarning("Payment {PaymentId} was paid after it had ended; the money goes back", payment.Id);
        }

        await db.SaveChangesAsync(stop);
        changes.Tell(payment.Id);
    }
}
