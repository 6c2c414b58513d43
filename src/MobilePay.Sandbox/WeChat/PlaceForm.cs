using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MobilePay.Sandbox.Listeners;
using static MobilePay.Sandbox.Listeners.JsonRule;

namespace MobilePay.Sandbox.WeChat;

/// <summary>The placing request of section 4: every field, whether it is required, its limit; nothing else is taken.</summary>
internal static partial class PlaceForm
{
    private static readonly Node StoreInfo = new(false, new()
    {
        ["id"] = new Text(32, true),
        ["name"] = new Text(256),
        ["area_code"] = new Text(32),
        ["address"] = new Text(512),
    });

    private static readonly Node H5Info = new(true, new()
    {
        ["type"] = new Text(32, true),
        ["app_name"] = new Text(64),
        ["app_url"] = new Text(128),
        ["bundle_id"] = new Text(128),
        ["package_name"] = new Text(128),
    });

    private static readonly Node Detail = new(false, new()
    {
        ["cost_price"] = new Whole(),
        ["invoice_id"] = new Text(32),
        ["goods_detail"] = new Many(new Node(true, new()
        {
            ["merchant_goods_id"] = new Text(32, true),
            ["wechatpay_goods_id"] = new Text(32),
            ["goods_name"] = new Text(256),
            ["quantity"] = new Whole(true, 1),
            ["unit_price"] = new Whole(true),
        })),
    });

    private static Node For(string tradeType)
    {
        Dictionary<string, JsonRule> scene = new()
        {
            ["payer_client_ip"] = new Text(45, true),
            ["device_id"] = new Text(32),
            ["store_info"] = StoreInfo,
        };
        if (tradeType == WeChatTrade.H5)
            scene["h5_info"] = H5Info;
        Dictionary<string, JsonRule> members = new()
        {
            ["appid"] = new Text(32, true),
            ["mchid"] = new Text(32, true),
            ["description"] = new Text(127, true),
            ["out_trade_no"] = new Text(32, true, 6),
            ["time_expire"] = new Text(64),
            ["attach"] = new Text(128),
            ["notify_url"] = new Text(255, true),
            ["goods_tag"] = new Text(32),
            ["support_fapiao"] = new Flag(),
            ["detail"] = Detail,
            ["amount"] = new Node(true, new() { ["total"] = new Whole(true, 1), ["currency"] = new Text(16) }),
            ["scene_info"] = new Node(tradeType == WeChatTrade.H5, scene),
            ["settle_info"] = new Node(false, new() { ["profit_sharing"] = new Flag() }),
        };
        if (tradeType == WeChatTrade.Jsapi)
            members["payer"] = new Node(true, new() { ["openid"] = new Text(128, true) });
        return new Node(true, members);
    }

    private static readonly Dictionary<string, Node> Forms =
        new[] { WeChatTrade.Jsapi, WeChatTrade.Native, WeChatTrade.App, WeChatTrade.H5 }.ToDictionary(type => type, For);

    public static WireAnswer? Refuse(string tradeType, JsonElement body) =>
        JsonForm.Check(body, Forms[tradeType]) is { } flaw ? Worded(flaw) : CheckMeaning(tradeType, body);

    /// <summary>A flaw in the body, in the channel's words.</summary>
    public static WireAnswer Worded(JsonFlaw flaw) => flaw switch
    {
        { Kind: JsonFlawKind.Unknown } => WeChatErrors.UnknownField(flaw.At),
        { Kind: JsonFlawKind.Missing, Name: "payer" or "openid" } => WeChatErrors.OpenidMissing(),
        _ => WeChatErrors.Param(flaw.At, flaw.Value, flaw.Issue),
    };

    private static WireAnswer? CheckMeaning(string tradeType, JsonElement body)
    {
        var number = body.GetProperty("out_trade_no").GetString()!;
        if (!NumberForm.IsMatch(number))
            return WeChatErrors.Param("/out_trade_no", number, "6 to 32 of digits, letters and _-|*");
        if (body.GetProperty("amount").TryGetProperty("currency", out var currency) && currency.GetString() != "CNY")
            return WeChatErrors.Param("/amount/currency", currency.GetString(), "Currency code is invalid");

        // The real one refuses private addresses too; a platform under test has no other.
        var notify = body.GetProperty("notify_url").GetString()!;
        if (!Uri.TryCreate(notify, UriKind.Absolute, out var url)
            || url.Scheme is not ("http" or "https") || url.Query.Length > 0)
            return WeChatErrors.Param("/notify_url", notify, "an http(s) address without a query is wanted");
        if (body.TryGetProperty("time_expire", out var expire) && ReadTime(expire.GetString()!) is null)
            return WeChatErrors.Param("/time_expire", expire.GetString(), "RFC 3339 with offset is wanted");
        if (!body.TryGetProperty("scene_info", out var scene))
            return null;

        var ip = scene.GetProperty("payer_client_ip").GetString()!;
        if (!System.Net.IPAddress.TryParse(ip, out var address) || System.Net.IPAddress.IsLoopback(address))
            return WeChatErrors.Param("/scene_info/payer_client_ip", ip, "the payer's own address is wanted");
        return tradeType == WeChatTrade.H5
            && scene.GetProperty("h5_info").GetProperty("type").GetString() is not ("iOS" or "Android" or "Wap")
            ? WeChatErrors.Param("/scene_info/h5_info/type", null, "iOS, Android or Wap") : null;
    }

    public static DateTimeOffset? ReadTime(string text) =>
        TimeForm.IsMatch(text) && DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var at)
            ? at : null;

    /// <summary>One form for equal requests: members sorted, blanks gone.</summary>
    public static string Canonical(string kind, JsonElement body) => kind + Sorted(body)!.ToJsonString(WireJson.Strict);

    private static JsonNode? Sorted(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => new JsonObject(value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Name, Sorted(member.Value)))),
        JsonValueKind.Array => new JsonArray([.. value.EnumerateArray().Select(Sorted)]),
        _ => JsonNode.Parse(value.GetRawText()),
    };

    [GeneratedRegex(@"^[0-9A-Za-z_\-|*]{6,32}$")]
    private static partial Regex NumberForm { get; }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$")]
    private static partial Regex TimeForm { get; }
}
