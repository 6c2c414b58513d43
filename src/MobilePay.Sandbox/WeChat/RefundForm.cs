using System.Text.Json;
using System.Text.RegularExpressions;
using MobilePay.Sandbox.Listeners;
using static MobilePay.Sandbox.Listeners.JsonRule;

namespace MobilePay.Sandbox.WeChat;

/// <summary>The refund request of section 6.</summary>
internal static partial class RefundForm
{
    private static readonly Node Form = new(true, new()
    {
        ["transaction_id"] = new Text(32),
        ["out_trade_no"] = new Text(32, Min: 6),
        ["out_refund_no"] = new Text(64, true),
        ["reason"] = new Text(80),
        ["notify_url"] = new Text(256),
        ["funds_account"] = new Text(32),
        ["amount"] = new Node(true, new()
        {
            ["refund"] = new Whole(true, 1),
            ["total"] = new Whole(true, 1),
            ["currency"] = new Text(16, true),
            ["from"] = new Many(new Node(true, new() { ["account"] = new Text(32, true), ["amount"] = new Whole(true, 1) })),
        }),
        ["goods_detail"] = new Many(new Node(true, new()
        {
            ["merchant_goods_id"] = new Text(32, true),
            ["wechatpay_goods_id"] = new Text(32),
            ["goods_name"] = new Text(256),
            ["unit_price"] = new Whole(true),
            ["refund_amount"] = new Whole(true, 1),
            ["refund_quantity"] = new Whole(true, 1),
        })),
    });

    public static WireAnswer? Refuse(JsonElement body)
    {
        if (JsonForm.Check(body, Form) is { } flaw)
            return PlaceForm.Worded(flaw);

        var number = body.GetProperty("out_refund_no").GetString()!;
        if (!NumberForm.IsMatch(number))
            return WeChatErrors.Param("/out_refund_no", number, "1 to 64 of digits, letters and _-|*@");
        if (body.TryGetProperty("transaction_id", out _) == body.TryGetProperty("out_trade_no", out _))
            return WeChatErrors.Param("/out_trade_no", null, "one of transaction_id and out_trade_no is wanted");
        var amount = body.GetProperty("amount");
        if (amount.GetProperty("currency").GetString() is var currency && currency != "CNY")
            return WeChatErrors.Param("/amount/currency", currency, "Currency code is invalid");
        if (amount.TryGetProperty("from", out var from) && from.GetArrayLength() > 0
            && from.EnumerateArray().Sum(part => part.GetProperty("amount").GetInt64())
                != amount.GetProperty("refund").GetInt64())
            return WeChatErrors.Param("/amount/from", null, "the parts add up to amount.refund");
        if (body.TryGetProperty("funds_account", out var account) && account.GetString() is not ("AVAILABLE" or "UNSETTLED"))
            return WeChatErrors.Param("/funds_account", account.GetString(), "AVAILABLE or UNSETTLED");
        if (!body.TryGetProperty("notify_url", out var notify))
            return null;
        return Uri.TryCreate(notify.GetString(), UriKind.Absolute, out var url)
            && url.Scheme is "http" or "https" && url.Query.Length == 0
            ? null : WeChatErrors.Param("/notify_url", notify.GetString(), "an http(s) address without a query is wanted");
    }

    [GeneratedRegex(@"^[0-9A-Za-z_\-|*@]{1,64}$")]
    private static partial Regex NumberForm { get; }
}
