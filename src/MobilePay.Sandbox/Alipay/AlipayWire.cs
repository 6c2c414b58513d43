using System.Globalization;
using System.Text.Json.Nodes;
using MobilePay.Sandbox.Books;
using MobilePay.Sandbox.Listeners;

namespace MobilePay.Sandbox.Alipay;

/// <summary>Trades and refunds in the words of the answers (sections 5 to 7).</summary>
internal static class AlipayWire
{
    private const string LogonId = "syn***@sandbox.example";

    public static WireAnswer Answer(JsonObject node) => new(200, node.ToJsonString(WireJson.Strict));

    public static JsonObject Success() => new() { ["code"] = "10000", ["msg"] = "Success" };

    public static JsonObject Numbers(AlipayTrade trade)
    {
        var node = Success();
        node["out_trade_no"] = trade.OutTradeNo;
        node["trade_no"] = trade.TradeNo;
        return node;
    }

    /// <summary>With <paramref name="status"/> only the status is other than the book's.</summary>
    public static JsonObject Describe(AlipayTrade trade, string? status = null)
    {
        var isPaid = trade.PaidAt is not null && status != AlipayStatus.Waiting;
        var node = Numbers(trade);
        node["buyer_logon_id"] = LogonId;
        node["trade_status"] = status ?? trade.Status;
        node["total_amount"] = Yuan.Of(trade.TotalFen);
        node["point_amount"] = "0.00";
        node["invoice_amount"] = Yuan.Of(isPaid ? trade.TotalFen : 0);
        node["receipt_amount"] = Yuan.Of(isPaid ? trade.TotalFen : 0);
        node["buyer_pay_amount"] = Yuan.Of(isPaid ? trade.TotalFen : 0);
        node["buyer_user_type"] = "PRIVATE";
        AddBuyer(node, trade);
        if (trade.Wish.PassbackParams is { } passback)
            node["passback_params"] = passback;
        if (!isPaid)
            return node;

        node["send_pay_date"] = Time(trade.PaidAt!.Value);
        node["fund_bill_list"] = new JsonArray(new JsonObject
        {
            ["fund_channel"] = "ALIPAYACCOUNT",
            ["amount"] = Yuan.Of(trade.TotalFen),
        });
        return node;
    }

    /// <summary>refund_fee is all that was ever given back of the trade, not this refund (section 7).</summary>
    public static JsonObject Describe(AlipayTrade trade, AlipayRefund refund, bool hasMoved, IReadOnlyList<string> options)
    {
        var node = Numbers(trade);
        node["buyer_logon_id"] = LogonId;
        AddBuyer(node, trade);
        node["fund_change"] = hasMoved ? "Y" : "N";
        node["refund_fee"] = Yuan.Of(trade.RefundedFen);
        node["send_back_fee"] = Yuan.Of(hasMoved ? refund.AmountFen : 0);
        if (refund.EndedAt is { } ended)
            node["gmt_refund_pay"] = Time(ended);
        if (options.Contains("refund_detail_item_list"))
            node["refund_detail_item_list"] = Items(refund);
        return node;
    }

    /// <summary>A refund that is unknown, under way or failed has no refund_status (section 7).</summary>
    public static JsonObject Describe(AlipayTrade trade, AlipayRefund? refund, IReadOnlyList<string> options)
    {
        if (refund is null)
            return Success();
        var node = Numbers(trade);
        node["out_request_no"] = refund.OutRequestNo;
        node["refund_amount"] = Yuan.Of(refund.AmountFen);
        node["total_amount"] = Yuan.Of(trade.TotalFen);
        if (refund.Reason is { } reason)
            node["refund_reason"] = reason;
        if (refund.Status != AlipayRefundEnd.Success)
            return node;

        node["refund_status"] = "REFUND_SUCCESS";
        if (options.Contains("gmt_refund_pay"))
            node["gmt_refund_pay"] = Time(refund.EndedAt!.Value);
        if (options.Contains("refund_detail_item_list"))
            node["refund_detail_item_list"] = Items(refund);
        return node;
    }

    /// <summary>The form of section 8, before it is signed.</summary>
    public static Dictionary<string, string> Notice(AlipayTrade trade, AlipayNotice notice, string appId, string sellerId,
        DateTimeOffset now)
    {
        var form = new Dictionary<string, string>
        {
            ["notify_time"] = Time(now),
            ["notify_type"] = "trade_status_sync",
            ["notify_id"] = notice.Id,
            ["charset"] = "utf-8",
            ["version"] = "1.0",
            ["app_id"] = appId,
            ["auth_app_id"] = appId,
            ["trade_no"] = trade.TradeNo,
            ["out_trade_no"] = trade.OutTradeNo,
            ["buyer_logon_id"] = LogonId,
            ["seller_id"] = sellerId,
            ["seller_email"] = "sandbox@hospital.example",
            ["trade_status"] = notice.TradeStatus,
            ["total_amount"] = Yuan.Of(trade.TotalFen),
            ["receipt_amount"] = Yuan.Of(trade.TotalFen),
            ["invoice_amount"] = Yuan.Of(trade.TotalFen),
            ["buyer_pay_amount"] = Yuan.Of(trade.TotalFen),
            ["point_amount"] = "0.00",
            ["subject"] = trade.Wish.Subject,
            ["gmt_create"] = Time(trade.CreatedAt),
            ["gmt_payment"] = Time(trade.PaidAt ?? now),
            ["fund_bill_list"] = $"[{{\"amount\":\"{Yuan.Of(trade.TotalFen)}\",\"fundChannel\":\"ALIPAYACCOUNT\"}}]",
        };
        var (name, buyer) = BuyerOf(trade);
        if (buyer is not null)
            form[name == "buyer_user_id" ? "buyer_id" : name] = buyer;
        if (trade.Wish.Body is { } body)
            form["body"] = body;
        if (trade.Wish.PassbackParams is { } passback)
            form["passback_params"] = passback;
        if (notice.OutRequestNo is null)
            return form;

        form["out_biz_no"] = notice.OutRequestNo;
        form["refund_fee"] = Yuan.Of(notice.RefundedFen);
        form["gmt_refund"] = notice.RefundedAt!.Value.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
        if (notice.TradeStatus == AlipayStatus.Closed)
            form["gmt_close"] = Time(notice.RefundedAt.Value);
        return form;
    }

    public static string Time(DateTimeOffset at) => at.ToOffset(TimeSpan.FromHours(8))
        .ToString(AlipayAuthorization.TimeForm, CultureInfo.InvariantCulture);

    private static JsonArray Items(AlipayRefund refund) =>
        new(new JsonObject { ["fund_channel"] = "ALIPAYACCOUNT", ["amount"] = Yuan.Of(refund.AmountFen) });

    private static void AddBuyer(JsonObject node, AlipayTrade trade)
    {
        if (BuyerOf(trade) is (var name, { } buyer))
            node[name] = buyer;
    }

    /// <summary>The payer under the name the merchant knows them by.</summary>
    private static (string Name, string? Value) BuyerOf(AlipayTrade trade) => trade.Wish.BuyerId is { } userId
        ? ("buyer_user_id", userId) : ("buyer_open_id", trade.PayerOpenId ?? trade.Wish.BuyerOpenId);
}
