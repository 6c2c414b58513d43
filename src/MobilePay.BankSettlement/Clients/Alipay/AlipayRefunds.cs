using MobilePay.BankSettlement.Domain;

namespace MobilePay.BankSettlement.Clients.Alipay;

/// <summary>What Alipay's words about a refund mean in ours.</summary>
internal static class AlipayRefunds
{
    private const string TradeUnknown = "ACQ.TRADE_NOT_EXIST";

    public static RefundAnswer Sent(ChannelRefund refund, AlipayAnswer<AlipayRefunded> answer)
    {
        if (answer.Body is { } said)
        {
            if (said.OutTradeNo != refund.OutTradeNo)
                return new(null, "channel.unreadable");

            // N is no proof: a repeat of a refund long done gets it, and so does one only begun. The query decides.
            // The answer's refund_fee is the sum of all refunds of the trade, and says nothing of this one's amount.
            return said.FundChange == "Y"
                ? new(Of(refund, ReportedRefund.Succeeded) with { RefundedAt = AlipayText.Time(said.GmtRefundPay) }, null)
                : new(Of(refund, ReportedRefund.Processing), null);
        }

        if (answer is { Outcome: ChannelOutcome.Refused, SubCode: "ACQ.DISCORDANT_REPEAT_REQUEST" })
            return new(null, "channel.refund-discordant");

        return answer is { Outcome: ChannelOutcome.Refused, Code: "40004" }
            ? new(Of(refund, ReportedRefund.Refused) with { Reason = ReasonOf(answer.SubCode) }, null)
            : new(null, answer.Silence);
    }

    public static RefundAnswer Found(ChannelRefund refund, AlipayAnswer<AlipayRefundFound> answer)
    {
        if (answer.Body is not { } said)
        {
            return answer is { Outcome: ChannelOutcome.Refused, SubCode: TradeUnknown }
                ? new(Of(refund, ReportedRefund.NotFound), null)
                : new(null, answer.Silence);
        }

        // Alipay answers "success" about a refund it never saw, with nothing in it. It is then sent again, which is safe even
        // if this reading were wrong: under an equal number and amount no money moves twice.
        if (string.IsNullOrEmpty(said.RefundStatus) && string.IsNullOrEmpty(said.RefundAmount))
            return new(Of(refund, ReportedRefund.NotFound), null);

        if (said.OutTradeNo != refund.OutTradeNo || said.OutRequestNo != refund.RefundNo
            || AlipayText.Yuan(said.RefundAmount) is not { } amount)
            return new(null, "channel.unreadable");

        var state = said.RefundStatus == "REFUND_SUCCESS" ? ReportedRefund.Succeeded : ReportedRefund.Processing;
        return new(Of(refund, state) with { Amount = amount, RefundedAt = AlipayText.Time(said.GmtRefundPay) }, null);
    }

    private static RefundReport Of(ChannelRefund refund, ReportedRefund state) =>
        new(AlipayChannel.ChannelName, refund.MerchantId, refund.RefundNo, state);

    private static string ReasonOf(string? subCode) => subCode switch
    {
        "ACQ.SELLER_BALANCE_NOT_ENOUGH" => "refund.merchant-balance",
        "ACQ.TRADE_HAS_FINISHED" => "refund.too-late",
        TradeUnknown => "refund.order-unknown",
        _ => "refund.refused",
    };
}
