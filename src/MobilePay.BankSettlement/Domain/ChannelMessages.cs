using MobilePay.Contracts;

namespace MobilePay.BankSettlement.Domain;

/// <summary>What the other services are told when an order moves.</summary>
public static class ChannelMessages
{
    /// <param name="account">The merchant as the channel's statements name it.</param>
    public static ChannelPaid Paid(ChannelOrder order, string account) =>
        new(order.PaymentId, order.HospitalId, order.OutTradeNo, order.Channel, account,
            order.ChannelTradeNo!, order.Amount.Fen, order.PaidAt!.Value);

    public static ChannelClosed Closed(ChannelOrder order) =>
        new(order.PaymentId, order.HospitalId, order.OutTradeNo, order.ClosedAt!.Value);

    public static ChannelRefunded Refunded(ChannelRefund refund) =>
        new(refund.PaymentId, refund.HospitalId, refund.OutTradeNo, refund.RefundNo, refund.ChannelRefundNo, refund.Amount.Fen,
            refund.RefundedAt!.Value);

    public static ChannelRefundRefused RefundRefused(ChannelRefund refund, DateTimeOffset now) =>
        new(refund.PaymentId, refund.HospitalId, refund.OutTradeNo, refund.RefundNo, refund.RefusedFor!, refund.IsNumberSpent,
            now);
}
