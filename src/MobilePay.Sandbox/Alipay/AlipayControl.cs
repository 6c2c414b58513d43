using MobilePay.Sandbox.Books;
using MobilePay.Sandbox.Listeners;
using MobilePay.Sandbox.Notices;

namespace MobilePay.Sandbox.Alipay;

/// <summary>True and forged notices on demand, and the end of a refund that waits for one.</summary>
internal static class AlipayControl
{
    internal sealed record Override(
        string? AppId = null, string? SellerId = null, string? OutTradeNo = null, long? TotalFen = null,
        string? TradeStatus = null, long? RefundFen = null, string? OutRequestNo = null);

    internal sealed record Wanted(
        string OutTradeNo, string? OutRequestNo = null, Override? Override = null, string? Signature = null, bool Send = true);

    internal sealed record Settling(string Status);

    public static void MapAlipayControl(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/control/alipay/notices/{outTradeNo}", (
            string outTradeNo, string? outRequestNo, AlipayBook book, AlipayNotices notices) =>
            book.Find(outTradeNo) is not { Wish.NotifyUrl: { } url } trade || Notice(trade, outRequestNo) is not { } notice
                ? NoNotice(outTradeNo) : Results.Json(notices.Sealed(url, notices.Form(trade, notice)), WireJson.Strict));
        routes.MapPost("/control/alipay/notices", Vary);
        routes.MapPost("/control/alipay/refunds/{outTradeNo}/{outRequestNo}/settle", (
            string outTradeNo, string outRequestNo, Settling settling, AlipayRefundEnding ending, AlipayBook book) =>
            settling.Status is not (AlipayRefundEnd.Success or AlipayRefundEnd.Failed)
                ? Results.Problem("status is SUCCESS or FAILED.", statusCode: 400)
                : book.Find(outTradeNo)?.Refund(outRequestNo) is null
                    ? Results.Problem($"No refund {outRequestNo} of {outTradeNo}.", statusCode: 404)
                : ending.End(outTradeNo, outRequestNo, settling.Status)
                    ? Results.Json(new { outTradeNo, outRequestNo, status = settling.Status })
                : Results.Problem("The refund has ended already.", statusCode: 409));
    }

    private static async Task<IResult> Vary(
        Wanted wanted, AlipayBook book, AlipayNotices notices, Postman postman, SandboxDay day, CancellationToken stop)
    {
        if (wanted.Signature is not (null or "bad" or "missing"))
            return Results.Problem("signature is bad or missing.", statusCode: StatusCodes.Status400BadRequest);
        if (book.Find(wanted.OutTradeNo) is not { Wish.NotifyUrl: { } url } trade)
            return NoNotice(wanted.OutTradeNo);
        // A forger need not wait for a payment; a notice with nothing wrong in it, though, would be the channel's own lie.
        var notice = Notice(trade, wanted.OutRequestNo)
            ?? (wanted is { Override: null, Signature: null } || wanted.OutRequestNo is not null ? null
                : new AlipayNotice("9999" + day.TrueNow.ToUnixTimeMilliseconds(), AlipayStatus.Success));
        if (notice is null)
            return NoNotice(wanted.OutTradeNo);

        var form = notices.Form(trade, notice);
        Change(form, wanted.Override);
        var letter = notices.Sealed(url, form, spoilt: wanted.Signature == "bad");
        if (wanted.Signature == "missing")
            letter = letter with { Body = Letter.Form(form) };
        var answer = wanted.Send ? await postman.Deliver(letter, stop) : null;
        return Results.Json(
            new { url, status = answer?.Status, answerBody = answer?.Body, headers = letter.Headers, body = letter.Body },
            WireJson.Strict);
    }

    private static void Change(Dictionary<string, string> form, Override? change)
    {
        if (change?.AppId is { } appId)
            form["app_id"] = form["auth_app_id"] = appId;
        if (change?.TotalFen is { } totalFen)
            form["total_amount"] = form["receipt_amount"] = form["buyer_pay_amount"] = Yuan.Of(totalFen);
        if (change?.RefundFen is { } refundFen)
            form["refund_fee"] = Yuan.Of(refundFen);
        foreach (var (name, value) in new[]
        {
            ("seller_id", change?.SellerId), ("out_trade_no", change?.OutTradeNo), ("trade_status", change?.TradeStatus),
            ("out_biz_no", change?.OutRequestNo),
        })
        {
            if (value is not null)
                form[name] = value;
        }
    }

    /// <summary>The payment's, or that of one refund.</summary>
    private static AlipayNotice? Notice(AlipayTrade trade, string? outRequestNo) =>
        trade.Notices.FirstOrDefault(notice => notice.OutRequestNo == outRequestNo);

    private static IResult NoNotice(string outTradeNo) => Results.Problem(
        $"There is no notice to be had of {outTradeNo}.", statusCode: StatusCodes.Status404NotFound);
}
