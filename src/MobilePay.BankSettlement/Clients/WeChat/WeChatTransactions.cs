using MobilePay.BankSettlement.Domain;
using MobilePay.Primitives;

namespace MobilePay.BankSettlement.Clients.WeChat;

/// <summary>What a transaction of WeChat's, from a query or a notice, says in our words.</summary>
internal static class WeChatTransactions
{
    /// <summary>Null when a fact is missing that the state needs, or the state is none we know.</summary>
    public static ChannelReport? Report(WeChatTransaction transaction)
    {
        if (transaction is not { MchId: { } mchId, OutTradeNo: { } outTradeNo })
            return null;

        return transaction.TradeState switch
        {
            "NOTPAY" or "USERPAYING" or "PAYERROR" => Of(ReportedState.NotPaid),
            "CLOSED" or "REVOKED" => Of(ReportedState.Closed),

            // A refund presupposes the money: the capture is the same fact, and its time stays in success_time.
            "SUCCESS" or "REFUND" when CaptureOf(transaction) is { } capture => Of(ReportedState.Paid) with { Capture = capture },

            _ => null,
        };

        ChannelReport Of(ReportedState state) => new(WeChatChannel.ChannelName, mchId, outTradeNo, state);
    }

    // amount.total is what must equal our order; payer_total is less where a coupon helped.
    private static Capture? CaptureOf(WeChatTransaction transaction) =>
        transaction is { TransactionId.Length: > 0 and <= 64, SuccessTime: { } at }
        && transaction.Amount is { Total: >= 0 and var total, Currency: { } currency }
            ? new(transaction.TransactionId, Money.FromFen(total), currency, at.ToUniversalTime())
            : null;
}
