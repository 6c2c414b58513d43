using System.Text.Json;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.FinanceWeb.Pages.Finance.Parts;

/// <summary>Reads a report out of its answer.</summary>
internal static class ReportJson
{
    public static List<T> Rows<T>(this JsonElement report, string member) =>
        report.ValueKind == JsonValueKind.Object && report.TryGetProperty(member, out var rows)
            && rows.ValueKind == JsonValueKind.Array
            ? rows.Deserialize<List<T>>(ServiceClients.Json) ?? [] : [];

    /// <summary>The list in the answer, whatever the report calls it.</summary>
    public static IReadOnlyList<JsonElement> List(this JsonElement report)
    {
        if (report.ValueKind == JsonValueKind.Array)
            return [.. report.EnumerateArray()];
        if (report.ValueKind != JsonValueKind.Object)
            return [];
        foreach (var name in new[] { "rows", "days" })
            if (report.TryGetProperty(name, out var rows) && rows.ValueKind == JsonValueKind.Array)
                return [.. rows.EnumerateArray()];
        return [];
    }

    public static string? Text(this JsonElement report, string name) =>
        report.ValueKind == JsonValueKind.Object && report.TryGetProperty(name, out var member)
            && member.ValueKind == JsonValueKind.String ? member.GetString() : null;

    /// <summary>A list within the report.</summary>
    public static JsonElement? Inner(this JsonElement report, string name) =>
        report.ValueKind == JsonValueKind.Object && report.TryGetProperty(name, out var rows)
            && rows.ValueKind == JsonValueKind.Array ? rows : null;

    public static JsonElement? Member(this JsonElement report, string name) =>
        report.ValueKind == JsonValueKind.Object && report.TryGetProperty(name, out var member)
            && member.ValueKind == JsonValueKind.Object ? member : null;
}
