using System.Text.Json.Nodes;
using MobilePay.FinanceWeb.Look;

namespace MobilePay.FinanceWeb.Tests.Support;

/// <summary>A day in the books of a hospital with long names, as their interface would tell it (books.json).</summary>
public static class BooksFixtures
{
    public const string Hospital = "H001";
    public static readonly Guid Difference = new("01990000-0000-7000-8000-00000000d1ff");
    public static readonly Guid ProposalId = new("01990000-0000-7000-8000-0000000ab0ab");

    public static readonly DateOnly Today =
        DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).Date);

    public static readonly string Yesterday = Today.AddDays(-1).Iso();

    private const string Digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private static readonly string At = Yesterday + "T02:14:07Z";

    private static readonly JsonObject All = JsonNode.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Support", "books.json"))
            .Replace("$yesterday", Yesterday, StringComparison.Ordinal).Replace("$today", Today.Iso(), StringComparison.Ordinal)
            .Replace("$digest", Digest, StringComparison.Ordinal).Replace("$at", At, StringComparison.Ordinal)
            .Replace("$difference", Difference.ToString(), StringComparison.Ordinal)
            .Replace("$proposal", ProposalId.ToString(), StringComparison.Ordinal)
            .Replace("$new", Guid.Empty.ToString(), StringComparison.Ordinal))!.AsObject();

    public static JsonNode The(string name) => All[name]!.DeepClone();

    public static JsonArray Rows(string name) => The(name).AsArray();

    public static JsonObject List(IEnumerable<JsonNode?> rows, params (string Name, long Value)[] total)
    {
        var all = rows.Select(row => row!.DeepClone()).ToArray();
        var sums = new JsonObject { ["count"] = all.Length };
        foreach (var (name, value) in total)
            sums[name] = value;
        return new() { ["rows"] = new JsonArray(all), ["total"] = sums };
    }

    /// <summary>Differences that are not all alike; the first is the one with a story.</summary>
    public static JsonObject Sample(int i = 0)
    {
        var one = The("difference").AsObject();
        if (i == 0)
            return one;
        (one["id"], one["orderNo"], one["ageDays"]) = (Guid.CreateVersion7(), $"MP2026112710140700{i:0000}", 1 + i);
        (one["kind"], one["channel"]) = (i % 5 == 4 ? "refund" : "payment", i % 2 == 0 ? "wechat" : "alipay");
        one["class"] = (i % 3) switch { 0 => "his-missing", 1 => "his-only", _ => "amount-diff" };
        one["status"] = i % 4 == 3 ? "suspended" : "assigned";
        if (i % 3 != 0)
            (one["hospitalFen"], one["differenceFen"]) = (1_053_500, -100);
        return one;
    }

    public static JsonObject Proposal(Guid by, string name, JsonObject asked) => new()
    {
        ["id"] = ProposalId,
        ["differenceId"] = Difference,
        ["version"] = "v1",
        ["action"] = asked["action"]?.ToString() ?? "resend-confirm",
        ["amountFen"] = asked["amountFen"]?.DeepClone(),
        ["causeCode"] = asked["causeCode"]?.ToString() ?? "network-fault",
        ["remark"] = asked["remark"]?.ToString() ?? "确认丢失，患者已在窗口等候。",
        ["proposedBy"] = new JsonObject { ["id"] = by.ToString(), ["name"] = name },
        ["proposedAt"] = At,
        ["status"] = "waiting",
        ["approvals"] = new JsonArray(),
        ["approversNeeded"] = 1,
        ["isStale"] = false,
        ["facts"] = Sample(),
        ["journal"] = The("wouldBook"),
    };

    public static JsonObject Story(JsonObject? proposal) => new()
    {
        ["difference"] = Sample(),
        ["sides"] = The("sides"),
        ["actions"] = The("actions"),
        ["proposals"] = proposal is null ? new JsonArray() : new JsonArray(proposal.DeepClone()),
        ["files"] = The("files"),
        ["history"] = The("history"),
        ["journal"] = new JsonArray(The("entry")),
    };

    public static JsonObject Close(string day, string status, bool isFree, JsonObject? proposer)
    {
        var close = new JsonObject { ["hospitalId"] = Hospital, ["day"] = day, ["status"] = status };
        close["blocks"] = status == "open" && !isFree ? The("blocks") : new JsonArray();
        if (proposer is not null && status is "proposed" or "closed")
            (close["proposedBy"], close["proposedAt"], close["digest"]) = (proposer!.DeepClone(), At, Digest);
        if (status == "closed")
            (close["signature"], close["keyId"], close["report"]) = (Digest + Digest, "close-2026", $"day {day}\nnet 233913.89");
        return close;
    }
}
