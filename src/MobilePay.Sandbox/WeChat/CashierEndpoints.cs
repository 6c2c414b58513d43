using Microsoft.Extensions.Options;
using MobilePay.Sandbox.Books;
using MobilePay.Sandbox.Pages;

namespace MobilePay.Sandbox.WeChat;

/// <summary>The H5 cashier a mobile browser is sent to.</summary>
internal static class CashierEndpoints
{
    private const string Path = "/cgi-bin/mmpayweb-bin/checkmweb";
    private static readonly TimeSpan LinkLife = TimeSpan.FromMinutes(5);

    public static void MapCashier(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (HttpContext http, CashierDesk desk) => desk.Ask(http.Request));
        routes.MapPost(Path, async (HttpContext http, CashierDesk desk, CancellationToken stop) =>
            desk.Answer(http, await http.Request.ReadFormAsync(stop))).DisableAntiforgery();
    }

    internal sealed class CashierDesk(
        WeChatBook book, WeChatNotices notices, SandboxDay day, IOptions<SandboxOptions> options, CashierPage page)
    {
        private Words T => page.Words;

        public IResult Ask(HttpRequest request)
        {
            // "An empty Referer is refused" (section 4); a page with Referrer-Policy: no-referrer fails here as it would there.
            if (string.IsNullOrEmpty(request.Headers.Referer))
                return Malformed(T["请求没有 Referer，微信支付拒绝打开收银台。(empty Referer)",
                    "The request has no Referer, so WeChat Pay does not open. (empty Referer)"]);
            var back = request.Query["redirect_url"].ToString();
            if (back.Length > 0 && !LoginEndpoints.IsRegistered(back, options.Value))
                return Malformed(T["redirect_url 的域名与登记的 H5 域名不一致。",
                    "The domain of redirect_url is not the registered one."]);
            if (Linked(request.Query["prepay_id"], request.Query["package"]) is not var (order, prepay))
                return NoLink();
            if (Objection(order, prepay) is { } objection)
                return Refusal(objection);

            return page.Ask(order.ForCashier, Path, new Dictionary<string, string?>
            {
                ["prepay_id"] = prepay.Id,
                ["package"] = prepay.Link,
                ["redirect_url"] = back.Length > 0 ? back : null,
            });
        }

        public IResult Answer(HttpContext http, IFormCollection form)
        {
            if (Linked(form["prepay_id"], form["package"]) is not var (order, prepay))
                return NoLink();

            var pays = form["choice"] == "pay";
            if (pays && Objection(order, prepay) is { } objection)
                return Refusal(objection);
            if (pays && book.Pay(order.OutTradeNo, LoginEndpoints.OpenidOf(http)) is { Reason: { } reason })
                return Refusal(page.Reason(reason));
            if (pays)
                notices.Start(order.OutTradeNo);

            var back = form["redirect_url"].ToString();
            if (LoginEndpoints.IsRegistered(back, options.Value))
                return Results.Redirect(back);
            return pays
                ? page.Tell(CashierParty.WeChat, T["支付成功", "Paid"], T["已付款，可以回到医院的页面。", "Paid. Go back to the hospital's page."])
                : page.Tell(CashierParty.WeChat, T["已取消", "Cancelled"],
                    T["没有付款，可以关闭这个页面。", "Nothing was paid. You can close this page."]);
        }

        private IResult Malformed(string why) => page.Tell(
            CashierParty.WeChat, T["商家参数格式有误", "The merchant's link is wrong"], why, 400);

        private IResult NoLink() =>
            page.Tell(CashierParty.WeChat, T["订单不存在", "No such order"], T["这个支付链接无效。", "This payment link is not valid."], 404);

        private IResult Refusal(string why) => page.Tell(CashierParty.WeChat, T["无法支付", "Cannot be paid"], why, 409);

        private (WeChatOrder, WeChatPrepay)? Linked(string? prepayId, string? link) =>
            book.FindByPrepay(prepayId ?? "") is { TradeType: WeChatTrade.H5 } order
            && order.Prepays.FirstOrDefault(p => p.Id == prepayId && p.Link == link) is { } prepay ? (order, prepay) : null;

        private string? Objection(WeChatOrder order, WeChatPrepay prepay) =>
            order.State == WeChatState.Paid ? page.Reason("paid-already")
            : order.State == WeChatState.Closed ? page.Reason("closed")
            : order.TimeExpire <= day.TrueNow ? page.Reason("expired")
            : day.TrueNow - prepay.IssuedAt <= LinkLife ? null
            : T["支付链接只在 5 分钟内有效，请回到医院的页面重新支付。",
                "The link was valid for 5 minutes. Go back to the hospital's page and pay from there."];
    }
}
