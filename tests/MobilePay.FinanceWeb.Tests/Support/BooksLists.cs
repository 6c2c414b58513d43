using System.Text.Json.Nodes;
using static MobilePay.FinanceWeb.Tests.Support.BooksFixtures;

namespace MobilePay.FinanceWeb.Tests.Support;

/// <summary>Lists and reports of the books, full or empty.</summary>
internal static class BooksLists
{
    public static JsonNode? Of(string[] path, bool isEmpty) => isEmpty ? Empty(path) : Full(path);

    private static JsonNode? Empty(string[] path) => path switch
    {
        ["handovers", _, _, "totals"] or ["reconciliations", _, _] => null,
        ["reports", _] => new JsonObject { ["rows"] = new JsonArray() },
        [_] => path[0] == "accounts" ? new JsonArray() : List([]),
        _ => new JsonArray(),
    };

    private static JsonNode? Full(string[] path) => path switch
    {
        ["handovers"] => List(Rows("handovers")),
        ["handovers", _, _, "totals"] => The("totals"),
        ["handovers", _, _] => The("handovers"),
        ["statements"] => List(Rows("statements")),
        ["statements", _, _, "expected"] => The("expected"),
        ["statements", _, _] => The("statements"),
        ["reconciliations"] => List([The("runRow")]),
        ["reconciliations", _, _] => The("run"),
        ["differences"] => Differences(),
        ["journal"] => List(
            Enumerable.Range(0, 12).Select(_ => The("entry")), ("debitFen", 12_640_800), ("creditFen", 12_640_800)),
        ["trial-balance"] => List(Rows("balances"), ("debitFen", 1_053_400), ("creditFen", 1_053_400)),
        ["accounts"] => The("accounts"),
        ["closes"] => List([Close(Yesterday, "open", false, null)]),
        ["funds"] => List(
            Rows("batches"), ("netFen", 24_591_348), ("receivedFen", 12_292_583), ("feesFen", 93_826)),
        ["reports", "takings-by-hour"] => Hours(),
        ["reports", "suspense-ageing"] => The("ageing"),
        ["reports", var name] => The(name),
        _ => null,
    };

    private static JsonObject Differences()
    {
        var list = List(Enumerable.Range(0, 20).Select(Sample), ("count", 57), ("overFen", 7_373_800), ("shortFen", 1_300));
        list["next"] = "eyJpIjo1MH0";
        return list;
    }

    private static JsonObject Hours() => new()
    {
        ["rows"] = new JsonArray([.. Enumerable.Range(7, 11).Select(h =>
            (JsonNode)new JsonObject { ["hour"] = h, ["count"] = h * 7, ["fen"] = (h % 6 + 1) * 432_100 })]),
    };
}
