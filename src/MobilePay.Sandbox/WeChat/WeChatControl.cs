using System.Globalization;
using System.Text.Json.Nodes;
using MobilePay.Sandbox.Books;
using MobilePay.Sandbox.Listeners;
using MobilePay.Sandbox.Notices;

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
        Wanted wanted, WeChatBook book, WeChatNotices notices, Postman postman, SandboxDay day, CancellationToken stop)
    {
        if (!KnowsSignature(wanted.Signature))
            return SignatureUnknown();
        if (book.Find(wanted.OutTradeNo) is not { } order)
            return NotPaid(wanted.OutTradeNo);
        if (order.State != WeChatState.Paid)
        {
            // A forger need not wait for a payment; a notice with nothing wrong in it, though, would be the channel's own lie.
            if (wanted is { Override: null, TimestampOffsetSeconds: 0, Signature: null })
                return NotPaid(wanted.OutTradeNo);
            order = AsIfPaid(order, day.Now);
        }

        var body = notices.Envelope(order, Changed(WeChatWire.Describe(order, WeChatState.Paid), wanted.Override));
        var letter = Forged(notices.Seal(
            order.NotifyUrl, body, wanted.Signature == "bad", TimeSpan.FromSeconds(wanted.TimestampOffsetSeconds)),
            wanted.Signature);
        return await Sent(letter, wanted.Send, postman, stop);
    }

    internal static bool KnowsSignature(string? signature) => signature is null or "bad" or "signtest" or "unknown-serial";

    internal static IResult SignatureUnknown() => Results.Problem(
        "signature is bad, signtest or unknown-serial.", statusCode: StatusCodes.Status400BadRequest);

    /// <summary>The letter with the headers a forger would put on it.</summary>
    internal static Letter Forged(Letter letter, string? signature)
    {
        var headers = new Dictionary<string, string>(letter.Headers);
        if (signature == "signtest")
            headers["Wechatpay-Signature"] = "WECHATPAY/SIGNTEST/" + headers["Wechatpay-Signature"];
        if (signature == "unknown-serial")
            headers["Wechatpay-Serial"] = "PUB_KEY_ID_0000000000000000000000000000";
        return letter with { Headers = headers };
    }

    internal static async Task<IResult> Sent(Letter letter, bool send, Postman postman, CancellationToken stop)
    {
        var answer = send ? await postman.Deliver(letter, stop) : null;
        return Results.Json(new
        {
            url = letter.Url,
            status = answer?.Status,
            answerBody = answer?.Body,
            headers = letter.Headers,
            body = letter.Body,
        }, WireJson.Strict);
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
