using Microsoft.EntityFrameworkCore;
using MobilePay.BankSettlement.Domain;
using MobilePay.BankSettlement.Persistence;
using MobilePay.Primitives;
using MobilePay.ServiceDefaults.Database;
using MobilePay.ServiceDefaults.Messaging;
using MobilePay.ServiceDefaults.Telemetry;

namespace MobilePay.BankSettlement.Features;

/// <summary>
/// The one way by which what a channel says of a refund becomes our state, whether it was answered, asked or told (rule N6).
/// </summary>
public sealed class RecordRefund(BankSettlementDbContext db, TimeProvider clock)
{
    private const int TriesMax = 3;

    /// <param name="report">Null when the channel gave no answer to be believed: only the time of the next step moves.</param>
    /// <param name="notice">The notice the report came in, to be remembered; null for an answer.</param>
    /// <returns>Null when recorded; otherwise why the report can't be about our refund.</returns>
    public async Task<Error?> Record(
        string channel, string merchantId, string refundNo, RefundReport? report, ChannelNotice? notice, CancellationToken stop)
    {
        var isRepeat = false;
        for (var tries = 1; ; tries++)
        {
            db.ChangeTracker.Clear();
            var refund = await db.Refunds.SingleOrDefaultAsync(
                r => r.RefundNo == refundNo && r.MerchantId == merchantId && r.Channel == channel, stop);
            if (refund is null)
                return RefundErrors.NotFound(refundNo);
            notice?.IsAbout(refund.OutTradeNo);

            using var span = Journey.Continue("channel refund report", refund.TraceParent);
            if (Apply(refund, report, isNotice: notice is not null) is { } error)
                return error;

            if (notice is not null)
                await db.Remember(notice, isRepeat, stop);
            try
            {
                if (await db.SaveUnlessTaken(stop) is not { } taken)
                    return null;
                if (tries >= TriesMax)
                    throw new InvalidOperationException($"The index {taken} refused refund {refund.Id} {TriesMax} times.");
                isRepeat = true;
            }
            catch (DbUpdateConcurrencyException) when (tries < TriesMax)
            {
                // Someone else moved the refund between reading and writing: read again, decide again.
            }
        }
    }

    private Error? Apply(ChannelRefund refund, RefundReport? report, bool isNotice)
    {
        var (before, now) = (refund.State, clock.GetUtcNow());
        if (report is not null && refund.Apply(report, now) is { } error)
            return error;

        if (refund.State != before)
            Announce(refund, now);
        else if (isNotice)
            refund.StepNow(now);
        else if (refund.State == RefundState.Open)
            refund.StepLater(now);
        return null;
    }

    private void Announce(ChannelRefund refund, DateTimeOffset now)
    {
        switch (refund.State)
        {
            case RefundState.Refunded:
                db.Publish(ChannelMessages.Refunded(refund), now);
                break;
            case RefundState.Refused:
                db.Publish(ChannelMessages.RefundRefused(refund, now), now);
                break;
            case RefundState.Open:
                break;
        }
    }
}
