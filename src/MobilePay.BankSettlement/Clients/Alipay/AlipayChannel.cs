using System.Text.Json;
using MobilePay.BankSettlement.Domain;
using Microsoft.Extensions.Options;

namespace MobilePay.BankSettlement.Clients.Alipay;

internal sealed class AlipayChannel(AlipayMerchants merchants, IOptions<AlipayOptions> options, TimeProvider clock) : IChannel
{
    public const string ChannelName = "alipay";

    public string Name => ChannelName;

    public bool Takes(string method) => method is "alipay.wap" or "alipay.app" or "alipay.jsapi" or "alipay.qr";

    public string? MerchantOf(string hospitalId) => merchants.Of(hospitalId)?.Options.AppId;

    /// <summary>Orders carry the application's number, statements that of the account it pays into.</summary>
    public string AccountOf(string merchantId) => merchants.App(merchantId)?.Options.SellerId ?? merchantId;

    public string? Lacks(string method, Payer payer) => (method, payer) switch
    {
        ("alipay.jsapi", { Openid: null }) => "openid",
        _ => null,
    };

    public async Task<PlaceAnswer> Place(ChannelOrder order, CancellationToken stop)
    {
        if (merchants.App(order.MerchantId) is not { } merchant)
            return new(ChannelOutcome.Unknown, null, "channel.merchant-gone");

        var back = options.Value.ReturnUrl is { } url ? $"{url.TrimEnd('/')}/{order.PaymentId}" : null;
        var wanted = AlipayOrders.Of(order, back);
        return order.Method switch
        {
            // No call: what we sign here is sent by the phone, and Alipay makes the trade when the payer has signed in.
            "alipay.wap" => Action("redirect", "url",
                $"{options.Value.GatewayUrl}?{Signed(merchant, "alipay.trade.wap.pay", wanted, back)}"),
            "alipay.app" => Action("alipay-app", "orderString", Signed(merchant, "alipay.trade.app.pay", wanted, null)),
            "alipay.jsapi" => Placed(order, "alipay-jsapi", "tradeNo", placed => placed.TradeNo, await AlipayAnswers
                .Read<AlipayPlaced>(() => merchant.Gateway.Create(wanted, merchant.NotifyUrl, stop), stop)),
            _ => Placed(order, "qr", "codeUrl", placed => placed.QrCode, await AlipayAnswers
                .Read<AlipayPlaced>(() => merchant.Gateway.Precreate(wanted, merchant.NotifyUrl, stop), stop)),
        };
    }

    public async Task<QueryAnswer> Query(ChannelOrder order, CancellationToken stop)
    {
        if (merchants.App(order.MerchantId) is not { } merchant)
            return new(null, "channel.merchant-gone");

        var answer = await AlipayAnswers.Read<AlipayTrade>(() => merchant.Gateway.Query(new(order.OutTradeNo), stop), stop);
        if (answer is { Outcome: ChannelOutcome.Refused, SubCode: "ACQ.TRADE_NOT_EXIST" })
        {
            return new(new(ChannelName, order.MerchantId, order.OutTradeNo, ReportedState.Unknown)
            {
                MayStillBePaid = AlipayTrades.AppearsLate(order.Method),
            }, null);
        }

        if (answer.Body is not { } trade)
            return new(null, answer.Silence);

        // The answer is signed, but is it about this order?
        return trade.OutTradeNo == order.OutTradeNo && AlipayTrades.Report(order.MerchantId, trade) is { } report
            ? new(report, null)
            : new(null, "channel.unreadable");
    }

    public async Task<CloseAnswer> Close(ChannelOrder order, CancellationToken stop)
    {
        if (merchants.App(order.MerchantId) is not { } merchant)
            return new(ChannelOutcome.Unknown, "channel.merchant-gone");

        var answer = await AlipayAnswers.Read<AlipayClosed>(() => merchant.Gateway.Close(new(order.OutTradeNo), stop), stop);
        if (answer.Outcome == ChannelOutcome.Accepted && answer.Body?.OutTradeNo != order.OutTradeNo)
            return new(ChannelOutcome.Unknown, "channel.unreadable");

        // Nothing was paid and there is nothing to close: we give it up, and look once more when its time is over.
        return answer is { Outcome: ChannelOutcome.Refused, SubCode: "ACQ.TRADE_NOT_EXIST" }
            && AlipayTrades.AppearsLate(order.Method)
            ? new(ChannelOutcome.Accepted, answer.SubCode) { MayStillBePaid = true }
            : new(answer.Outcome, answer.SubCode ?? answer.Code);
    }

    public async Task<RefundAnswer> Refund(ChannelRefund refund, ChannelOrder order, CancellationToken stop)
    {
        if (merchants.App(refund.MerchantId) is not { } merchant)
            return new(null, "channel.merchant-gone");

        var wanted = new AlipayRefundOrder(
            refund.OutTradeNo, AlipayText.Yuan(refund.Amount), refund.Reason, refund.RefundNo);
        return AlipayRefunds.Sent(refund,
            await AlipayAnswers.Read<AlipayRefunded>(() => merchant.Gateway.Refund(wanted, stop), stop));
    }

    public async Task<RefundAnswer> QueryRefund(ChannelRefund refund, ChannelOrder order, CancellationToken stop)
    {
        if (merchants.App(refund.MerchantId) is not { } merchant)
            return new(null, "channel.merchant-gone");

        var number = new AlipayRefundNumber(refund.OutTradeNo, refund.RefundNo, ["gmt_refund_pay"]);
        return AlipayRefunds.Found(refund,
            await AlipayAnswers.Read<AlipayRefundFound>(() => merchant.Gateway.QueryRefund(number, stop), stop));
    }

    public NoticeReading ReadNotice(string merchantId, RawNotice notice) =>
        AlipayNotices.Read(merchants.App(merchantId), notice);

    // These seven bytes and no others; whatever else stands in the body makes Alipay send again.
    public IResult Received() => TypedResults.Text("success", "text/plain");

    public IResult NotReceived(int status, string reason) => TypedResults.Text("failure", "text/plain", statusCode: status);

    private string Signed(AlipayMerchant merchant, string method, AlipayOrder order, string? returnUrl) =>
        AlipayForm.Write(merchant.Sign(
        [
            new("method", method),
            new("notify_url", merchant.NotifyUrl),
            new("return_url", returnUrl ?? ""),
            new("biz_content", JsonSerializer.Serialize(order, AlipayJson.Options)),
        ], clock.GetUtcNow()));

    private static PlaceAnswer Placed(ChannelOrder order, string type, string member, Func<AlipayPlaced, string?> what,
        AlipayAnswer<AlipayPlaced> answer)
    {
        if (answer is { Outcome: ChannelOutcome.Accepted, Body: { } placed })
        {
            return placed.OutTradeNo == order.OutTradeNo && what(placed) is { Length: > 0 } value
                ? Action(type, member, value)
                : new(ChannelOutcome.Unknown, null, "channel.unreadable");
        }

        return answer.Outcome == ChannelOutcome.Refused
            ? new(ChannelOutcome.Refused, null, AlipayOrders.ReasonOf(answer.Code, answer.SubCode))
            {
                IsAboutTheNumber = AlipayOrders.IsAboutTheNumber(answer.SubCode),
            }
            : new(ChannelOutcome.Unknown, null, answer.Silence);
    }

    private static PlaceAnswer Action(string type, string member, string value) =>
        new(ChannelOutcome.Accepted, new Dictionary<string, string> { ["type"] = type, [member] = value }, null);
}
