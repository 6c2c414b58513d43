using Microsoft.EntityFrameworkCore;
using MobilePay.BankSettlement.Domain;
using MobilePay.ServiceDefaults.Database;

namespace MobilePay.BankSettlement.Persistence;

/// <summary>
/// The quick pay of an order: made when it is first looked for, and stopped so that no pay call can slip through.
/// </summary>
public sealed class QuickPayBook(BankSettlementDbContext db, TimeProvider clock)
{
    private const int TriesMax = 5;

    public async Task<QuickPay> Of(ChannelOrder order, CancellationToken stop)
    {
        if (await Find(order, stop) is { } known)
            return known;

        var pay = QuickPay.Of(order);
        db.Add(pay);
        if (await db.SaveUnlessTaken(stop) is null)
            return pay;

        db.ChangeTracker.Clear();
        return (await Find(order, stop))!;
    }

    /// <summary>
    /// True when no pay call was sent and none will be; false when one was, or just now others are too busy with it.
    /// </summary>
    public async Task<bool> StopUnlessSent(ChannelOrder order, CancellationToken stop)
    {
        for (var tries = 1; tries <= TriesMax; tries++)
        {
            db.ChangeTracker.Clear();
            var pay = await Of(order, stop);
            if (pay.SentAt is not null)
                return false;
            if (await Stopped(pay, stop))
                return true;
        }

        return false;
    }

    /// <summary>
    /// Stops a quick pay as it was read, also one whose pay call failed for certain; false when it has moved since.
    /// </summary>
    public async Task<bool> Stopped(QuickPay pay, CancellationToken stop)
    {
        pay.Stop(clock.GetUtcNow());
        return await db.SaveUnlessOvertaken(stop);
    }

    private Task<QuickPay?> Find(ChannelOrder order, CancellationToken stop) =>
        db.QuickPays.SingleOrDefaultAsync(p => p.OrderId == order.Id, stop);
}
