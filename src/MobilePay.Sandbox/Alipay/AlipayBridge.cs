using System.Text;
using MobilePay.Sandbox.Pages;

namespace MobilePay.Sandbox.Alipay;

/// <summary>AlipayJSBridge for ordinary browsers: a script for the merchant's page, and the cashier tradePay opens.</summary>
internal static class AlipayBridgeEndpoints
{
    private const string Path = "/sandbox/tradepay-cashier";

    public static void MapAlipayBridge(this IEndpointRouteBuilder routes)
    {
        var script = typeof(AlipayBridgeEndpoints).Assembly;
        routes.MapGet("/sandbox/alipay-js-bridge.js", () => Results.Stream(
            script.GetManifestResourceStream("alipay-js-bridge.js")!, "text/javascript; charset=utf-8"));
        routes.MapGet(Path, (string? tradeNO, BridgeDesk desk) => desk.Ask(tradeNO ?? ""));
        routes.MapPost(Path, async (HttpContext http, BridgeDesk desk, CancellationToken stop) =>
            desk.Answer(await http.Request.ReadFormAsync(stop))).DisableAntiforgery();
    }

    internal sealed class BridgeDesk(AlipayBook book, AlipayNotices notices, CashierPage page)
    {
        private Words T => page.Words;

        public IResult Ask(string tradeNo) => book.FindByTradeNo(tradeNo) switch
        {
            { Status: AlipayStatus.Waiting, Wish.Method: AlipayMethods.Create } trade => page.Ask(
                trade.ForCashier, Path, new Dictionary<string, string?> { ["trade_no"] = trade.TradeNo }),
            { Wish.Method: AlipayMethods.Create } trade => Refusal(trade.PaidAt is not null ? "paid-already" : "closed"),
            _ => Refusal("not-found"),
        };

        public IResult Answer(IFormCollection form)
        {
            if (form["choice"] != "pay")
                return Closing(T["已取消", "Cancelled"], T["没有付款。", "Nothing was paid."], "6001");
            if (book.FindByTradeNo(form["trade_no"].ToString()) is not { } trade)
                return Refusal("not-found");
            // A trade is made for one person, and inside Alipay it is that person who is logged in.
            var (paid, reason) = book.Pay(trade.OutTradeNo, trade.Wish.BuyerOpenId);
            if (reason is not null)
                return Refusal(reason);

            notices.Start(paid!);
            return Closing(T["支付成功", "Paid"], T["已付款。", "The money was taken."], "9000");
        }

        /// <summary>Stays until the person has read it; the merchant's page is told when they leave.</summary>
        private IResult Refusal(string reason) => page.Tell(
            CashierParty.Alipay, T["无法支付", "Cannot be paid"], page.Reason(reason), 200, new StringBuilder()
            .Append("var b=document.createElement('button');b.className='cancel';b.textContent='").Append(T["返回", "Back"])
            .Append("';b.onclick=function(){").Append(Telling("4000"))
            .Append("};document.querySelector('main').appendChild(b)").ToString());

        private IResult Closing(string title, string text, string code) =>
            page.Tell(CashierParty.Alipay, title, text, 200, Telling(code));

        private static string Telling(string code) =>
            $"parent.postMessage({{sandbox:'alipay',resultCode:'{code}'}},'*')";
    }
}
