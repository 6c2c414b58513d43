using MassTransit;
using Microsoft.EntityFrameworkCore;
using MobilePay.BankSettlement.Domain;
using MobilePay.BankSettlement.Persistence;
using MobilePay.Contracts;
using MobilePay.Primitives;
using MobilePay.ServiceDefaults.Telemetry;

namespace MobilePay.BankSettlement.Features;

/// <summary>
/// Writes the intent to refund; <see cref="SettleRefunds"/> takes it to the channel. Asked again for a refund the channel
/// refused, it is tried again under its number.
/// </summary>
public sealed class OnRefundRequested(BankSettlementDbContext db, TimeProvider clock) : IConsumer<RefundRequested>
{
    public async Task Consume(ConsumeContext<RefundRequested> context)
    {
        var (wanted, stop) = (context.Message, context.CancellationToken);
        var now = clock.GetUtcNow();
        var order = await db.Orders.SingleAsync(o => o.PaymentId == wanted.PaymentId && o.OutTradeNo == wanted.OutTradeNo, stop);
        var known = await db.Refunds.SingleOrDefaultAsync(r => r.OrderId == order.Id && r.RefundNo == wanted.RefundNo, stop);
        if (known is null)
            db.Add(ChannelRefund.Of(
                order, wanted.RefundNo, Money.FromFen(wanted.AmountFen), wanted.Reason, now, Journey.Here));
        else if (Again(known, wanted, now) is { } error)
            throw new InvalidOperationException(error.Message);
        await db.SaveChangesAsync(stop);
    }

    // A number stands for one amount for ever.
    private static Error? Again(ChannelRefund known, RefundRequested wanted, DateTimeOffset now) =>
        known.Amount.Fen == wanted.AmountFen ? known.TryAgain(now) : RefundErrors.Differs(wanted.RefundNo);
}
