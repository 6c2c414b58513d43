using Microsoft.EntityFrameworkCore;
using MobilePay.Payments.Clients;
using MobilePay.Payments.Domain;
using MobilePay.Payments.Persistence;
using MobilePay.ServiceDefaults.Database;

namespace MobilePay.Payments.Features;

/// <summary>
/// Ends a pending payment, the channel first: only what the channel has closed, or never had, is closed here. "Paid" comes as
/// news of its own; a doubt is asked again later.
/// </summary>
public sealed class EndPayment(
    PaymentsDbContext db, IBankSettlementApi bank, IHisSyncApi his, PaymentChanges changes, TimeProvider clock)
{
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(30);

    public async Task<CloseOutcome> End(Guid id, PaymentEvent why)
    {
        var payment = await db.Payments.Include(p => p.Bills).SingleAsync(p => p.Id == id);
        var outcome = payment.Status == PaymentStatus.Pending ? await Close(payment, why) : null;

        // Ended before, or overtaken by the channel's own news of the close or of the money: what stands counts.
        if (outcome is null)
        {
            db.ChangeTracker.Clear();
            payment = await db.Payments.AsNoTracking().Include(p => p.Bills).SingleAsync(p => p.Id == id);
            outcome = payment.Status switch
            {
                PaymentStatus.Pending => CloseOutcome.Unknown,
                PaymentStatus.Closed => CloseOutcome.Closed,
                PaymentStatus.Paid or PaymentStatus.Refunding or PaymentStatus.Refunded or PaymentStatus.RefundFailed =>
                    CloseOutcome.Paid,
            };
        }

        if (payment.Status == PaymentStatus.Closed)
            await Release(payment);
        changes.Tell(id);
        return outcome.Value;
    }

    // Null: somebody else moved the payment meanwhile.
    private async Task<CloseOutcome?> Close(Payment payment, PaymentEvent why)
    {
        var outcome = await bank.Close(payment.OutTradeNo, CancellationToken.None).Outcome();
        if (outcome == CloseOutcome.NeverPlaced && await IsBeingPlaced(payment.Id))
            outcome = CloseOutcome.Unknown;

        var now = clock.GetUtcNow();
        if (outcome is CloseOutcome.Closed or CloseOutcome.NeverPlaced)
        {
            payment.Close(why);
            db.Announce(payment, now);
        }
        else
        {
            payment.CloseLater(now + AskAgainAfter);
        }

        return await db.SaveUnlessOvertaken(CancellationToken.None) ? outcome : null;
    }

    // The event does it for certain; doing it here as well lets a patient who starts anew find her bills free.
    private async Task Release(Payment payment)
    {
        string[] locks = [.. payment.Bills.Select(b => b.PresettlementId).OfType<string>()];
        if (locks.Length > 0)
            (await his.Release(new(payment.HospitalId, locks), CancellationToken.None)).Dispose();
    }

    // The order may be on its way to the channel in this very moment.
    private Task<bool> IsBeingPlaced(Guid id)
    {
        var now = clock.GetUtcNow();
        return db.IdempotentRequests.AnyAsync(r => r.PaymentId == id && r.AnswerStatus == null && r.RunningUntil > now);
    }
}
