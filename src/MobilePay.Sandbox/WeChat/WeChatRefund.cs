using System.Text.Json.Nodes;
using MobilePay.Sandbox.Books;

namespace MobilePay.Sandbox.WeChat;

/// <summary>A refund as WeChat Pay keeps it (section 6). It hangs on its order.</summary>
internal sealed record WeChatRefund
{
    public required string OutRefundNo { get; init; }
    public required string RefundId { get; init; }
    public required long AmountFen { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string BusinessDate { get; init; }

    /// <summary>When the day's bill says it was asked for: by the sandbox's moved clock.</summary>
    public DateTimeOffset? BilledAt { get; init; }


    /// <summary>The whole first request in a fixed form; a later request with the same number must equal it.</summary>
    public required string Content { get; init; }

    public string? NotifyUrl { get; init; }
    public string FundsAccount { get; init; } = "UNSETTLED";
    public string Status { get; init; } = WeChatRefundEnd.Processing;

    /// <summary>What it will become by itself; PROCESSING waits for a person to settle it.</summary>
    public string EndsAs { get; init; } = WeChatRefundEnd.Success;

    public DateTimeOffset? EndedAt { get; init; }
    public string NoticeId { get; init; } = Guid.NewGuid().ToString();
    public int NoticesSent { get; init; }
    public bool NoticeAccepted { get; init; }
}

internal static class WeChatRefundEnd
{
    public const string Processing = "PROCESSING";
    public const string Success = "SUCCESS";
    public const string Abnormal = "ABNORMAL";
    public const string Closed = "CLOSED";

    public static readonly string[] Codes = [Success, Abnormal, Closed, Processing];
}

/// <summary>A refund on the wire: the answer to both calls, and the plaintext of its notice.</summary>
internal static class WeChatRefundWire
{
    private const string Receiver = "支付用户零钱";

    public static JsonObject Describe(WeChatOrder order, WeChatRefund refund)
    {
        var answer = new JsonObject
        {
            ["refund_id"] = refund.RefundId,
            ["out_refund_no"] = refund.OutRefundNo,
            ["transaction_id"] = order.TransactionId,
            ["out_trade_no"] = order.OutTradeNo,
            ["channel"] = "ORIGINAL",
            ["user_received_account"] = Receiver,
            ["create_time"] = refund.CreatedAt.ToWire(),
            ["status"] = refund.Status,
            ["funds_account"] = refund.FundsAccount,
            ["amount"] = new JsonObject
            {
                ["total"] = order.TotalFen,
                ["refund"] = refund.AmountFen,
                ["from"] = new JsonArray(),
                ["payer_total"] = order.TotalFen,
                ["payer_refund"] = refund.AmountFen,
                ["settlement_refund"] = refund.AmountFen,
                ["settlement_total"] = order.TotalFen,
                ["discount_refund"] = 0,
                ["currency"] = "CNY",
            },
            ["promotion_detail"] = new JsonArray(),
        };
        if (refund.Status == WeChatRefundEnd.Success)
            answer["success_time"] = refund.EndedAt!.Value.ToWire();
        return answer;
    }

    /// <summary>Here the status is called refund_status (section 7).</summary>
    public static JsonObject Tell(WeChatOrder order, WeChatRefund refund)
    {
        var told = new JsonObject
        {
            ["mchid"] = order.Mchid,
            ["transaction_id"] = order.TransactionId,
            ["out_trade_no"] = order.OutTradeNo,
            ["refund_id"] = refund.RefundId,
            ["out_refund_no"] = refund.OutRefundNo,
            ["refund_status"] = refund.Status,
            ["user_received_account"] = Receiver,
            ["amount"] = new JsonObject
            {
                ["total"] = order.TotalFen,
                ["refund"] = refund.AmountFen,
                ["payer_total"] = order.TotalFen,
                ["payer_refund"] = refund.AmountFen,
            },
        };
        if (refund.Status == WeChatRefundEnd.Success)
            told["success_time"] = refund.EndedAt!.Value.ToWire();
        return told;
    }
}
