using System.Net;
using MobilePay.BankSettlement.Domain;
using MobilePay.Primitives;

namespace MobilePay.BankSettlement.Clients.WeChat;

/// <summary>What WeChat Pay's words about a refund mean in ours. Accepted is not refunded: that comes later, as news.</summary>
internal static class WeChatRefunds
{
    public static RefundAnswer Answer(ChannelRefund refund, WeChatAnswer<WeChatRefund> answer, bool isQuery = false)
    {
        if (answer.Body is { } said)
        {
            // The answer is signed, but is it about this refund?
            return said.OutRefundNo == refund.RefundNo && said.OutTradeNo == refund.OutTradeNo
                && Report(refund.MerchantId, said, said.Status) is { } report
                ? new(report, null)
                : new(null, "channel.unreadable");
        }

        // A query that is refused says nothing of the refund.
        return answer.Outcome == ChannelOutcome.Refused && !isQuery && ReasonOf(answer.Code, answer.Status) is { } reason
            ? new(new(WeChatChannel.ChannelName, refund.MerchantId, refund.RefundNo, ReportedRefund.Refused)
            {
                Reason = reason,
            }, null)
            : new(null, answer.Outcome == ChannelOutcome.Refused ? "channel.busy-or-misconfigured" : "channel.unanswered");
    }

    /// <summary>Null when a fact is missing that the state needs, or the state is none we know.</summary>
    public static RefundReport? Report(string merchantId, WeChatRefund said, string? status)
    {
        if (said is not { OutRefundNo: { } refundNo, Amount.Refund: >= 0 and var fen })
            return null;

        return status switch
        {
            "PROCESSING" => Of(ReportedRefund.Processing),
            "SUCCESS" => Of(ReportedRefund.Succeeded),
            "CLOSED" => Of(ReportedRefund.Refused) with { Reason = "refund.closed", IsNumberSpent = true },
            "ABNORMAL" => Of(ReportedRefund.Refused) with { Reason = "refund.payer-account" },
            _ => null,
        };

        RefundReport Of(ReportedRefund state) => new(WeChatChannel.ChannelName, merchantId, refundNo, state)
        {
            Amount = Money.FromFen(fen),
            ChannelRefundNo = said.RefundId,
            RefundedAt = said.SuccessTime?.ToUniversalTime(),
        };
    }

    // Null: not a word about the refund, but about how often or with which keys we ask; the same call is right later.
    private static string? ReasonOf(string? code, HttpStatusCode? status) => (code, status) switch
    {
        (_, HttpStatusCode.TooManyRequests) or ("FREQUENCY_LIMITED" or "RATELIMIT_EXCEEDED", _) => null,
        (_, HttpStatusCode.Unauthorized) or ("NO_AUTH" or "APPID_MCHID_NOT_MATCH" or "MCH_NOT_EXISTS", _) => null,
        ("NOT_ENOUGH", _) => "refund.merchant-balance",
        ("USER_ACCOUNT_ABNORMAL" or "ACCOUNT_ERROR", _) => "refund.payer-account",
        ("ORDER_NOT_EXIST" or "RESOURCE_NOT_EXISTS", _) => "refund.order-unknown",
        _ => "refund.refused",
    };
}
