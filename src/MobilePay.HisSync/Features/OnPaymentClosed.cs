using MassTransit;
using MobilePay.Contracts;
using MobilePay.HisSync.Clients;
using MobilePay.HisSync.Domain;

namespace MobilePay.HisSync.Features;

/// <summary>Frees the bills of a payment that will not come. Best effort: a lock runs out by itself.</summary>
public sealed class OnPaymentClosed(Hospitals hospitals, ILogger<OnPaymentClosed> log) : IConsumer<PaymentClosed>
{
    public async Task Consume(ConsumeContext<PaymentClosed> context)
    {
        var closed = context.Message;
        if (!hospitals.TryGet(closed.HospitalId, out var his))
            return;

        foreach (var id in closed.PresettlementIds)
            if (await his.Release(id, context.CancellationToken) == HisOutcome.Unknown)
                log.LogWarning("The hospital did not answer the release of {PresettlementId}; the lock will run out", id);
    }
}
