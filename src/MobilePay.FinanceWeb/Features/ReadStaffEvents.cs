using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using MobilePay.FinanceWeb.Persistence;
using MobilePay.FinanceWeb.Staff;

namespace MobilePay.FinanceWeb.Features;

/// <summary>The record of who did what, newest first, page by page.</summary>
public sealed class ReadStaffEvents(FinanceWebDbContext db)
{
    public const int PageSize = 50;

    private const int RowsMax = 100_000;

    /// <param name="Who">Part of a user name, of her who did it or of her to whom it was done.</param>
    /// <param name="Before">Only rows older than this one.</param>
    public sealed record Filter(string? Who, StaffAct? Act, long? Before);

    public sealed record Rows(IReadOnlyList<StaffEvent> Events, long? Next, int Total);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/staff-events", Export).RequireAuthorization(Policies.StaffEvents);

    public async Task<Rows> Read(Filter filter, CancellationToken stop)
    {
        var events = await Matching(filter).Take(PageSize + 1).ToListAsync(stop);
        var total = await Matching(filter with { Before = null }).CountAsync(stop);
        return events.Count <= PageSize ? new(events, null, total) : new(events[..PageSize], events[PageSize - 1].Id, total);
    }

    internal static async Task<IResult> Export(
        ReadStaffEvents events, string? who, string? act, CancellationToken stop)
    {
        var filter = new Filter(who, Enum.TryParse<StaffAct>(act, out var known) ? known : null, null);
        var text = new StringBuilder("\uFEFFid,at,act,actor,subject,detail,address\r\n");
        await foreach (var e in events.Matching(filter).Take(RowsMax).AsAsyncEnumerable().WithCancellation(stop))
            text.AppendLine(CultureInfo.InvariantCulture,
                $"{e.Id},{e.At:yyyy-MM-ddTHH:mm:ssZ},{e.Act},{e.Actor},{e.Subject},{e.Detail},{e.Address}");
        return TypedResults.File(Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8", "staff-events.csv");
    }

    private IQueryable<StaffEvent> Matching(Filter filter)
    {
        var events = db.Events.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(filter.Who))
        {
            var who = filter.Who.Trim();
            events = events.Where(e => e.Subject.Contains(who) || e.Actor!.Contains(who));
        }

        if (filter.Act is { } act)
            events = events.Where(e => e.Act == act);
        if (filter.Before is { } before)
            events = events.Where(e => e.Id < before);
        return events.OrderByDescending(e => e.Id);
    }
}
