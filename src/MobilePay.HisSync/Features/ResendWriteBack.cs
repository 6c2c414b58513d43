using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobilePay.HisSync.Clients;
using MobilePay.HisSync.Domain;
using MobilePay.HisSync.Persistence;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.HisSync.Features;

/// <summary>
/// Tells the hospital of a payment once more because people decided to. The hospital is asked first, and the same confirm goes
/// out under the same number only when it says for certain that it has not booked it: a confirm that got lost at the hospital
/// after it had said yes is made good that way, too.
/// </summary>
public static class ResendWriteBack
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/write-backs/{hospitalId}/{orderNo}/resend", Handle);

    internal static async Task<Results<Ok<SettlementAnswer>, ProblemHttpResult>> Handle(
        string hospitalId, string orderNo, Hospitals hospitals, WriteBackResend resend)
    {
        if (!hospitals.TryGet(hospitalId, out var his))
            return HisErrors.UnknownHospital(hospitalId).ToProblem();

        return await resend.Do(his, hospitalId, orderNo) is { } said
            ? TypedResults.Ok(SettlementAnswer.Of(said)) : HisErrors.WriteBackUnknown(orderNo).ToProblem();
    }
}

public sealed class WriteBackResend(HisSyncDbContext db, IOptions<HisOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan ClaimFor = TimeSpan.FromSeconds(30);

    // A caller who has gone stops nothing: what was sent has to be noted (rule T5).
    private static readonly CancellationToken Stop = CancellationToken.None;

    /// <returns>Null where there is no such write-back.</returns>
    public async Task<HisConfirmation?> Do(IHisAdapter his, string hospitalId, string orderNo)
    {
        var known = await Change(hospitalId, orderNo, w => w.KeepFromOthers(clock.GetUtcNow() + ClaimFor));
        if (known is null)
            return null;

        var said = await LookUp(his, known);
        if (said is null)
        {
            // The money of a refused confirm is on its way back: booking it now would give the patient both.
            if (known.Status == WriteBackStatus.Refused)
                return new(HisOutcome.Refused, known.RefusedBecause);

            // Counted and committed before it goes out, as every confirm is.
            await Change(hospitalId, orderNo, w => w.Sending(clock.GetUtcNow()));
            said = await his.Confirm(known, Stop);
        }

        await Change(hospitalId, orderNo, w =>
        {
            db.Announce(w.Apply(said, clock.GetUtcNow()), clock.GetUtcNow());
            w.BookedAgain(said);
        });
        return said;
    }

    // Null: it is certain that the hospital has not booked it.
    private async Task<HisConfirmation?> LookUp(IHisAdapter his, WriteBack known)
    {
        if (!his.Capabilities.LookupByOrderNo)
            return his.Capabilities.IdempotentConfirm ? null : HisConfirmation.Unknown with { Reason = "no-lookup" };

        var found = await his.LookUp(known.OrderNo, Stop);
        var mayStillArrive = clock.GetUtcNow() - known.LastSentAt < options.Value.ConfirmSettlesWithin;
        return found ?? (mayStillArrive ? HisConfirmation.Unknown with { Reason = "too-soon" } : null);
    }

    // Under a lock of the row: the schedule may be at the same write-back.
    private async Task<WriteBack?> Change(string hospitalId, string orderNo, Action<WriteBack> change)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(Stop);
        var writeBack = await db.WriteBacks.FromSql($"""
            select *, xmin from write_backs where hospital_id = {hospitalId} and order_no = {orderNo} for update
            """).SingleOrDefaultAsync(Stop);
        if (writeBack is null)
            return null;

        change(writeBack);
        await db.SaveChangesAsync(Stop);
        await transaction.CommitAsync(Stop);
        return writeBack;
    }
}
