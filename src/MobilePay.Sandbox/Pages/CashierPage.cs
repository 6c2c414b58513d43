using System.Net;
using MobilePay.Sandbox.Books;

namespace MobilePay.Sandbox.Pages;

/// <summary>Whose cashier it is.</summary>
internal enum CashierParty
{
    WeChat,
    Alipay,
    Bank,
}

/// <summary>What the payer is shown before they pay.</summary>
internal sealed record CashierOrder(CashierParty Party, string OutTradeNo, long TotalFen, string Description);

/// <summary>The cashier's HTML: plain forms, so that it works without scripts.</summary>
internal sealed class CashierPage(Words words)
{
    private const string Style = """
        * { box-sizing: border-box }
        body { margin: 0; background: #f7f7f7; color: #191919; font: 17px/1.5 system-ui, "Noto Sans CJK SC", sans-serif }
        .band { background: #b5007d; color: #fff; text-align: center; padding: 8px; font-weight: 600 }
        main { max-width: 420px; margin: 0 auto; padding: 32px 20px; text-align: center }
        h1 { font-size: 17px; margin: 0 0 24px } p { margin: 0 0 10px } .merchant { color: #444 }
        .amount { font-size: 44px; line-height: 1.2; font-weight: 600; font-variant-numeric: tabular-nums }
        .what { color: #444; overflow-wrap: anywhere } script + button { margin-top: 24px }
        .number { color: #666; font-size: 13px; margin-bottom: 32px }
        button { display: block; width: 100%; min-height: 48px; padding: 12px; margin-bottom: 12px; border: 0; border-radius: 8px;
          font: inherit; font-weight: 600; cursor: pointer }
        .pay { background: #b5007d; color: #fff } .cancel { background: #e4e4e4; color: #191919 }
        button:focus-visible { outline: 3px solid #191919; outline-offset: 2px }
        """;

    public Words Words => words;

    public IResult Ask(CashierOrder order, string action, IReadOnlyDictionary<string, string?> hidden)
    {
        var fields = string.Concat(hidden.Where(field => field.Value is not null).Select(field =>
            $"<input type=\"hidden\" name=\"{field.Key}\" value=\"{WebUtility.HtmlEncode(field.Value)}\">"));
        return Page(order.Party, words["模拟收银台", "Simulated cashier"], $"""
            <p class="merchant">{words["付给示例人民医院", "To the sample hospital 示例人民医院"]}</p>
            <p class="amount">¥{Yuan.Of(order.TotalFen)}</p>
            <p class="what">{WebUtility.HtmlEncode(order.Description)}</p>
            <p class="number">{words["商户单号", "Order"]} {WebUtility.HtmlEncode(order.OutTradeNo)}</p>
            <form method="post" action="{action}">{fields}
              <button name="choice" value="pay" class="pay">{words["支付", "Pay"]} ¥{Yuan.Of(order.TotalFen)}</button>
              <button name="choice" value="cancel" class="cancel">{words["取消，不付款", "Cancel, do not pay"]}</button>
            </form>
            """);
    }

    public IResult Tell(CashierParty party, string title, string text, int status = 200, string? script = null) => Page(
        party, title,
        $"<p class=\"what\">{WebUtility.HtmlEncode(text)}</p>" + (script is null ? "" : $"<script>{script}</script>"), status);

    /// <summary>The book's word for why it took no money, for the person who wanted to pay.</summary>
    public string Reason(string reason) => reason switch
    {
        "paid-already" => words["这个订单已经付过了，不会再扣款。", "This order is paid already; nothing more is taken."],
        "refunded" => words["这个订单已经退款，没有扣款。", "This order was refunded; nothing was taken."],
        "closed" => words["这个订单已关闭，没有扣款。", "This order is closed; nothing was taken."],
        "expired" => words["这个订单已过支付期限，没有扣款。", "The time to pay is over; nothing was taken."],
        "other-payer" => words["这个订单属于另一位付款人，没有扣款。", "This order is another person's; nothing was taken."],
        _ => words["订单不存在，没有扣款。", "There is no such order; nothing was taken."],
    };

    private string NameOf(CashierParty party) => party switch
    {
        CashierParty.WeChat => words["微信支付", "WeChat Pay"],
        CashierParty.Alipay => words["支付宝", "Alipay"],
        CashierParty.Bank => words["银联", "UnionPay"],
    };

    /// <summary>
    /// A page of a party's own; <paramref name="body"/> is HTML, so whatever came from outside is encoded in it.
    /// </summary>
    public IResult Page(
        CashierParty party, string title, string body, int status = 200, string style = "") => Results.Content($"""
        <!doctype html>
        <html lang="{words["zh-CN", "en"]}">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{title} · {words["模拟", "SIMULATED"]}</title><style>{Style}{style}</style></head>
        <body><div class="band">{words["模拟 · 不是真实的" + NameOf(party), "SIMULATED · not the real " + NameOf(party)]}</div>
        <main><h1>{title}</h1>{body}</main></body></html>
        """, "text/html; charset=utf-8", statusCode: status);
}
