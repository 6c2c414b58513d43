using Microsoft.Extensions.Options;
using MobilePay.Sandbox.Books;

namespace MobilePay.Sandbox.WeChat;

/// <summary>The H5 cashier a mobile browser is sent to.</summary>
internal static class CashierEndpoints
{
    private const string Path = "/cgi-bin/mmpayweb-bin/checkmweb";
    private static readonly TimeSpan LinkLife = TimeSpan.FromMinutes(5);

    public static void MapCashier(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (HttpContext http, WeChatBook book, SandboxDay day, IOptions<SandboxOptions> options) =>
        {
            var query = http.Request.Query;
            // "An empty Referer is refused" (section 4); a page with Referrer-Policy: no-referrer fails here as it would there.
            if (string.IsNullOrEmpty(http.Request.Headers.Referer))
                return CashierPage.Tell("商家参数格式有误", "请求没有 Referer，微信支付拒绝打开收银台。(empty Referer)", 400);
            var back = query["redirect_url"].ToString();
            if (back.Length > 0 && !LoginEndpoints.IsRegistered(back, options.Value))
                return CashierPage.Tell("商家参数格式有误", "redirect_url 的域名与登记的 H5 域名不一致。", 400);
            if (Linked(book, query["prepay_id"], query["package"]) is not var (order, prepay))
                return CashierPage.Tell("订单不存在", "这个支付链接无效。", 404);
            if (Objection(order, prepay, day.TrueNow) is { } objection)
                return CashierPage.Tell("无法支付", objection, 409);

            return CashierPage.Ask(order, Path, new Dictionary<string, string?>
            {
                ["prepay_id"] = prepay.Id,
                ["package"] = prepay.Link,
                ["redirect_url"] = back.Length > 0 ? back : null,
            });
        });
        routes.MapPost(Path, async (
            HttpContext http, WeChatBook book, WeChatNotices notices, SandboxDay day, IOptions<SandboxOptions> options, CancellationToken stop) =>
        {
            var form = await http.Request.ReadFormAsync(stop);
            var back = form["redirect_url"].ToString();
            if (Linked(book, form["prepay_id"], form["package"]) is not var (order, prepay))
                return CashierPage.Tell("订单不存在", "这个支付链接无效。", 404);
            if (form["choice"] == "pay")
            {
                if (Objection(order, prepay, day.TrueNow) is { } objection)
                    return CashierPage.Tell("无法支付", objection, 409);
                if (book.Pay(order.OutTradeNo, LoginEndpoints.OpenidOf(http)) is { Reason: { } reason })
                    return CashierPage.Tell("无法支付", Words(reason), 409);
                notices.Start(order.OutTradeNo);
            }

            if (LoginEndpoints.IsRegistered(back, options.Value))
                return Results.Redirect(back);
            return form["choice"] == "pay"
                ? CashierPage.Tell("支付成功", "已付款，可以回到医院的页面。") : CashierPage.Tell("已取消", "没有付款，可以关闭这个页面。");
        }).DisableAntiforgery();
    }

    public static string Words(string reason) => reason switch
    {
        "paid-already" => "这个订单已经付过了，不会再扣款。",
        "closed" => "这个订单已关闭，没有扣款。",
        "expired" => "这个订单已过支付期限，没有扣款。",
        "other-payer" => "这个订单属于另一位付款人，没有扣款。",
        _ => "订单不存在，没有扣款。",
    };

    private static (WeChatOrder, WeChatPrepay)? Linked(WeChatBook book, string? prepayId, string? link) =>
        book.FindByPrepay(prepayId ?? "") is { TradeType: WeChatTrade.H5 } order
        && order.Prepays.FirstOrDefault(p => p.Id == prepayId && p.Link == link) is { } prepay ? (order, prepay) : null;

    private static string? Objection(WeChatOrder order, WeChatPrepay prepay, DateTimeOffset now) =>
        order.State == WeChatState.Paid ? Words("paid-already")
        : order.State == WeChatState.Closed ? Words("closed")
        : order.TimeExpire <= now ? Words("expired")
        : now - prepay.IssuedAt > LinkLife ? "支付链接只在 5 分钟内有效，请回到医院的页面重新支付。" : null;
}
