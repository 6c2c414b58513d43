namespace MobilePay.Sandbox.Alipay;

/// <summary>The methods played, and what each asks of product_code (section 5).</summary>
internal static class AlipayMethods
{
    public const string Wap = "alipay.trade.wap.pay";
    public const string Page = "alipay.trade.page.pay";
    public const string App = "alipay.trade.app.pay";
    public const string Create = "alipay.trade.create";
    public const string Precreate = "alipay.trade.precreate";
    public const string Query = "alipay.trade.query";
    public const string Close = "alipay.trade.close";
    public const string Cancel = "alipay.trade.cancel";
    public const string Refund = "alipay.trade.refund";
    public const string RefundQuery = "alipay.trade.fastpay.refund.query";
    public const string Bill = "alipay.data.dataservice.bill.downloadurl.query";
    public const string Token = "alipay.system.oauth.token";

    public static readonly IReadOnlyList<string> Known =
        [Wap, Page, App, Create, Precreate, Query, Close, Cancel, Refund, RefundQuery, Token, Bill];

    /// <summary>Those that answer a browser with a cashier, and nothing to the server.</summary>
    public static bool IsPage(string method) => method is Wap or Page;

    public static IReadOnlyList<string> ProductCodes(string method) => method switch
    {
        Wap => ["QUICK_WAP_WAY"],
        Page => ["FAST_INSTANT_TRADE_PAY"],
        App => ["QUICK_MSECURITY_PAY"],
        Create => ["JSAPI_PAY", "FACE_TO_FACE_PAYMENT"],
        _ => ["FACE_TO_FACE_PAYMENT", "QR_CODE_OFFLINE"],
    };

    public static string NodeOf(string method) => method.Replace('.', '_') + "_response";

    public static string OperationOf(string method) => method switch
    {
        Create => "alipay.create",
        Precreate => "alipay.precreate",
        Query => "alipay.query",
        Close => "alipay.close",
        Cancel => "alipay.cancel",
        Refund => "alipay.refund",
        RefundQuery => "alipay.refund-query",
        Token => "alipay.oauth",
        Bill => "alipay.bill",
        _ => "alipay.cashier",
    };
}
