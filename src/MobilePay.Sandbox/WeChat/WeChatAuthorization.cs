using System.Globalization;
using System.Text.RegularExpressions;
using MobilePay.Sandbox.Credentials;
using MobilePay.Sandbox.Listeners;

namespace MobilePay.Sandbox.WeChat;

/// <summary>Checks a merchant's request: headers, Authorization items, clock, and the signature over the exact bytes.</summary>
internal sealed partial class WeChatAuthorization(OutsideWorldKeys keys, TimeProvider clock)
{
    private const string Scheme = "WECHATPAY2-SHA256-RSA2048 ";
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);
    private static readonly string[] Items = ["mchid", "nonce_str", "signature", "timestamp", "serial_no"];

    /// <summary>Null when the request is the merchant's own.</summary>
    public WireAnswer? Refuse(HttpRequest request, byte[] body) =>
        RefuseHeaders(request, body) ?? RefuseSignature(request, body);

    private WireAnswer? RefuseHeaders(HttpRequest request, byte[] body)
    {
        if (string.IsNullOrWhiteSpace(request.Headers.UserAgent))
            return WeChatErrors.Header("User-Agent", "缺少");
        var accept = request.Headers.Accept.ToString();
        if (!accept.Contains("application/json", StringComparison.OrdinalIgnoreCase)
            && !accept.Contains("*/*", StringComparison.Ordinal))
            return WeChatErrors.Header("Accept", "缺少或不是application/json");
        var contentType = request.ContentType?.Split(';')[0].Trim();
        if (body.Length > 0 && !string.Equals(contentType, "application/json", StringComparison.OrdinalIgnoreCase))
            return WeChatErrors.Header("Content-Type", "不是application/json");

        var serial = request.Headers["Wechatpay-Serial"].ToString();
        return serial.Length > 0 && serial != keys.Published.Wechat.PlatformPublicKeyId
            ? WeChatErrors.Header("Wechatpay-Serial", "不是可用的微信支付公钥ID")
            : null;
    }

    private WireAnswer? RefuseSignature(HttpRequest request, byte[] body)
    {
        if (request.Headers.Authorization.Count != 1)
            return WeChatErrors.Sign("Authorization is missing or given twice");
        if (Parse(request.Headers.Authorization.ToString()) is not { } items)
            return WeChatErrors.Sign("Authorization is not in the documented form");
        if (items["mchid"] != keys.Published.Wechat.MchId)
            return WeChatErrors.Sign("unknown mchid");
        if (items["serial_no"] != keys.Published.Wechat.MerchantSerial)
            return WeChatErrors.Sign("serial_no is not the merchant certificate's");
        if (!NonceForm.IsMatch(items["nonce_str"]))
            return WeChatErrors.Sign("nonce_str is up to 32 letters and digits");
        if (!long.TryParse(items["timestamp"], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds > 253402300799
            || (clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > ClockTolerance)
            return WeChatErrors.Sign("timestamp is more than 5 minutes away");

        var signed = WeChatSignature.OfRequest(
            request.Method, request.RawTarget, items["timestamp"], items["nonce_str"], body);
        return WeChatSignature.Verifies(keys.WeChatMerchant, signed, items["signature"])
            ? null : WeChatErrors.Sign("signature does not verify", request.Method, signed.Length);
    }

    internal static IReadOnlyDictionary<string, string>? Parse(string header)
    {
        if (!header.StartsWith(Scheme, StringComparison.Ordinal) || !WholeForm.IsMatch(header[Scheme.Length..]))
            return null;

        var found = new Dictionary<string, string>();
        foreach (Match item in ItemForm.Matches(header[Scheme.Length..]))
        {
            if (!found.TryAdd(item.Groups[1].Value, item.Groups[2].Value))
                return null;
        }

        return found.Count == Items.Length && Items.All(found.ContainsKey) ? found : null;
    }

    [GeneratedRegex("^[A-Za-z0-9]{1,32}$")]
    private static partial Regex NonceForm { get; }

    [GeneratedRegex("^[a-z_]+=\"[^\"]*\"(,[a-z_]+=\"[^\"]*\")*$")]
    private static partial Regex WholeForm { get; }

    [GeneratedRegex("([a-z_]+)=\"([^\"]*)\"")]
    private static partial Regex ItemForm { get; }
}
