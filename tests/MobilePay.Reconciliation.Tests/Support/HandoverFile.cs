using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MobilePay.Reconciliation.Tests.Support;

/// <summary>Writes a hospital's day as it hands it over: head, totals, digest and lines that agree.</summary>
public static class HandoverFile
{
    public sealed record Row(string Kind, string OrderNo, string? RefundNo, string Channel, long Fen, string At);

    public static JsonObject Of(string institution, string day, params Row[] rows)
    {
        var lines = rows.Select((row, i) => new JsonObject
        {
            ["lineNo"] = i + 1,
            ["kind"] = row.Kind,
            ["orderNo"] = row.OrderNo,
            ["refundNo"] = row.RefundNo,
            ["hisDocNo"] = "H" + (i + 1).ToString(CultureInfo.InvariantCulture),
            ["channel"] = row.Channel,
            ["channelTradeNo"] = "T" + row.OrderNo,
            ["amountFen"] = row.Fen,
            ["at"] = row.At,
            ["department"] = new JsonObject { ["code"] = "D1", ["name"] = "内科" },
            ["doctor"] = new JsonObject { ["code"] = "S1", ["name"] = "测试医师" },
        }).ToArray();
        return new()
        {
            ["institution"] = institution,
            ["businessDate"] = day,
            ["closedAt"] = day + "T23:00:05+08:00",
            ["totals"] = new JsonArray([.. rows.GroupBy(row => row.Channel).Select(channel => new JsonObject
            {
                ["channel"] = channel.Key,
                ["paymentCount"] = channel.Count(row => row.Kind == "PAYMENT"),
                ["paymentFen"] = channel.Where(row => row.Kind == "PAYMENT").Sum(row => row.Fen),
                ["refundCount"] = channel.Count(row => row.Kind == "REFUND"),
                ["refundFen"] = channel.Where(row => row.Kind == "REFUND").Sum(row => row.Fen),
            })]),
            ["lineCount"] = rows.Length,
            ["digest"] = DigestOf(lines),
            ["lines"] = new JsonArray(lines),
        };
    }

    public static byte[] Bytes(this JsonObject document) => JsonSerializer.SerializeToUtf8Bytes(document);

    private static string DigestOf(IEnumerable<JsonObject> lines)
    {
        string[] members = ["kind", "orderNo", "refundNo", "hisDocNo", "channel", "channelTradeNo", "amountFen", "at"];
        var text = string.Concat(lines.Select(line => string.Join('|', members.Select(m => line[m]?.ToString() ?? "")) + "\n"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
