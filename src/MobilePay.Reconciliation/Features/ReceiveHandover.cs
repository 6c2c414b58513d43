using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Persistence;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.Reconciliation.Features;

/// <summary>Takes in a hospital's day, and shows what came of it.</summary>
public static class ReceiveHandover
{
    /// <summary>About half a million lines.</summary>
    private const long BytesMax = 256 << 20;

    /// <param name="Status">current, replaced or refused.</param>
    public sealed record Answer(
        Guid Id, string HospitalId, DateOnly Day, bool IsProvisional, string Digest, DateTimeOffset ClosedAt,
        DateTimeOffset ReceivedAt, string Status, int Lines, int Payments, int Refunds, long PaymentsFen, long RefundsFen,
        string? RefusedFor, string? RefusedBecause);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/handovers/{hospitalId}/{day}", Handle);
        routes.MapGet("/handovers/{hospitalId}/{day}", Read);
    }

    internal static async Task<Results<Ok<Answer>, ProblemHttpResult>> Handle(
        string hospitalId, DateOnly day, HttpContext http, KeepHandover keep, HandoverTotals totals, CancellationToken stop)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = BytesMax;
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, stop);
        var kept = await keep.Do(hospitalId, day, body.ToArray(), stop);
        if (kept.Error is null)
            await totals.Warn(hospitalId, day, stop);
        return kept.Error is { } error ? error.ToProblem() : TypedResults.Ok(Of(kept.Value!));
    }

    internal static async Task<Ok<List<Answer>>> Read(
        string hospitalId, DateOnly day, ReconciliationDbContext db, CancellationToken stop)
    {
        var handovers = await db.Handovers.AsNoTracking().Where(h => h.HospitalId == hospitalId && h.Day == day)
            .OrderByDescending(h => h.ReceivedAt).ToListAsync(stop);
        return TypedResults.Ok(handovers.ConvertAll(Of));
    }

    internal static Answer Of(Handover h) => new(
        h.Id, h.HospitalId, h.Day, h.IsProvisional, h.Digest, h.ClosedAt, h.ReceivedAt, h.Status.ToString().ToLowerInvariant(),
        h.Lines, h.Payments, h.Refunds, h.PaymentsFen, h.RefundsFen, h.RefusedFor, h.RefusedBecause);
}
