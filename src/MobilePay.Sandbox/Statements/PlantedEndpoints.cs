using MobilePay.Sandbox.Listeners;

namespace MobilePay.Sandbox.Statements;

internal static class PlantedEndpoints
{
    private const string Path = "/control/statements/planted";

    public static void MapPlanted(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (PlantedBoard board) => Answer(board));
        routes.MapPut(Path, Put);
        routes.MapDelete(Path, (PlantedBoard board) =>
        {
            board.Set([]);
            return Results.NoContent();
        });
    }

    private static IResult Put(IReadOnlyList<PlantedRow> wanted, PlantedBoard board, IEnumerable<IStatementParty> parties)
    {
        var known = parties.ToList();
        foreach (var row in wanted)
        {
            if (Objection(row, known) is { } objection)
                return objection;
        }

        board.Set(wanted);
        return Answer(board);
    }

    private static IResult? Objection(PlantedRow row, IReadOnlyList<IStatementParty> parties)
    {
        if (parties.FirstOrDefault(party => party.Party == row.Party) is not { } party)
            return Refusal($"No party '{row.Party}'. Known: {string.Join(' ', parties.Select(known => known.Party))}.", 400);
        if (!party.Kinds.Contains(row.Kind))
            return Refusal($"'{row.Party}' has no kind '{row.Kind}'. Known: {string.Join(' ', party.Kinds)}.", 400);
        if (row.AmountFen is < 0 or > 100_000_000 || (row.AmountFen is 0 && row.Kind != PlantedKinds.Fee))
            return Refusal("amountFen is 1 to 100000000; of a fee also 0.", 400);
        if (row.Kind is PlantedKinds.Amount or PlantedKinds.Fee && row.AmountFen is null)
            return Refusal($"'{row.Kind}' needs amountFen.", 400);
        if (!PlantedKinds.OfARow.Contains(row.Kind))
            return null;
        if (string.IsNullOrEmpty(row.OrderNo))
            return Refusal($"'{row.Kind}' needs orderNo.", 400);
        return party.Knows(row.Date, row.OrderNo, row.RefundNo) ? null : Refusal(
            $"The {row.Party} statement of {row.Date:yyyy-MM-dd} has no "
            + (row.RefundNo is null ? "row" : "refund " + row.RefundNo) + $" of {row.OrderNo}.", 404);
    }

    private static IResult Answer(PlantedBoard board) => Results.Json(board.All, WireJson.Strict);

    private static IResult Refusal(string why, int status) => Results.Problem(why, statusCode: status);
}
