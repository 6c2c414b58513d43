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
        if (payment.Status != PaymentStatus.Pending)
            return payment.Status == PaymentStatus.Closed ? CloseOutcome.Closed : CloseOutcome.Paid;

        var outcome = await bank.Close(payment.OutTradeNo, CancellationToken.None).Outcome();
        if (outcome == CloseOutcome.NeverPlaced && await IsBeingPlaced(id))
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

        // Overtaken by the news that it is paid: that one stands.
        if (!await db.SaveUnlessOvertaken(CancellationToken.None))
            return CloseOutcome.Unknown;

        if (payment.Status == PaymentStatus.Closed)
            await Release(payment);
        changes.Tell(id);
        return outcome;
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
