using MassTransit;
using Microsoft.EntityFrameworkCore;
using MobilePay.Contracts;
using MobilePay.Prescriptions.Persistence;

namespace MobilePay.Prescriptions.Features;

/// <summary>Releases the prescription: the hospital knows it is paid and says where to collect.</summary>
public sealed class OnHisConfirmed(PrescriptionsDbContext db) : IConsumer<HisConfirmed>
{
    public async Task Consume(ConsumeContext<HisConfirmed> context)
    {
        var confirmed = context.Message;
        var prescription = await db.Prescriptions.SingleAsync(
            p => p.HospitalId == confirmed.HospitalId && p.BillNo == confirmed.BillNo, context.CancellationToken);
        prescription.ConfirmPaid(confirmed.PaymentId, confirmed.HisDocNo, confirmed.Pharmacy, confirmed.Window);
        await db.SaveChangesAsync(context.CancellationToken);
    }
}
