namespace MobilePay.Payments.Domain;

/// <summary>The ways to pay, as the public API names them: channel, a dot, and the channel's product.</summary>
public static class PaymentMethod
{
    public static readonly IReadOnlyList<string> All =
    [
        "wechat.jsapi", "wechat.h5", "wechat.native", "wechat.app",
        "alipay.wap", "alipay.app", "alipay.jsapi", "alipay.qr",
        "bank.quickpay",
    ];

    /// <summary>Methods by which the channel has to know beforehand who pays.</summary>
    public static bool NeedsOpenid(string? method) => method is "wechat.jsapi" or "alipay.jsapi";

    public static bool IsKnown(string? method) => method is not null && All.Contains(method);

    public static string ChannelOf(string method) => method.Split('.')[0];
}
