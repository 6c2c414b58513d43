using System.Text.Json.Nodes;
using MobilePay.Sandbox.Listeners;
using MobilePay.Sandbox.Notices;

namespace MobilePay.Sandbox.WeChat;

/// <summary>True and forged notices of refunds, and the end of a refund that waits for one.</summary>
internal static class WeChatRefundControl
{
    internal sealed record Override(
        long? RefundFen = null, long? TotalFen = null, string? Mchid = null, string? OutTradeNo = null,
        string? OutRefundNo = null, string? RefundStatus = null);

    internal sealed record Wanted(
        string OutRefundNo, Override? Override = null, int TimestampOffsetSeconds = 0, string? Signature = null,
        bool Send = true, string? Url = null);

    internal sealed record Settling(string Status);

    public static void MapWeChatRefundControl(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/control/wechat/refund-notices/{outRefundNo}", (
            string outRefundNo, WeChatBook book, WeChatNotices notices) =>
            book.FindRefund(outRefundNo) is not var (order, refund) ? NoRefund(outRefundNo)
                : refund.NotifyUrl is null ? Results.Problem("The refund has no notify_url.", statusCode: 404)
                : refund.Status == WeChatRefundEnd.Processing ? Results.Problem("The refund is under way.", statusCode: 404)
                : Results.Json(notices.True(order, refund), WireJson.Strict));
        routes.MapPost("/control/wechat/refund-notices", Vary);
        routes.MapPost("/control/wechat/refunds/{outRefundNo}/settle", (
            string outRefundNo, Settling settling, WeChatRefunds refunds, WeChatBook book) =>
            settling.Status is not (WeChatRefundEnd.Success or WeChatRefundEnd.Abnormal or WeChatRefundEnd.Closed)
                ? Results.Problem("status is SUCCESS, ABNORMAL or CLOSED.", statusCode: 400)
                : book.FindRefund(outRefundNo) is null ? NoRefund(outRefundNo)
                : refunds.End(outRefundNo, settling.Status) ? Results.Json(new { outRefundNo, status = settling.Status })
                : Results.Problem("The refund has ended already.", statusCode: 409));
    }

    private static async Task<IResult> Vary(
        Wanted wanted, WeChatBook book, WeChatNotices notices, Postman postman, CancellationToken stop)
    {
        if (!WeChatControl.KnowsSignature(wanted.Signature))
            return WeChatControl.SignatureUnknown();
        if (book.FindRefund(wanted.OutRefundNo) is not var (order, refund))
            return NoRefund(wanted.OutRefundNo);
        if ((wanted.Url ?? refund.NotifyUrl) is not { } url)
            return Results.Problem("The refund has no notify_url: give a url.", statusCode: 400);
        var status = wanted.Override?.RefundStatus ?? refund.Status;
        if (status == WeChatRefundEnd.Processing)
            return Results.Problem("The refund is under way, and there are no notices of that.", statusCode: 409);

        // The envelope's event follows the forged status, as the channel's own would.
        var told = refund with { Status = status, EndedAt = refund.EndedAt ?? refund.CreatedAt };
        var body = notices.Envelope(told, Changed(WeChatRefundWire.Tell(order, told), wanted.Override));
        var letter = WeChatControl.Forged(notices.Seal(
            url, body, wanted.Signature == "bad", TimeSpan.FromSeconds(wanted.TimestampOffsetSeconds)), wanted.Signature);
        return await WeChatControl.Sent(letter, wanted.Send, postman, stop);
    }

    private static JsonObject Changed(JsonObject resource, Override? change)
    {
        var amount = resource["amount"]!.AsObject();
        if (change?.RefundFen is { } refundFen)
            (amount["refund"], amount["payer_refund"]) = (refundFen, refundFen);
        if (change?.TotalFen is { } totalFen)
            (amount["total"], amount["payer_total"]) = (totalFen, totalFen);
        foreach (var (name, value) in new[]
        {
            ("mchid", change?.Mchid), ("out_trade_no", change?.OutTradeNo), ("out_refund_no", change?.OutRefundNo),
        })
        {
            if (value is not null)
                resource[name] = value;
        }

        return resource;
    }

    private static IResult NoRefund(string outRefundNo) => Results.Problem($"No refund {outRefundNo}.", statusCode: 404);
}
