using System.Globalization;
using MobilePay.Sandbox.Credentials;
using MobilePay.Sandbox.Listeners;

namespace MobilePay.Sandbox.Alipay;

/// <summary>The common parameters of section 1, checked before anything else is looked at.</summary>
internal sealed class AlipayAuthorization(OutsideWorldKeys keys, AlipayCertificates certificates, TimeProvider clock)
{
    public const string TimeForm = "yyyy-MM-dd HH:mm:ss";
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <summary>In the order in which the gateway notices that one is missing.</summary>
    private static readonly (string Name, string SubCode)[] Wanted =
    [
        ("method", "isv.missing-method"), ("app_id", "isv.missing-app-id"), ("sign_type", "isv.missing-signature-type"),
        ("sign", "isv.missing-signature"), ("timestamp", "isv.missing-timestamp"), ("version", "isv.missing-version"),
    ];

    /// <summary>Null when the call is the merchant's own.</summary>
    public WireAnswer? Refuse(AlipayCall call)
    {
        foreach (var (name, subCode) in Wanted)
        {
            if (call[name] is null)
                return AlipayErrors.Of(subCode, $"缺少{name}参数");
        }

        if (call.Doubled is { } doubled)
            return AlipayErrors.Of("isv.invalid-parameter", $"{doubled} 重复");
        if (!AlipayMethods.Known.Contains(call["method"]))
            return AlipayErrors.Of("isv.invalid-method", "不存在的方法名");
        if (call["app_id"] != keys.Published.Alipay.AppId)
            return AlipayErrors.Of("isv.invalid-app-id", "无效的AppID参数");
        if (!call.KnowsCharset)
            return AlipayErrors.Of("isv.invalid-charset", "字符集错误");
        if (call["sign_type"] != "RSA2")
            return AlipayErrors.Of("isv.invalid-signature-type", "无效的签名类型");
        return RefuseSignature(call) ?? RefuseRest(call);
    }

    private WireAnswer? RefuseSignature(AlipayCall call)
    {
        if (call.IsByCertificate
            && (call["app_cert_sn"] != certificates.AppSerial || call["alipay_root_cert_sn"] != certificates.RootSerial))
            return AlipayErrors.Of("isv.missing-signature-config", "应用公钥证书或支付宝根证书的序列号不是登记的");
        var built = AlipaySignature.OfRequest(call.Parameters);
        return AlipaySignature.Verifies(keys.AlipayApp, built, call["sign"]!, call.Charset)
            ? null : AlipayErrors.Signature(built);
    }

    private WireAnswer? RefuseRest(AlipayCall call)
    {
        if (ReadTime(call["timestamp"]!) is not { } at || (clock.GetUtcNow() - at).Duration() > ClockTolerance)
            return AlipayErrors.Of("isv.invalid-timestamp", "非法的时间戳参数");
        if (call["version"] != "1.0")
            return AlipayErrors.Of("isv.invalid-parameter", "version 必须是 1.0");
        if (call["format"] is { } format && !string.Equals(format, "json", StringComparison.OrdinalIgnoreCase))
            return AlipayErrors.Of("isv.invalid-format", "无效的数据格式");
        // The sandbox has only direct merchants, so every token of third-party mode is somebody else's.
        if (call["app_auth_token"] is not null)
            return AlipayErrors.Of("aop.invalid-app-auth-token", "无效的应用授权令牌");
        foreach (var name in new[] { "notify_url", "return_url" })
        {
            if (call[name] is { } address && !(address.Length <= 256
                && Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
                return AlipayErrors.Of("isv.invalid-parameter", $"{name} 不是可用的地址");
        }

        return null;
    }

    /// <summary>Beijing time, whatever zone the caller's server is in.</summary>
    public static DateTimeOffset? ReadTime(string text) => DateTime.TryParseExact(
        text, TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? new DateTimeOffset(at, China) : null;
}
