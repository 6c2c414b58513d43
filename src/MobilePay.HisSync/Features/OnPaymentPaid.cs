using MassTransit;
using MobilePay.Contracts;
using MobilePay.HisSync.Clients;
using MobilePay.HisSync.Domain;
using MobilePay.HisSync.Persistence;
using MobilePay.ServiceDefaults.Telemetry;

namespace MobilePay.HisSync.Features;

/// <summary>
/// Tells the hospital at once that a bill is paid. The intent is the payment itself, committed before this message left; a HIS
/// that books the same order once may therefore be called before our own commit (rule O9). Any other is left to
/// <see cref="SettleWriteBacks"/>, which notes each attempt first.
/// </summary>
public sealed class OnPaymentPaid(HisSyncDbContext db, Hospitals hospitals, TimeProvider clock) : IConsumer<PaymentPaid>
{
    public async Task Consume(ConsumeContext<PaymentPaid> context)
    {
        var (paid, stop) = (context.Message, context.CancellationToken);
        if (!hospitals.TryGet(paid.HospitalId, out var his))
            throw new InvalidOperationException(
                $"Hospital {paid.HospitalId} is not configured here; the payment can't be confirmed.");

        foreach (var bill in paid.Bills)
        {
            if (await db.WriteBacks.FindAsync([paid.HospitalId, bill.OrderNo], stop) is not null)
                continue;

            var now = clock.GetUtcNow();
            var writeBack = WriteBack.For(paid, bill, now, Journey.Here);
            db.WriteBacks.Add(writeBack);
            if (!his.Capabilities.IdempotentConfirm)
                continue;

            writeBack.Sending(now);
            db.Announce(writeBack.Apply(await his.Confirm(writeBack, stop), clock.GetUtcNow()), clock.GetUtcNow());
        }

        await db.SaveChangesAsync(stop);
    }
}
