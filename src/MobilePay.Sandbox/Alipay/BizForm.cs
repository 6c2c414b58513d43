using System.Text.Json;
using System.Text.RegularExpressions;
using MobilePay.Sandbox.Books;
using MobilePay.Sandbox.Credentials;
using MobilePay.Sandbox.Listeners;
using static MobilePay.Sandbox.Listeners.JsonRule;

namespace MobilePay.Sandbox.Alipay;

/// <summary>biz_content of each method: the documented fields and their limits, and nothing else.</summary>
internal static partial class BizForm
{
    private const long TotalFenMax = 10_000_000_000;

    private static readonly Node Goods = new(true, new()
    {
        ["goods_id"] = new Text(64, true),
        ["goods_name"] = new Text(256, true),
        ["quantity"] = new Whole(true, 1),
        ["price"] = new Text(12, true),
    });

    private static readonly Dictionary<string, Node> Forms = new()
    {
        [AlipayMethods.Wap] = Place(productWanted: true, ("quit_url", new Text(400))),
        [AlipayMethods.Page] = Place(productWanted: true),
        [AlipayMethods.App] = Place(productWanted: true),
        [AlipayMethods.Create] = Place(productWanted: false, ("buyer_open_id", new Text(128)), ("buyer_id", new Text(28))),
        [AlipayMethods.Precreate] = Place(productWanted: false, ("qr_code_timeout_express", new Text(6))),
        [AlipayMethods.Query] = Numbered(("query_options", new Many(new Text(64)))),
        [AlipayMethods.Close] = Numbered(("operator_id", new Text(28))),
        [AlipayMethods.Cancel] = Numbered(),
        [AlipayMethods.Refund] = Numbered(
            ("refund_amount", new Text(12, true)), ("refund_reason", new Text(256)), ("out_request_no", new Text(64)),
            ("refund_royalty_parameters", new Many(new Anything())), ("query_options", new Many(new Text(64)))),
        [AlipayMethods.RefundQuery] = Numbered(
            ("out_request_no", new Text(64, true)), ("query_options", new Many(new Text(64)))),
        [AlipayMethods.Bill] = new(true, new() { ["bill_type"] = new Text(20, true), ["bill_date"] = new Text(15, true) }),
    };

    /// <summary>The content, or in the gateway's words why it is not taken.</summary>
    public static (JsonElement Content, WireAnswer? Refusal) Read(AlipayCall call)
    {
        JsonElement content;
        try
        {
            using var document = JsonDocument.Parse(call["biz_content"] ?? "", WireJson.StrictDocument);
            content = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return (default, AlipayErrors.Of("isv.invalid-parameter", "biz_content 不是 JSON 对象"));
        }

        return (content, JsonForm.Check(content, Forms[call["method"]!]) switch
        {
            null => call["method"] == AlipayMethods.Bill ? null : CheckNumbers(content),
            { Kind: JsonFlawKind.Unknown } flaw => AlipayErrors.Of("isv.invalid-parameter", $"未知的参数 {flaw.At}"),
            var flaw => AlipayErrors.Parameter(flaw.At, flaw.Issue),
        });
    }

    /// <summary>What the placing methods mean beyond their form.</summary>
    public static WireAnswer? RefusePlacing(string method, JsonElement content, AlipayCredentials account)
    {
        if (content.Has("out_trade_no") is { } number && !NumberForm.IsMatch(number))
            return AlipayErrors.Parameter("/out_trade_no", "1 to 64 letters, digits and _");
        if (Yuan.Read(content.Has("total_amount")) is not { } total || total == 0)
            return AlipayErrors.Parameter("/total_amount", "yuan with at most two decimals, from 0.01");
        if (total > TotalFenMax)
            return AlipayErrors.Of("ACQ.TOTAL_FEE_EXCEED", "订单总金额不在允许范围内");
        if (content.Has("subject")!.AsSpan().ContainsAny("/=&"))
            return AlipayErrors.Parameter("/subject", "none of / = &");
        if (content.Has("product_code") is { } product && !AlipayMethods.ProductCodes(method).Contains(product))
            return AlipayErrors.Parameter("/product_code", string.Join(" or ", AlipayMethods.ProductCodes(method)));
        if (content.Has("seller_id") is { } seller && seller != account.SellerId)
            return AlipayErrors.Of("ACQ.PARTNER_ERROR", "应用 APP_ID 与 seller_id 不匹配");
        if (content.Has("enable_pay_channels") is not null && content.Has("disable_pay_channels") is not null)
            return AlipayErrors.Parameter("/enable_pay_channels", "not together with disable_pay_channels");
        if (content.Has("passback_params") is { } passback && passback.AsSpan().ContainsAny(" &=\""))
            return AlipayErrors.Parameter("/passback_params", "URL-encoded by the sender");
        return RefuseTimes(method, content) ?? (method == AlipayMethods.Create ? RefuseBuyer(content, account) : null);
    }

    /// <summary>"30m", "2h", "15d" as a time; null for another form or outside the method's limits.</summary>
    public static TimeSpan? ReadTimeout(string method, string text)
    {
        var parts = TimeoutForm.Match(text);
        if (!parts.Success)
            return null;
        var count = int.Parse(parts.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        var time = parts.Groups[2].Value switch
        {
            "m" => TimeSpan.FromMinutes(count),
            "h" => TimeSpan.FromHours(count),
            _ => TimeSpan.FromDays(count),
        };
        var least = TimeSpan.FromMinutes(method is AlipayMethods.Wap or AlipayMethods.App ? 5 : 1);
        return time >= least && time <= TimeSpan.FromDays(15) ? time : null;
    }

    private static WireAnswer? RefuseTimes(string method, JsonElement content)
    {
        foreach (var name in new[] { "timeout_express", "qr_code_timeout_express" })
        {
            if (content.Has(name) is { } text && text != "1c" && ReadTimeout(method, text) is null)
                return AlipayErrors.Parameter("/" + name, "1m to 15d (wap and app from 5m), or 1c");
        }

        return content.Has("time_expire") is { } until && AlipayAuthorization.ReadTime(until) is null
            ? AlipayErrors.Parameter("/time_expire", AlipayAuthorization.TimeForm) : null;
    }

    private static WireAnswer? RefuseBuyer(JsonElement content, AlipayCredentials account)
    {
        var (openId, userId) = (content.Has("buyer_open_id"), content.Has("buyer_id"));
        if (openId is null == userId is null)
            return AlipayErrors.Parameter("/buyer_open_id", "one of buyer_open_id and buyer_id is wanted");
        if (userId == account.SellerId)
            return AlipayErrors.Of("ACQ.BUYER_SELLER_EQUAL", "买卖家不能相同");
        return userId is null || UserForm.IsMatch(userId) ? null : AlipayErrors.Parameter("/buyer_id", "2088 and twelve digits");
    }

    /// <summary>The methods on a known trade name it by one number or both.</summary>
    private static WireAnswer? CheckNumbers(JsonElement content) =>
        content.Has("out_trade_no") is null && content.Has("trade_no") is null
            ? AlipayErrors.Parameter("/out_trade_no", "out_trade_no or trade_no is wanted") : null;

    private static Node Numbered(params (string Name, JsonRule Rule)[] more) => new(true, new(
    [
        new("out_trade_no", new Text(64)), new("trade_no", new Text(64)),
        .. more.Select(m => KeyValuePair.Create(m.Name, m.Rule)),
    ]));

    private static Node Place(bool productWanted, params (string Name, JsonRule Rule)[] more) => new(true, new(
        new Dictionary<string, JsonRule>
        {
            ["out_trade_no"] = new Text(64, true),
            ["total_amount"] = new Text(12, true),
            ["subject"] = new Text(256, true),
            ["body"] = new Text(128),
            ["product_code"] = new Text(64, productWanted),
            ["timeout_express"] = new Text(6),
            ["time_expire"] = new Text(32),
            ["passback_params"] = new Text(512),
            ["seller_id"] = new Text(28),
            ["goods_detail"] = new Many(Goods),
            ["extend_params"] = new Anything(),
            ["business_params"] = new Anything(),
            ["promo_params"] = new Anything(),
            ["store_id"] = new Text(32),
            ["operator_id"] = new Text(28),
            ["terminal_id"] = new Text(32),
            ["enable_pay_channels"] = new Text(128),
            ["disable_pay_channels"] = new Text(128),
            ["query_options"] = new Many(new Text(64)),
            ["merchant_order_no"] = new Text(32),
        }.Concat(more.Select(m => KeyValuePair.Create(m.Name, m.Rule)))));

    /// <summary>The member's text; null where there is none.</summary>
    public static string? Has(this JsonElement content, string name) =>
        content.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    [GeneratedRegex("^[0-9A-Za-z_]{1,64}$")]
    private static partial Regex NumberForm { get; }

    [GeneratedRegex("^([0-9]{1,5})([mhd])$")]
    private static partial Regex TimeoutForm { get; }

    [GeneratedRegex("^2088[0-9]{12}$")]
    private static partial Regex UserForm { get; }
}
