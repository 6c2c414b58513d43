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
        Entrance.WeChat => ["wechat.jsapi", "wechat.native"],
        Entrance.MiniProgram => [],
        Entrance.Alipay or Entrance.UnionPay or Entrance.App or Entrance.Browser => ["wechat.h5", "wechat.native"],
        Entrance.Desktop => ["wechat.native"],
    };

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
