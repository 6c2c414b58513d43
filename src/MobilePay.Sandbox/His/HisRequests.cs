using System.Text.Json.Nodes;
using MobilePay.Sandbox.Faults;
using MobilePay.Sandbox.Listeners;

namespace MobilePay.Sandbox.His;

internal sealed record PresettleRequest(string OrderNo, string BillVersion, long PayableFen, DateTimeOffset LockUntil);

internal sealed record TenderRequest(string Method, long AmountFen, string ChannelTradeNo, DateTimeOffset PaidAt);

internal sealed record SettleRequest(
    string OrderNo, string BillNo, string BillVersion, string? PresettlementId, string? VisitNo,
    IReadOnlyList<string> PrescriptionNos, long PaidFen, string Currency, IReadOnlyList<TenderRequest> Tenders,
    string Terminal, string Operator);

internal sealed record ReverseRequest(string ReversalNo, string Reason);

/// <summary>The hospital's answers: a result word in HTTP 200, or 4xx for a call it cannot read.</summary>
internal static class HisAnswers
{
    public static WireAnswer Of(string result) => Of(new JsonObject { ["result"] = result });

    public static WireAnswer Of(JsonObject body) => new(200, body.ToJsonString(WireJson.Strict));

    public static WireAnswer Of(HisBill bill) => new(200, WireJson.Write(bill));

    public static WireAnswer Of(string result, HisSettlement settlement) => Of(new JsonObject
    {
        ["result"] = result,
        ["hisDocNo"] = settlement.HisDocNo,
        ["invoiceNo"] = settlement.InvoiceNo,
        ["hisTime"] = settlement.HisTime,
        ["businessDate"] = settlement.BusinessDate,
        ["pickup"] = new JsonObject { ["pharmacy"] = settlement.Pickup.Pharmacy, ["window"] = settlement.Pickup.Window },
    });

    public static WireAnswer Malformed(string message) => Error(400, "MALFORMED", message);

    public static WireAnswer Unsigned(string message) => Error(401, "UNAUTHORIZED", message);

    public static WireAnswer Error(int status, string result, string message) =>
        new(status, new JsonObject { ["result"] = result, ["message"] = message }.ToJsonString(WireJson.Strict));
}

internal sealed class HisFaultVoice : IFaultVoice
{
    public WireAnswer Broken() => HisAnswers.Error(503, "UNAVAILABLE", "The hospital system is down for maintenance.");

    public WireAnswer Refused(string code) => HisAnswers.Of(code);
}
