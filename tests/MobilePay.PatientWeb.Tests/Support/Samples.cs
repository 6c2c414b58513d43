using System.Globalization;

namespace MobilePay.PatientWeb.Tests.Support;

/// <summary>Synthetic prescriptions and payments, as the services would tell them.</summary>
public static class Samples
{
    public const string Token = "SYN000000.B20261123001.1795000000.k1.AAAAAAAAAAAAAAAAAAAAAA";
    public const string Proof = "0019";
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 10, 5, 0, TimeSpan.FromHours(8));
    public static readonly Guid Id = Guid.Parse("019aaf00-0000-7000-8000-000000000001");
    public static readonly Guid OtherId = Guid.Parse("019aaf00-0000-7000-8000-000000000002");

    public static string SheetPath => $"/api/v1/prescriptions/{Token}";
    public static string PaymentPath => $"/api/v1/payments/{Id}";

    public static Reply Sheet(
        string status = "issued", long fen = 5340, string version = "1", bool windowOnly = false, bool proved = false,
        bool isLong = false, Guid? paymentId = null) => new(200, new
        {
            prescriptionNo = "RX20261123001",
            hospital = isLong ? "示例省示例市第一人民医院（示例大学附属第一临床医学院）东院区" : "示例人民医院",
            department = isLong ? "风湿免疫与内分泌代谢联合专科门诊（东院区三楼）" : "心血管内科",
            doctor = isLong ? "欧阳示例文华·买买提江" : "示例医生",
            patient = proved ? "示例患者" : "示***",
            issuedAt = Now.AddMinutes(-10),
            validUntil = Now.AddDays(3),
            status,
            payableFen = fen,
            version,
            windowOnly,
            lines = proved ? Lines(isLong ? 20 : 2) : null,
            totals = proved ? new { totalFen = fen + 3004, discountFen = 500, insuranceFen = 2500, roundingFen = -4 } : null,
            paid = proved && paymentId is not null
                ? new { paymentId, documentNo = "HD20261123-0077", pharmacy = "门诊西药房", window = "3 号窗口" } : null,
        });

    public static Reply Problem(
        int status, string code, object? facts = null, IReadOnlyDictionary<string, string>? headers = null)
    {
        var members = new Dictionary<string, object?> { ["status"] = status, ["code"] = code, ["detail"] = "For engineers." };
        foreach (var fact in facts?.GetType().GetProperties() ?? [])
            members[fact.Name] = fact.GetValue(facts);
        return new(status, members, headers);
    }

    public static Reply Payment(
        string status = "pending", string hospital = "waiting", TimeSpan? paidAgo = null, string? reason = null, Guid? id = null,
        bool hasPickup = true, string method = "wechat.h5", params object[] refunds) => new(200, new
        {
            paymentId = id ?? Id,
            outTradeNo = "MP202611230000000001",
            method,
            status,
            hospital = new
            {
                status = hospital,
                documentNo = hospital == "confirmed" ? "HD20261123-0077" : null,
                pickup = hospital == "confirmed" && hasPickup ? new { pharmacy = "门诊西药房", window = "3 号窗口" } : null,
                reason,
            },
            amountFen = 5340,
            refundedFen = status == "refunded" ? 5340 : refunds.Length > 0 ? 1000 : 0,
            openedAt = Now.AddMinutes(-1),
            expiresAt = Now.AddMinutes(14),
            paidAt = status is "pending" or "closed" ? (DateTimeOffset?)null : Now - (paidAgo ?? TimeSpan.Zero),
            prescriptions = Array.Empty<object>(),
            refunds,
        });

    public static object Refund(string status, long fen = 1000, string cause = "hospital-requested") => new
    {
        refundNo = "MP202611230000000001R1",
        amountFen = fen,
        cause,
        status,
        requestedAt = Now.AddMinutes(-3),
        refundedAt = status == "refunded" ? Now.AddMinutes(-2) : (DateTimeOffset?)null,
    };

    public static Reply Opened(object action, Guid? id = null) => new(201, new
    {
        paymentId = id ?? Id,
        outTradeNo = "MP202611230000000001",
        status = "pending",
        amountFen = 5340,
        expiresAt = Now.AddMinutes(14),
        action,
    });

    public static object Redirect => new { type = "redirect", url = "http://cashier.example/h5?prepay_id=wx1&package=2" };

    public static object Qr => new { type = "qr", codeUrl = "weixin://wxpay/bizpayurl?pr=Ab3xYz12" };

    public static object AlipayQr => new { type = "qr", codeUrl = "https://qr.alipay.example/bax00000000000000000" };

    /// <summary>As Alipay's own programs sign it: encoded here and there in ways of its own, and long.</summary>
    public static string AlipayAddress =>
        "http://cashier.example/gateway.do?app_id=2021000000000000&method=alipay.trade.wap.pay&charset=utf-8&sign_type=RSA2"
        + "&timestamp=2026-11-23+10%3A05%3A00&version=1.0"
        + "&notify_url=http%3A%2F%2Fpay.example%2Fnotify%2Falipay%2F2021000000000000"
        + $"&return_url=http%3A%2F%2Fpay.example%2Fp%2F{Id}&biz_content="
        + Uri.EscapeDataString("{\"out_trade_no\":\"MP202611230000000001\",\"total_amount\":\"53.40\","
            + "\"subject\":\"示例省示例市第一人民医院（示例大学附属第一临床医学院）东院区-门诊处方缴费\","
            + "\"product_code\":\"QUICK_WAP_WAY\","
            + "\"time_expire\":\"2026-11-23 10:19:00\",\"quit_url\":\"http://pay.example/p/1\"}")
        + "&sign=" + string.Concat(Enumerable.Repeat("Ab%2Fc%2BdEfGh1", 28)) + "%3D%3D";

    public static object AlipayRedirect => new { type = "redirect", url = AlipayAddress };

    public static object Jsapi => new Dictionary<string, string>
    {
        ["type"] = "wechat-jsapi",
        ["appId"] = "wx0000000000000001",
        ["timeStamp"] = "1795000000",
        ["nonceStr"] = "n1",
        ["package"] = "prepay_id=wx1",
        ["signType"] = "RSA",
        ["paySign"] = "c2lnbmVk",
    };

    private static object[] Lines(int count) => [.. Enumerable.Range(1, count).Select(i => (object)new
    {
        name = i % 3 == 1 ? $"示例他汀钙片（长名称示例药品第 {i} 号，薄膜衣）" : string.Create(CultureInfo.InvariantCulture, $"示例胶囊 {i}"),
        spec = "20mg×7 片",
        unit = "盒",
        unitPrice = "12.6000",
        quantity = "1.00",
        amountFen = 1260,
    })];
}
