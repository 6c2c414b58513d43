using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.Reconciliation.Features.Lists;

/// <summary>What the rows of the whole filter come to, and not those of one page.</summary>
public interface IListTotal
{
    int Count { get; }
}

/// <param name="Next">The cursor of the next page; null where this is the last one.</param>
public sealed record ListPage<TRow, TTotal>(IReadOnlyList<TRow> Rows, TTotal Total, string? Next);

/// <summary>
/// Answers a list page by page, or as a file of the whole filter, which is read in pages too, so that a file of any length needs
/// the memory of one. A place is what the list is sorted by and no two rows have alike: a day and an id, say.
/// </summary>
internal sealed class Listing<TRow, TPlace, TTotal>(
    Sheet<TRow> sheet,
    Func<TRow, TPlace> placeOf,
    Func<TPlace?, int, CancellationToken, Task<List<TRow>>> read,
    Func<CancellationToken, Task<TTotal>> total)
    where TPlace : struct
    where TTotal : IListTotal
{
    private const int RowsAtOnce = 2_000;

    public async Task<Results<Ok<ListPage<TRow, TTotal>>, FileStreamHttpResult, ProblemHttpResult>> Answer(
        Paging paging, CancellationToken stop)
    {
        if (paging.ReadPlace(out TPlace? place) is { } malformed)
            return malformed.ToProblem();

        var sums = await total(stop);
        if (SheetFile.IsAsked(paging.Format))
        {
            if (sums.Count > SheetFile.RowsMax)
                return SheetFile.TooMany(sums.Count).ToProblem();
            var file = await SheetFile.Of(sheet, Whole(stop), paging.Format!, paging.Lang, stop);
            return file.Error is { } error ? error.ToProblem() : file.Value!;
        }

        // One row more than is shown tells whether there is another page.
        var rows = await read(place, paging.Rows + 1, stop);
        var isLast = rows.Count <= paging.Rows;
        if (!isLast)
            rows.RemoveAt(rows.Count - 1);
        return TypedResults.Ok(new ListPage<TRow, TTotal>(rows, sums, isLast ? null : Paging.CursorOf(placeOf(rows[^1]))));
    }

    private async IAsyncEnumerable<TRow> Whole([EnumeratorCancellation] CancellationToken stop)
    {
        TPlace? place = null;
        while (true)
        {
            var rows = await read(place, RowsAtOnce, stop);
            foreach (var row in rows)
                yield return row;
            if (rows.Count < RowsAtOnce)
                yield break;
            place = placeOf(rows[^1]);
        }
    }
}
