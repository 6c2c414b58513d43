using Microsoft.EntityFrameworkCore;
using MobilePay.BankSettlement.Clients;
using MobilePay.BankSettlement.Domain;
using MobilePay.BankSettlement.Persistence;
using MobilePay.Primitives;
using MobilePay.ServiceDefaults.Database;
using MobilePay.ServiceDefaults.Messaging;
using MobilePay.ServiceDefaults.Telemetry;

namespace MobilePay.BankSettlement.Features;

/// <summary>
/// The one way by which what a channel says becomes our state, whether it came as a notice or as the answer to a query (rule N6):
/// state, event and notice are one transaction, the first wins, the second changes nothing.
/// </summary>
public sealed class RecordReport(BankSettlementDbContext db, Channels channels, TimeProvider clock)
{
    private const int TriesMax = 3;

    /// <param name="notice">The notice the report came in, to be remembered; null for a query.</param>
    /// <returns>The order's state afterwards, or why the report can't be about our order.</returns>
    public async Task<Result<OrderState>> Record(ChannelReport report, ChannelNotice? notice, CancellationToken stop)
    {
        var isRepeat = false;
        for (var tries = 1; ; tries++)
        {
            db.ChangeTracker.Clear();
            if (await Find(report, stop) is not { } order)
                return OrderErrors.NotFound(report.OutTradeNo);
            notice?.IsAbout(order.OutTradeNo);

            using var span = Journey.Continue("channel report", order.TraceParent);
            if (Apply(order, report) is { } error)
                return error;

            if (notice is not null)
                await db.Remember(notice, isRepeat, stop);
            try
            {
                var taken = await db.SaveUnlessTaken(stop);
                if (taken is null)
                    return order.State;
                if (taken == ChannelOrderMapping.CaptureKey)
                    return OrderErrors.CaptureTaken(report.OutTradeNo);
                if (tries >= TriesMax)
                    throw new InvalidOperationException($"The index {taken} refused order {order.Id} {TriesMax} times.");

                // The notice was received before, perhaps this very moment by another replica: decide again with it known.
                isRepeat = true;
            }
            catch (DbUpdateConcurrencyException) when (tries < TriesMax)
            {
                // Someone else moved the order between reading and writing: read again, decide again.
            }
        }
    }

    private async Task<ChannelOrder?> Find(ChannelReport report, CancellationToken stop) =>
        await db.Orders.SingleOrDefaultAsync(o => o.OutTradeNo == report.OutTradeNo
            && o.MerchantId == report.MerchantId && o.Channel == report.Channel, stop)
        ?? (QuickPay.OrdersTriedAs(report.OutTradeNo) is { Count: > 0 } tried
            ? await db.Orders.SingleOrDefaultAsync(o => tried.Contains(o.OutTradeNo) && o.Method == "bank.quickpay"
                && o.MerchantId == report.MerchantId && o.Channel == report.Channel, stop)
            : null);

    private Error? Apply(ChannelOrder order, ChannelReport report)
    {
        var (before, now) = (order.State, clock.GetUtcNow());
        if (order.Apply(report, now) is { } error)
            return error;

        if (order.State != before)
            Announce(order, now);
        return null;
    }

    private void Announce(ChannelOrder order, DateTimeOffset now)
    {
        switch (order.State)
        {
            case OrderState.Paid:
                db.Publish(ChannelMessages.Paid(order, AccountOf(order)), now);
                break;
            case OrderState.Closed:
                db.Publish(ChannelMessages.Closed(order), now);
                break;
            case OrderState.Open or OrderState.Refused:
                break;
        }
    }

    private string AccountOf(ChannelOrder order) =>
        channels.Named(order.Channel)?.AccountOf(order.MerchantId) ?? order.MerchantId;
}
