using System.Globalization;
using System.Text.Json.Nodes;
using MobilePay.Sandbox.Books;
using MobilePay.Sandbox.Listeners;

namespace MobilePay.Sandbox.WeChat;

/// <summary>True and forged notices on demand, for those who test the receiving side.</summary>
internal static class WeChatControl
{
    internal sealed record Override(
        long? TotalFen = null, string? Mchid = null, string? Appid = null, string? OutTradeNo = null, string? Currency = null,
        string? TradeState = null);

    internal sealed record Wanted(
        string OutTradeNo, Override? Override = null, int TimestampOffsetSeconds = 0, string? Signature = null, bool Send = true);

    public static void MapWeChatControl(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/control/wechat/notices/{outTradeNo}", (string outTradeNo, WeChatBook book, WeChatNotices notices) =>
            Paid(book, outTradeNo) is not { } order ? NotPaid(outTradeNo)
                : Results.Json(notices.True(order), WireJson.Strict));
        routes.MapPost("/control/wechat/notices", Vary);
    }

    private static async Task<IResult> Vary(
        Wanted wanted, WeChatBook book, WeChatNotices notices, WeChatPostman postman, SandboxDay day, CancellationToken stop)
    {
        if (wanted.Signature is not (null or "bad" or "signtest" or "unknown-serial"))
            return Results.Problem("signature is bad, signtest or unknown-serial.", statusCode: StatusCodes.Status400BadRequest);
        if (book.Find(wanted.OutTradeNo) is not { } order)
            return NotPaid(wanted.OutTradeNo);
        if (order.State != WeChatState.Paid)
        {
            // A forger need not wait for a payment; a notice with nothing wrong in it, though, would be the channel's own lie.
            if (wanted is { Override: null, TimestampOffsetSeconds: 0, Signature: null })
                return NotPaid(wanted.OutTradeNo);
            order = AsIfPaid(order, day.Now);
        }

        var body = notices.Envelope(order, Changed(WeChatWire.Describe(order), wanted.Override));
        var notice = notices.Seal(
            order, body, spoilt: wanted.Signature == "bad", TimeSpan.FromSeconds(wanted.TimestampOffsetSeconds));
        var headers = new Dictionary<string, string>(notice.Headers);
        if (wanted.Signature == "signtest")
            headers["Wechatpay-Signature"] = "WECHATPAY/SIGNTEST/" + headers["Wechatpay-Signature"];
        if (wanted.Signature == "unknown-serial")
            headers["Wechatpay-Serial"] = "PUB_KEY_ID_0000000000000000000000000000";

        var answer = wanted.Send ? await postman.Deliver(notice with { Headers = headers }, stop) : null;
        return Results.Json(
            new { url = notice.Url, status = answer?.Status, answerBody = answer?.Body, headers, body }, WireJson.Strict);
    }

    private static JsonObject Changed(JsonObject resource, Override? change)
    {
        var amount = resource["amount"]!.AsObject();
        if (change?.TotalFen is { } totalFen)
            (amount["total"], amount["payer_total"]) = (totalFen, totalFen);
        if (change?.Currency is { } currency)
            amount["currency"] = currency;
        foreach (var (name, value) in new[]
        {
            ("mchid", change?.Mchid), ("appid", change?.Appid), ("out_trade_no", change?.OutTradeNo),
            ("trade_state", change?.TradeState),
        })
        {
            if (value is not null)
                resource[name] = value;
        }

        return resource;
    }

    private static WeChatOrder AsIfPaid(WeChatOrder order, DateTimeOffset now) => order with
    {
        State = WeChatState.Paid,
        TransactionId = "4200009999" + now.ToUnixTimeMilliseconds().ToString("D18", CultureInfo.InvariantCulture),
        PayerOpenid = order.Openid ?? "oForgedPayer0000000000000000",
        SuccessTime = now,
        NoticeId = Guid.NewGuid().ToString(),
    };

    private static WeChatOrder? Paid(WeChatBook book, string outTradeNo) =>
        book.Find(outTradeNo) is { State: WeChatState.Paid } order ? order : null;

    private static IResult NotPaid(string outTradeNo) =>
        Results.Problem($"No paid order {outTradeNo}.", statusCode: StatusCodes.Status404NotFound);
}
