using System.Globalization;
using System.Net;

namespace MobilePay.Sandbox.WeChat;

/// <summary>The cashier's HTML: plain forms, so that it works without scripts.</summary>
internal static class CashierPage
{
    public static IResult Ask(WeChatOrder order, string action, IReadOnlyDictionary<string, string?> hidden)
    {
        var fields = string.Concat(hidden.Where(field => field.Value is not null).Select(field =>
            $"<input type=\"hidden\" name=\"{field.Key}\" value=\"{WebUtility.HtmlEncode(field.Value)}\">"));
        return Page("模拟收银台", $"""
            <p class="merchant">示例人民医院</p>
            <p class="amount">¥{Yuan(order.TotalFen)}</p>
            <p class="what">{WebUtility.HtmlEncode(order.Description)}</p>
            <p class="number">商户单号 {WebUtility.HtmlEncode(order.OutTradeNo)}</p>
            <form method="post" action="{action}">{fields}
              <button name="choice" value="pay" class="pay">支付</button>
              <button name="choice" value="cancel" class="cancel">取消</button>
            </form>
            """);
    }

    public static IResult Tell(string title, string text, int status = 200, string? script = null) => Page(title,
        $"<p class=\"what told\">{WebUtility.HtmlEncode(text)}</p>" + (script is null ? "" : $"<script>{script}</script>"), status);

    public static string Yuan(long fen) => string.Create(CultureInfo.InvariantCulture, $"{fen / 100}.{fen % 100:00}");

    private static IResult Page(string title, string body, int status = 200) => Results.Content($$"""
        <!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1"><title>{{title}} · 模拟</title>
        <style>
          * { box-sizing: border-box } body { margin: 0; font: 17px/1.5 system-ui, "Noto Sans CJK SC", sans-serif; background: #f7f7f7; color: #191919 }
          .band { background: #b5007d; color: #fff; text-align: center; padding: 8px; font-weight: 600 }
          main { max-width: 420px; margin: 0 auto; padding: 32px 20px; text-align: center }
          h1 { font-size: 17px; margin: 0 0 24px } p { margin: 0 0 10px } .amount { font-size: 44px; font-weight: 600; font-variant-numeric: tabular-nums }
          .what { color: #444; overflow-wrap: anywhere } .number { color: #666; font-size: 13px; margin-bottom: 32px }
          button { display: block; width: 100%; padding: 13px; border: 0; border-radius: 8px; font: inherit; font-weight: 600; margin-bottom: 12px; cursor: pointer }
          .pay { background: #b5007d; color: #fff } .cancel { background: #e4e4e4; color: #191919 } button:focus-visible { outline: 3px solid #191919; outline-offset: 2px }
        </style></head><body><div class="band">模拟 · SIMULATED · 不是真实的微信支付</div><main><h1>{{title}}</h1>{{body}}</main></body></html>
        """, "text/html; charset=utf-8", statusCode: status);
}
