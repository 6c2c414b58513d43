using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MobilePay.Sandbox.Books;
using MobilePay.Sandbox.Credentials;

namespace MobilePay.Sandbox.WeChat;

/// <summary>WeixinJSBridge for ordinary browsers: a script for the merchant's page, and the cashier it opens in a frame.</summary>
internal static class BridgeEndpoints
{
    private const string Path = "/sandbox/jsapi-cashier";
    private static readonly string[] Fields = ["appId", "timeStamp", "nonceStr", "package", "signType", "paySign"];
    private static readonly TimeSpan PrepayLife = TimeSpan.FromHours(2);

    public static void MapBridge(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sandbox/weixin-js-bridge.js", () => Results.Stream(
            typeof(BridgeEndpoints).Assembly.GetManifestResourceStream("weixin-js-bridge.js")!, "text/javascript; charset=utf-8"));
        routes.MapGet(Path, (HttpContext http, WeChatBook book, OutsideWorldKeys keys, SandboxDay day) =>
        {
            var given = Fields.ToDictionary(name => name, name => (string?)http.Request.Query[name].ToString());
            return Check(given, book, keys, day) is var (order, objection) && objection is null
                ? CashierPage.Ask(order!, Path, given) : Closing("无法支付", objection!, "fail", waitForTap: true);
        });
        routes.MapPost(Path, async (
            HttpContext http, WeChatBook book, OutsideWorldKeys keys, SandboxDay day, WeChatNotices notices, CancellationToken stop) =>
        {
            var form = await http.Request.ReadFormAsync(stop);
            var given = Fields.ToDictionary(name => name, name => (string?)form[name].ToString());
            if (form["choice"] != "pay")
                return Closing("已取消", "没有付款。", "cancel");
            var (order, objection) = Check(given, book, keys, day);
            if (objection is not null)
                return Closing("无法支付", objection, "fail", waitForTap: true);
            if (book.Pay(order!.OutTradeNo, order.Openid) is { Reason: { } reason })
                return Closing("无法支付", CashierEndpoints.Words(reason), "fail", waitForTap: true);

            notices.Start(order.OutTradeNo);
            return Closing("支付成功", "已付款。", "ok");
        }).DisableAntiforgery();
    }

    /// <summary>The order, or in words what WeChat would not accept; paySign is over four lines with the merchant's key (section 4).</summary>
    private static (WeChatOrder? Order, string? Objection) Check(
        Dictionary<string, string?> given, WeChatBook book, OutsideWorldKeys keys, SandboxDay day)
    {
        var signed = $"{given["appId"]}\n{given["timeStamp"]}\n{given["nonceStr"]}\n{given["package"]}\n";
        var package = given["package"]!;
        if (given["appId"] != keys.Published.Wechat.AppId)
            return (null, "appId 不正确。");
        if (given["signType"] != "RSA")
            return (null, "signType 必须是 RSA。");
        if (given["nonceStr"] is not { Length: > 0 and <= 32 })
            return (null, "nonceStr 缺少或过长。");
        if (!long.TryParse(given["timeStamp"], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || given["timeStamp"]!.Length != 10
            || DateTimeOffset.FromUnixTimeSeconds(seconds) > day.TrueNow.AddMinutes(5)
            || DateTimeOffset.FromUnixTimeSeconds(seconds) < day.TrueNow - PrepayLife)
            return (null, "timeStamp 必须是当前时间的秒数。");
        if (!package.StartsWith("prepay_id=", StringComparison.Ordinal)
            || book.FindByPrepay(package["prepay_id=".Length..]) is not { TradeType: WeChatTrade.Jsapi } order)
            return (null, "package 里的 prepay_id 不存在。");
        var sign = new byte[given["paySign"]!.Length];
        if (!Convert.TryFromBase64String(given["paySign"]!, sign, out var length) || !keys.WeChatMerchant.VerifyData(
            Encoding.UTF8.GetBytes(signed), sign.AsSpan(0, length), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
            return (null, "paySign 支付验证签名失败。");

        if (order.State != WeChatState.NotPaid)
            return (null, CashierEndpoints.Words(order.State == WeChatState.Paid ? "paid-already" : "closed"));
        var issued = order.Prepays.First(prepay => prepay.Id == package["prepay_id=".Length..]).IssuedAt;
        return order.TimeExpire <= day.TrueNow || day.TrueNow - issued > PrepayLife ? (null, CashierEndpoints.Words("expired")) : (order, null);
    }

    private static IResult Closing(string title, string text, string outcome, bool waitForTap = false)
    {
        var tell = $"parent.postMessage({{sandbox:'wechat',err_msg:'get_brand_wcpay_request:{outcome}'}},'*')";
        return CashierPage.Tell(title, text, 200, waitForTap
            ? $"var b=document.createElement('button');b.className='cancel';b.textContent='返回';b.onclick=function(){{{tell}}};"
                + "document.querySelector('main').appendChild(b)"
            : tell);
    }
}
