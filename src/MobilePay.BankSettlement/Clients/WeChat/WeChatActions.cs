namespace MobilePay.BankSettlement.Clients.WeChat;

/// <summary>What the phone gets so that it can start the payment.</summary>
internal static class WeChatActions
{
    /// <summary>Null when the answer lacks what the method needs.</summary>
    public static IReadOnlyDictionary<string, string>? For(
        string method, WeChatPlaced placed, WeChatMerchant merchant, DateTimeOffset now) =>
        (method, placed) switch
        {
            ("wechat.jsapi", { PrepayId: { } prepayId }) => Jsapi(prepayId, merchant, now),
            ("wechat.app", { PrepayId: { } prepayId }) => App(prepayId, merchant, now),
            ("wechat.h5", { H5Url: { } url }) => new Dictionary<string, string> { ["type"] = "redirect", ["url"] = url },
            ("wechat.native", { CodeUrl: { } url }) => new Dictionary<string, string> { ["type"] = "qr", ["codeUrl"] = url },
            _ => null,
        };

    private static Dictionary<string, string> Jsapi(string prepayId, WeChatMerchant merchant, DateTimeOffset now)
    {
        var (timestamp, nonce, package) = (WeChatSignature.Timestamp(now), WeChatSignature.Nonce(), $"prepay_id={prepayId}");
        return new()
        {
            ["type"] = "wechat-jsapi",
            ["appId"] = merchant.Options.AppId,
            ["timeStamp"] = timestamp,
            ["nonceStr"] = nonce,
            ["package"] = package,
            ["signType"] = "RSA",
            ["paySign"] = Sign(merchant, timestamp, nonce, package),
        };
    }

    private static Dictionary<string, string> App(string prepayId, WeChatMerchant merchant, DateTimeOffset now)
    {
        var (timestamp, nonce) = (WeChatSignature.Timestamp(now), WeChatSignature.Nonce());
        return new()
        {
            ["type"] = "wechat-app",
            ["appid"] = merchant.Options.AppId,
            ["partnerid"] = merchant.Options.MchId,
            ["prepayid"] = prepayId,
            ["package"] = "Sign=WXPay",
            ["noncestr"] = nonce,
            ["timestamp"] = timestamp,
            ["sign"] = Sign(merchant, timestamp, nonce, prepayId),
        };
    }

    private static string Sign(WeChatMerchant merchant, string timestamp, string nonce, string fourth) =>
        Convert.ToBase64String(merchant.PrivateKey.Sign(
            WeChatSignature.OfPayment(merchant.Options.AppId, timestamp, nonce, fourth)));
}
