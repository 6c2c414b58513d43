using MassTransit;
using MobilePay.Contracts;
using MobilePay.Payments.Persistence;

namespace MobilePay.Payments.Features;

/// <summary>The hospital has booked one bill: its own axis moves, the money's does not.</summary>
public sealed class OnHisConfirmed(PaymentsDbContext db, PaymentChanges changes) : IConsumer<HisConfirmed>
{
    public async Task Consume(ConsumeContext<HisConfirmed> context)
    {
        var said = context.Message;
        var bill = await db.Bill(said.HospitalId, said.OrderNo, context.CancellationToken);
        bill.Confirm(said.HisDocNo, said.InvoiceNo, said.Pharmacy, said.Window, said.ConfirmedAt);
        await db.SaveChangesAsync(context.CancellationToken);
        changes.Tell(said.PaymentId);
    }
}
