using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MobilePay.Reconciliation.Persistence;

namespace MobilePay.Reconciliation.Features;

/// <summary>The files of a hospital's day, those that were refused or replaced among them, the latest first.</summary>
public static class ListStatements
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/statements/{hospitalId}/{day}", Handle);

    internal static async Task<Ok<List<ReceiveStatement.Answer>>> Handle(
        string hospitalId, DateOnly day, ReconciliationDbContext db, CancellationToken stop)
    {
        var statements = await db.Statements.AsNoTracking().Where(s => s.HospitalId == hospitalId && s.Day == day)
            .OrderByDescending(s => s.ReceivedAt).ToListAsync(stop);
        return TypedResults.Ok(statements.ConvertAll(ReceiveStatement.Of));
    }
}
