using Microsoft.EntityFrameworkCore;
using MobilePay.FinanceWeb.Clients;
using MobilePay.FinanceWeb.Persistence;
using MobilePay.FinanceWeb.Staff;
using MobilePay.Primitives;

namespace MobilePay.FinanceWeb.Features;

/// <summary>
/// A failed refund is tried again, because finance has seen that its cause is gone. That she asked for it is written down before
/// it is asked: money may move from then on.
/// </summary>
public sealed class RetryRefund(FinanceWebDbContext db, Sessions sessions, Neighbours neighbours, TimeProvider clock)
{
    public async Task<Error?> Try(Actor by, FailedRefund refund, CancellationToken stop)
    {
        if (!await sessions.Stands(by.SessionId, stop)
            || !await db.Staff.AnyAsync(s => s.Id == by.Id && s.Roles.Contains(StaffRoles.Finance), stop))
            return StaffErrors.NotAllowed;

        db.Note(StaffAct.RefundTriedAgain, by, null, refund.RefundNo, clock.GetUtcNow(), refund.OutTradeNo);
        await db.SaveChangesAsync(stop);
        return await neighbours.Retry(refund.PaymentId, refund.RefundNo);
    }
}
