using System.Globalization;
using System.Net;
using MobilePay.BankSettlement.Domain;
using MobilePay.Primitives;

namespace MobilePay.BankSettlement.Clients.WeChat;

internal sealed class WeChatChannel(WeChatMerchants merchants, TimeProvider clock) : IChannel
{
    public const string ChannelName = "wechat";

    public string Name => ChannelName;

    public bool Takes(string method) => method is "wechat.jsapi" or "wechat.h5" or "wechat.native" or "wechat.app";

    public string? MerchantOf(string hospitalId) => merchants.Of(hospitalId)?.Options.MchId;

    public string? Lacks(string method, Payer payer) => (method, payer) switch
    {
        ("wechat.jsapi", { Openid: null }) => "openid",
        ("wechat.h5", { Address: null }) => "address",
        _ => null,
    };

    public async Task<PlaceAnswer> Place(ChannelOrder order, CancellationToken stop)
    {
        if (merchants.Numbered(order.MerchantId) is not { } merchant)
            return new(ChannelOutcome.Unknown, null, "channel.merchant-gone");

        var answer = await WeChatAnswers.Read<WeChatPlaced>(
            () => merchant.Pay.Place(order.Method[(ChannelName.Length + 1)..], OrderOf(order, merchant), stop), stop);
        if (answer is { Outcome: ChannelOutcome.Accepted, Body: { } placed })
        {
            return WeChatActions.For(order.Method, placed, merchant, clock.GetUtcNow()) is { } action
                ? new(ChannelOutcome.Accepted, action, null)
                : new(ChannelOutcome.Unknown, null, "channel.unreadable");
        }

        if (answer.Outcome != ChannelOutcome.Refused)
            return new(ChannelOutcome.Unknown, null, "channel.unanswered");

        return new(ChannelOutcome.Refused, null, ReasonOf(answer.Code, answer.Status))
        {
            IsAboutTheNumber = IsAboutTheNumber(answer.Code),
        };
    }

    public async Task<QueryAnswer> Query(ChannelOrder order, CancellationToken stop)
    {
        if (merchants.Numbered(order.MerchantId) is not { } merchant)
            return new(null, "channel.merchant-gone");

        var answer = await WeChatAnswers.Read<WeChatTransaction>(
            () => merchant.Pay.Query(order.OutTradeNo, order.MerchantId, stop), stop);
        if (answer is { Outcome: ChannelOutcome.Refused, Code: "ORDER_NOT_EXIST" or "ORDERNOTEXIST" })
            return new(new(ChannelName, order.MerchantId, order.OutTradeNo, ReportedState.Unknown), null);

        if (answer.Body is not { } transaction)
            return new(null, "channel.unanswered");

        // The answer is signed, but is it about this order of this merchant?
        return transaction.AppId == merchant.Options.AppId && transaction.MchId == order.MerchantId
            && transaction.OutTradeNo == order.OutTradeNo && WeChatTransactions.Report(transaction) is { } report
            ? new(report, null)
            : new(null, "channel.unreadable");
    }

    public async Task<CloseAnswer> Close(ChannelOrder order, CancellationToken stop)
    {
        if (merchants.Numbered(order.MerchantId) is not { } merchant)
            return new(ChannelOutcome.Unknown, "channel.merchant-gone");

        var answer = await WeChatAnswers.Read<WeChatError>(
            () => merchant.Pay.Close(order.OutTradeNo, new(order.MerchantId), stop), stop);

        // Only the signed 204 closes; a 200 with some body is nothing the document knows.
        return answer is { Outcome: ChannelOutcome.Accepted, Status: not HttpStatusCode.NoContent }
            ? new(ChannelOutcome.Unknown, "channel.unreadable")
            : new(answer.Outcome, answer.Code);
    }

    public async Task<RefundAnswer> Refund(ChannelRefund refund, ChannelOrder order, CancellationToken stop)
    {
        if (merchants.Numbered(refund.MerchantId) is not { } merchant)
            return new(null, "channel.merchant-gone");

        var wanted = new WeChatRefundOrder(refund.OutTradeNo, refund.RefundNo, refund.Reason, merchant.NotifyUrl,
            new(refund.Amount.Fen, order.Amount.Fen, "CNY"));
        var answer = await WeChatAnswers.Read<WeChatRefund>(() => merchant.Pay.Refund(wanted, stop), stop);
        return WeChatRefunds.Answer(refund, answer);
    }

    public async Task<RefundAnswer> QueryRefund(ChannelRefund refund, ChannelOrder order, CancellationToken stop)
    {
        if (merchants.Numbered(refund.MerchantId) is not { } merchant)
            return new(null, "channel.merchant-gone");

        var answer = await WeChatAnswers.Read<WeChatRefund>(() => merchant.Pay.QueryRefund(refund.RefundNo, stop), stop);
        return answer is { Outcome: ChannelOutcome.Refused, Code: "RESOURCE_NOT_EXISTS" }
            ? new(new(ChannelName, refund.MerchantId, refund.RefundNo, ReportedRefund.NotFound), null)
            : WeChatRefunds.Answer(refund, answer, isQuery: true);
    }

    public NoticeReading ReadNotice(string merchantId, RawNotice notice) =>
        WeChatNotices.Read(merchants.Numbered(merchantId), notice, clock.GetUtcNow());

    public IResult Received() => TypedResults.Ok();

    public IResult NotReceived(int status, string reason) =>
        TypedResults.Json(new { code = "FAIL", message = reason }, statusCode: status);

    // Everything here comes from the stored order, so that a repeat is the same request to the letter.
    private static WeChatOrder OrderOf(ChannelOrder order, WeChatMerchant merchant) => new(
        merchant.Options.AppId,
        order.MerchantId,
        order.Description,
        order.OutTradeNo,
        order.ExpiresAt.ToOffset(BusinessDay.ChinaOffset).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture),
        merchant.NotifyUrl,
        new(order.Amount.Fen, "CNY"),
        order.Method == "wechat.jsapi" ? new(order.Openid!) : null,
        order.Method == "wechat.h5" ? new(order.PayerAddress!, new(order.PayerDevice ?? "Wap")) : null);

    private static bool IsAboutTheNumber(string? code) =>
        code is "ORDERPAID" or "ORDER_PAID" or "OUT_TRADE_NO_USED" or "ORDER_CLOSED" or "ORDERCLOSED";

    private static string ReasonOf(string? code, HttpStatusCode? status) => (code, status) switch
    {
        ("PARAM_ERROR" or "INVALID_REQUEST", _) => "channel.request-invalid",
        ("SIGN_ERROR" or "NO_AUTH" or "APPID_MCHID_NOT_MATCH" or "MCH_NOT_EXISTS", _) => "channel.misconfigured",
        ("ORDERPAID" or "ORDER_PAID" or "OUT_TRADE_NO_USED", _) => "channel.number-used",
        ("ORDER_CLOSED" or "ORDERCLOSED", _) => "channel.order-closed",
        ("ACCOUNT_ERROR" or "USER_ACCOUNT_ABNORMAL" or "RULE_LIMIT", _) => "channel.payer-refused",
        (_, HttpStatusCode.TooManyRequests) => "channel.busy",
        _ => "channel.refused",
    };
}
