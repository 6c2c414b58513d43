using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace MobilePay.BankSettlement.Tests.Support;

/// <summary>The refunds of the small strict WeChat Pay.</summary>
internal sealed partial class OutsideWeChat
{
    public sealed record Refund(string Body)
    {
        public string Status { get; set; } = "PROCESSING";
    }

    /// <summary>By our refund number; one entry is one refund of real money.</summary>
    public ConcurrentDictionary<string, Refund> Refunds { get; } = new();

    /// <summary>The error of the next refund, as status and code.</summary>
    public (int Status, string Code)? RefuseRefund { get; set; }

    private static readonly string[] RefundMembers = ["out_trade_no", "out_refund_no", "reason", "notify_url", "amount"];

    private (int Status, string Body) RefundWork(string call, string number, string body)
    {
        var known = Refunds.GetValueOrDefault(number);
        if (call == "refund-query")
            return known is null ? (404, Error("RESOURCE_NOT_EXISTS")) : (200, Describe(number, known));

        if (RefuseRefund is { } refusal)
            return (refusal.Status, Error(refusal.Code));

        var wanted = JsonNode.Parse(body)!.AsObject();
        if (wanted.Any(member => !RefundMembers.Contains(member.Key)) || wanted["amount"]!.AsObject().Count != 3)
            return (400, Error("PARAM_ERROR"));
        if (known is not null && known.Body != body)
            return (400, Error("INVALID_REQUEST"));

        var order = Orders.GetValueOrDefault((string)wanted["out_trade_no"]!);
        var total = order is null ? 0 : (long)JsonNode.Parse(order.Body)!["amount"]!["total"]!;
        if (order?.State is not ("SUCCESS" or "REFUND") || total != (long)wanted["amount"]!["total"]!)
            return (400, Error("INVALID_REQUEST"));

        known ??= Refunds.GetOrAdd(number, new Refund(body));
        order.State = "REFUND";
        return (200, Describe(number, known));
    }

    private static string Error(string code) => $$"""{"code":"{{code}}"}""";

    private static string Describe(string number, Refund refund)
    {
        var wanted = JsonNode.Parse(refund.Body)!;
        var said = new JsonObject
        {
            ["refund_id"] = "50300000000000000000000000001",
            ["out_refund_no"] = number,
            ["transaction_id"] = "4200000000202510090000000001",
            ["out_trade_no"] = (string)wanted["out_trade_no"]!,
            ["channel"] = "ORIGINAL",
            ["status"] = refund.Status,
            ["amount"] = new JsonObject
            {
                ["total"] = (long)wanted["amount"]!["total"]!,
                ["refund"] = (long)wanted["amount"]!["refund"]!,
                ["currency"] = "CNY",
            },
        };
        if (refund.Status == "SUCCESS")
            said["success_time"] = "2025-10-09T17:00:00+08:00";
        return said.ToJsonString();
    }
}
