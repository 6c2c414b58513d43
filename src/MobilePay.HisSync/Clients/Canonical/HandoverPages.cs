using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using MobilePay.HisSync.Domain;
using MobilePay.Primitives;
using Refit;

namespace MobilePay.HisSync.Clients.Canonical;

/// <summary>
/// Puts a hospital's day together from its head and its pages of lines, into the document a hospital that pushes would have sent.
/// What is in it is Reconciliation's to check; here only that no page is missing.
/// </summary>
internal sealed class HandoverPages(ICanonicalHisApi api, string hospitalId)
{
    /// <summary>More than any day has; a hospital whose pages never end must not fill our memory.</summary>
    private const int LinesMax = 1_000_000;

    public async Task<Result<JsonObject>> Read(DateOnly day, CancellationToken stop)
    {
        var date = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        using var head = await api.Handover(date, stop);
        if (head.StatusCode == HttpStatusCode.NotFound && IsNotFound(head.Error as ApiException))
            return HisErrors.HandoverNotThere(date);
        if (head is not { IsSuccessStatusCode: true, Error: null, Content: { } document })
            return HisErrors.Unavailable(hospitalId);

        var lines = new JsonArray();
        for (string? cursor = null; ;)
        {
            using var page = await api.HandoverLines(date, cursor, stop);
            if (page is not { IsSuccessStatusCode: true, Error: null, Content: { Lines: { } some } content })
                return HisErrors.Unavailable(hospitalId);
            Move(some, lines);
            if (string.IsNullOrEmpty(content.Next))
                break;
            if (content.Next == cursor || lines.Count > LinesMax)
                return HisErrors.HandoverBroken(date, "its pages do not end");
            cursor = content.Next;
        }

        if (CountOf(document) != lines.Count || !AreInOrder(lines))
            return HisErrors.HandoverBroken(date,
                string.Create(CultureInfo.InvariantCulture, $"its pages have {lines.Count} lines and not those it tells of"));
        document["lines"] = lines;
        return document;
    }

    private static void Move(JsonArray from, JsonArray to)
    {
        // A node has one parent, and leaves it before it gets another.
        var some = from.ToArray();
        from.Clear();
        foreach (var line in some)
            to.Add(line);
    }

    private static int? CountOf(JsonObject document) =>
        document["lineCount"] is JsonValue value && value.TryGetValue<int>(out var count) ? count : null;

    private static bool AreInOrder(JsonArray lines) => lines.Index().All(line =>
        line.Item is JsonObject item && item["lineNo"] is JsonValue value && value.TryGetValue<int>(out var number)
        && number == line.Index + 1);

    // A bare 404 may come from something in between, and says nothing of the day.
    private static bool IsNotFound(ApiException? error)
    {
        try
        {
            return JsonSerializer.Deserialize<WireResult>(error?.Content ?? "null", CanonicalWire.Json)?.Result == "NOT_FOUND";
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
