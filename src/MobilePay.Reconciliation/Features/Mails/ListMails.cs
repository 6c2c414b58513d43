using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MobilePay.Reconciliation.Features.Lists;
using MobilePay.Reconciliation.Persistence;

namespace MobilePay.Reconciliation.Features.Mails;

/// <summary>The latest mails of a hospital and what became of them; those that wait first, with why.</summary>
public static class ListMails
{
    private const int Most = 100;

    public sealed record Row(
        Guid Id, string Kind, string Key, string Subject, DateTimeOffset CreatedAt, DateTimeOffset? SentAt, int Tries,
        DateTimeOffset? NextTryAt, string? Problem);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/mails", Handle);

    internal static async Task<Ok<List<Row>>> Handle(string hospitalId, ReconciliationDbContext db, CancellationToken stop)
    {
        var mails = await db.Mails.AsNoTracking().Where(m => m.HospitalId == hospitalId)
            .OrderBy(m => m.SentAt != null).ThenByDescending(m => m.CreatedAt).Take(Most).ToListAsync(stop);
        return TypedResults.Ok(mails.ConvertAll(m => new Row(
            m.Id, WireWord.Of(m.Kind), m.Key, m.Subject, m.CreatedAt, m.SentAt, m.Tries, m.NextTryAt, m.Problem)));
    }
}
