namespace MobilePay.PatientWeb.Visits;

/// <summary>Which program shows our page. The user agent can be forged, so it only decides what is offered first.</summary>
public enum Entrance
{
    WeChat,

    /// <summary>A page inside a WeChat mini program, where WeChat refuses to pay.</summary>
    MiniProgram,

    Alipay,
    UnionPay,
    App,
    Browser,
    Desktop,
}

public static class Entrances
{
    private static readonly string[] Phones = ["Mobile", "Android", "iPhone", "iPad", "HarmonyOS"];

    public static Entrance Of(string? chosen, string userAgent) => chosen switch
    {
        "wechat" => Entrance.WeChat,
        "alipay" => Entrance.Alipay,
        "app" => Entrance.App,
        "unionpay" => Entrance.UnionPay,
        _ => OfAgent(userAgent),
    };

    public static string NameOf(Entrance entrance) => entrance switch
    {
        Entrance.WeChat => "wechat",
        Entrance.MiniProgram => "wechat-mini",
        Entrance.Alipay => "alipay",
        Entrance.UnionPay => "unionpay",
        Entrance.App => "app",
        Entrance.Browser => "browser",
        Entrance.Desktop => "desktop",
    };

    /// <summary>The ways to pay that work here, the most natural first.</summary>
    public static IReadOnlyList<string> MethodsOf(Entrance entrance) => entrance switch
    {
        Entrance.WeChat => ["wechat.jsapi", "bank.quickpay", "wechat.native"],
        Entrance.MiniProgram => [],
        Entrance.Alipay => ["alipay.wap", "bank.quickpay"],
        Entrance.UnionPay => ["bank.quickpay", "alipay.wap", "wechat.h5"],
        Entrance.App or Entrance.Browser => ["wechat.h5", "alipay.wap", "bank.quickpay", "wechat.native"],
        Entrance.Desktop => ["wechat.native", "alipay.qr", "bank.quickpay"],
    };

    /// <summary>The method itself where it works here, else the natural one: old pages may name another entrance's.</summary>
    public static string MethodFor(Entrance entrance, string asked)
    {
        var offered = MethodsOf(entrance);
        return offered.Contains(asked) || IsFallback(entrance, asked) ? asked
            : offered is [var natural, ..] ? natural : "wechat.native";
    }

    /// <summary>Where WeChat's own window does not open, its page for browsers may.</summary>
    public static bool IsFallback(Entrance entrance, string method) =>
        entrance == Entrance.WeChat && method == "wechat.h5";

    /// <summary>The kind of phone, as WeChat's H5 order wants to know it.</summary>
    public static string DeviceOf(string userAgent) =>
        Has(userAgent, "iPhone") || Has(userAgent, "iPad") ? "iOS" : Has(userAgent, "Android") ? "Android" : "Wap";

    private static Entrance OfAgent(string agent)
    {
        if (Has(agent, "MicroMessenger") && !Has(agent, "wxwork"))
            return Has(agent, "miniProgram") ? Entrance.MiniProgram : Entrance.WeChat;
        if (Has(agent, "AlipayClient"))
            return Entrance.Alipay;
        if (Has(agent, "UnionPay/"))
            return Entrance.UnionPay;
        return Phones.Any(phone => Has(agent, phone)) ? Entrance.Browser : Entrance.Desktop;
    }

    private static bool Has(string agent, string word) => agent.Contains(word, StringComparison.OrdinalIgnoreCase);
}
