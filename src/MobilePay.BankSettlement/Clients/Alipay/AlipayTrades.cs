using MobilePay.BankSettlement.Domain;

namespace MobilePay.BankSettlement.Clients.Alipay;

/// <summary>What a trade of Alipay's, from a query or a notice, says in our words.</summary>
internal static class AlipayTrades
{
    /// <summary>Null when a fact is missing that the state needs, or the state is none we know.</summary>
    public static ChannelReport? Report(string appId, AlipayTrade trade)
    {
        if (trade is not { OutTradeNo: { Length: > 0 } outTradeNo })
            return null;

        return trade.TradeStatus switch
        {
            "WAIT_BUYER_PAY" => Of(ReportedState.NotPaid),

            // A refund in full closes the trade too; the time of payment tells that the money had come.
            "TRADE_CLOSED" when string.IsNullOrEmpty(trade.SendPayDate) => Of(ReportedState.Closed),
            "TRADE_SUCCESS" or "TRADE_FINISHED" or "TRADE_CLOSED" when CaptureOf(trade) is { } capture =>
                Of(ReportedState.Paid) with { Capture = capture },

            _ => null,
        };

        ChannelReport Of(ReportedState state) => new(AlipayChannel.ChannelName, appId, outTradeNo, state);
    }

    /// <summary>
    /// These products make the trade only when the payer opens the cashier. Until then Alipay knows no such order, and a
    /// cashier's page that is open already may still make and pay it, up to the end that was sent with the order.
    /// </summary>
    public static bool AppearsLate(string method) => method is "alipay.wap" or "alipay.app" or "alipay.qr";

    // total_amount is what must equal our order; receipt_amount and buyer_pay_amount are less where a coupon helped.
    private static Capture? CaptureOf(AlipayTrade trade) =>
        trade is { TradeNo.Length: > 0 and <= 64 }
        && AlipayText.Yuan(trade.TotalAmount) is { } total && AlipayText.Time(trade.SendPayDate) is { } at
            ? new(trade.TradeNo, total, string.IsNullOrEmpty(trade.TransCurrency) ? "CNY" : trade.TransCurrency, at)
            : null;
}
