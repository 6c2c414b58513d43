using System.Globalization;
using System.Text;
using MobilePay.Sandbox.Books;
using MobilePay.Sandbox.Credentials;
using MobilePay.Sandbox.Pages;

namespace MobilePay.Sandbox.WeChat;

/// <summary>WeixinJSBridge for ordinary browsers: a script for the merchant's page, and the cashier it opens.</summary>
internal static class BridgeEndpoints
{
    private const string Path = "/sandbox/jsapi-cashier";
    private const string PackageStart = "prepay_id=";
    private static readonly string[] Fields = ["appId", "timeStamp", "nonceStr", "package", "signType", "paySign"];
    private static readonly TimeSpan PrepayLife = TimeSpan.FromHours(2);

    public static void MapBridge(this IEndpointRouteBuilder routes)
    {
        var script = typeof(BridgeEndpoints).Assembly;
        routes.MapGet("/sandbox/weixin-js-bridge.js", () => Results.Stream(
            script.GetManifestResourceStream("weixin-js-bridge.js")!, "text/javascript; charset=utf-8"));
        routes.MapGet(Path, (HttpRequest request, BridgeDesk desk) =>
            desk.Ask(Fields.ToDictionary(name => name, name => request.Query[name].ToString())));
        routes.MapPost(Path, async (HttpRequest request, BridgeDesk desk, CancellationToken stop) =>
        {
            var form = await request.ReadFormAsync(stop);
            return desk.Answer(form["choice"] == "pay", Fields.ToDictionary(name => name, name => form[name].ToString()));
        }).DisableAntiforgery();
    }

    internal sealed class BridgeDesk(
        WeChatBook book, OutsideWorldKeys keys, SandboxDay day, WeChatNotices notices, CashierPage page)
    {
        private Words T => page.Words;

        public IResult Ask(Dictionary<string, string> given) => Check(given) is var (order, objection) && objection is null
            ? page.Ask(order!.ForCashier, Path, given!) : Refusal(objection!);

        public IResult Answer(bool pays, Dictionary<string, string> given)
        {
            if (!pays)
                return Closing(T["已取消", "Cancelled"], T["没有付款。", "Nothing was paid."], "cancel");
            var (order, objection) = Check(given);
            if (objection is not null)
                return Refusal(objection);
            if (book.Pay(order!.OutTradeNo, order.Openid) is { Reason: { } reason })
                return Refusal(page.Reason(reason));

            notices.Start(order.OutTradeNo);
            return Closing(T["支付成功", "Paid"], T["已付款。", "The money was taken."], "ok");
        }

        /// <summary>The order, or in words what WeChat would not accept.</summary>
        private (WeChatOrder? Order, string? Objection) Check(Dictionary<string, string> given)
        {
            var package = given["package"];
            if (given["appId"] != keys.Published.Wechat.AppId)
                return (null, T["appId 不正确。", "appId is not the merchant's."]);
            if (given["signType"] != "RSA")
                return (null, T["signType 必须是 RSA。", "signType must be RSA."]);
            if (given["nonceStr"] is not { Length: > 0 and <= 32 })
                return (null, T["nonceStr 缺少或过长。", "nonceStr is missing or too long."]);
            if (!IsRecent(given["timeStamp"]))
                return (null, T["timeStamp 必须是当前时间的秒数。", "timeStamp must be the present time in seconds."]);
            if (!package.StartsWith(PackageStart, StringComparison.Ordinal)
                || book.FindByPrepay(package[PackageStart.Length..]) is not { TradeType: WeChatTrade.Jsapi } order)
                return (null, T["package 里的 prepay_id 不存在。", "The prepay_id in package does not exist."]);
            var signed = WeChatSignature.OfPayment(given["appId"], given["timeStamp"], given["nonceStr"], package);
            if (!WeChatSignature.Verifies(keys.WeChatMerchant, signed, given["paySign"]))
                return (null, T["paySign 支付验证签名失败。", "paySign does not verify."]);

            if (order.State != WeChatState.NotPaid)
                return (null, page.Reason(order.State == WeChatState.Paid ? "paid-already" : "closed"));
            var issued = order.Prepays.First(prepay => prepay.Id == package[PackageStart.Length..]).IssuedAt;
            return order.TimeExpire <= day.TrueNow || day.TrueNow - issued > PrepayLife
                ? (null, page.Reason("expired")) : (order, null);
        }

        private bool IsRecent(string timestamp) => timestamp.Length == 10
            && long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && DateTimeOffset.FromUnixTimeSeconds(seconds) is var at
            && at <= day.TrueNow.AddMinutes(5) && at >= day.TrueNow - PrepayLife;

        /// <summary>Stays until the person has read it; the merchant's page is told when they leave.</summary>
        private IResult Refusal(string why) => page.Tell(
            CashierParty.WeChat, T["无法支付", "Cannot be paid"], why, 200, new StringBuilder()
            .Append("var b=document.createElement('button');b.className='cancel';b.textContent='").Append(T["返回", "Back"])
            .Append("';b.onclick=function(){").Append(Telling("fail"))
            .Append("};document.querySelector('main').appendChild(b)").ToString());

        private IResult Closing(string title, string text, string outcome) =>
            page.Tell(CashierParty.WeChat, title, text, 200, Telling(outcome));

        private static string Telling(string outcome) =>
            $"parent.postMessage({{sandbox:'wechat',err_msg:'get_brand_wcpay_request:{outcome}'}},'*')";
    }
}
