using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MobilePay.Sandbox.Listeners;

namespace MobilePay.Sandbox.WeChat;

/// <summary>The placing request of section 4: every field, whether it is required, its limit; nothing else is taken.</summary>
internal static partial class PlaceForm
{
    private abstract record Rule(bool Required);
    private sealed record Text(int Max, bool Required = false, int Min = 1) : Rule(Required);
    private sealed record Whole(bool Required = false, long Min = 0) : Rule(Required);
    private sealed record Flag() : Rule(false);
    private sealed record Node(bool Required, Dictionary<string, Rule> Members) : Rule(Required);
    private sealed record Many(Rule Item) : Rule(false);

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
        Dictionary<string, Rule> scene = new()
        {
            ["payer_client_ip"] = new Text(45, true),
            ["device_id"] = new Text(32),
            ["store_info"] = StoreInfo,
        };
        if (tradeType == WeChatTrade.H5)
            scene["h5_info"] = H5Info;
        Dictionary<string, Rule> members = new()
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
        Check("", body, Forms[tradeType]) ?? CheckMeaning(tradeType, body);

    private static WireAnswer? Check(string at, JsonElement value, Rule rule) => rule switch
    {
        Text text => value.ValueKind == JsonValueKind.String && value.GetString() is { } given
            && given.Length >= text.Min && given.Length <= text.Max
                ? null : WeChatErrors.Param(at, Shown(value), $"a string of {text.Min} to {text.Max} characters is wanted"),
        Whole whole => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= whole.Min
            ? null : WeChatErrors.Param(at, Shown(value), $"an integer of at least {whole.Min} is wanted"),
        Flag => value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? null : WeChatErrors.Param(at, Shown(value), "true or false is wanted"),
        Many many => value.ValueKind != JsonValueKind.Array
            ? WeChatErrors.Param(at, Shown(value), "a list is wanted")
            : value.EnumerateArray().Select((item, i) => Check($"{at}/{i}", item, many.Item))
                .FirstOrDefault(bad => bad is not null),
        Node node => CheckNode(at, value, node),
        _ => throw new InvalidOperationException($"No check for {rule.GetType().Name}."),
    };

    private static WireAnswer? CheckNode(string at, JsonElement value, Node node)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return WeChatErrors.Param(at, Shown(value), "an object is wanted");

        foreach (var member in value.EnumerateObject())
        {
            if (!node.Members.TryGetValue(member.Name, out var rule))
                return WeChatErrors.UnknownField($"{at}/{member.Name}");
            if (Check($"{at}/{member.Name}", member.Value, rule) is { } refusal)
                return refusal;
        }

        foreach (var (name, rule) in node.Members)
        {
            if (rule.Required && !value.TryGetProperty(name, out _))
                return name is "payer" or "openid"
                    ? WeChatErrors.OpenidMissing() : WeChatErrors.Param($"{at}/{name}", null, "required");
        }

        return null;
    }

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
    public static string Canonical(string tradeType, JsonElement body) => tradeType + Sorted(body)!.ToJsonString(WireJson.Strict);

    private static JsonNode? Sorted(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => new JsonObject(value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Name, Sorted(member.Value)))),
        JsonValueKind.Array => new JsonArray([.. value.EnumerateArray().Select(Sorted)]),
        _ => JsonNode.Parse(value.GetRawText()),
    };

    private static string Shown(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    [GeneratedRegex(@"^[0-9A-Za-z_\-|*]{6,32}$")]
    private static partial Regex NumberForm { get; }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$")]
    private static partial Regex TimeForm { get; }
}
