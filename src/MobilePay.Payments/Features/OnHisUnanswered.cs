using MassTransit;
using MobilePay.Contracts;
using MobilePay.Payments.Persistence;

namespace MobilePay.Payments.Features;

/// <summary>The hospital did not answer. HisSync goes on asking; people see an honest "not yet".</summary>
public sealed class OnHisUnanswered(PaymentsDbContext db, PaymentChanges changes) : IConsumer<HisUnanswered>
{
    public async Task Consume(ConsumeContext<HisUnanswered> context)
    {
        var said = context.Message;
        var bill = await db.Bill(said.HospitalId, said.OrderNo, context.CancellationToken);
        bill.Unanswered(said.Since);
        await db.SaveChangesAsync(context.CancellationToken);
        changes.Tell(said.PaymentId);
    }
}
