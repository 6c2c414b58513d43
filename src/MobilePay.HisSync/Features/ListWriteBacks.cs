using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MobilePay.HisSync.Persistence;

namespace MobilePay.HisSync.Features;

/// <summary>How far the hospital knows of a payment's bills.</summary>
public static class ListWriteBacks
{
    /// <param name="Status">waiting, confirmed, refused or unknown.</param>
    public sealed record Answer(
        string OrderNo, string BillNo, string PrescriptionNo, string Status, int SentCount, int CheckedCount,
        DateTimeOffset? LastSentAt, DateTimeOffset? NextCheckAt, string? HisDocNo, string? RefusedBecause);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/write-backs/of-payment/{paymentId:guid}", Handle);

    internal static async Task<Ok<List<Answer>>> Handle(Guid paymentId, HisSyncDbContext db, CancellationToken stop)
    {
        var writeBacks = await db.WriteBacks.AsNoTracking().Where(w => w.PaymentId == paymentId).OrderBy(w => w.OrderNo)
            .ToListAsync(stop);
        return TypedResults.Ok(writeBacks.ConvertAll(w => new Answer(
            w.OrderNo, w.BillNo, w.PrescriptionNo, w.Status.ToString().ToLowerInvariant(), w.SentCount, w.CheckedCount,
            w.LastSentAt, w.NextCheckAt, w.HisDocNo, w.RefusedBecause)));
    }
}
