using System.Globalization;
using MobilePay.BankSettlement.Domain;
using MobilePay.Primitives;

namespace MobilePay.BankSettlement.Clients.UnionPay;

/// <summary>What UnionPay says of a payment or a refund, from a query or a notice, in our words.</summary>
internal static class UnionPayReports
{
    public const string ChannelName = "bank";

    /// <summary>The money taken; null when a fact is missing.</summary>
    /// <param name="fields">The signed fields.</param>
    /// <param name="currencyIfUnsaid">An answer about the very order we made need not repeat the currency.</param>
    public static Capture? CaptureOf(IReadOnlyDictionary<string, string> fields, string? currencyIfUnsaid = null) =>
        fields.GetValueOrDefault("queryId") is { Length: > 0 and <= 64 } queryId
        && AmountOf(fields) is { } amount
        && (fields.GetValueOrDefault("currencyCode") ?? currencyIfUnsaid) is { } currency
        && UnionPayTime.Read(fields.GetValueOrDefault("txnTime")) is { } ordered
        && UnionPayTime.Read(fields.GetValueOrDefault("traceTime"), ordered) is { } paidAt
            ? new(queryId, amount, currency == "156" ? "CNY" : currency, paidAt)
            : null;

    public static Money? AmountOf(IReadOnlyDictionary<string, string> fields) =>
        long.TryParse(fields.GetValueOrDefault("txnAmt"), NumberStyles.None, CultureInfo.InvariantCulture, out var fen)
            ? Money.FromFen(fen)
            : null;

    public static ChannelReport Of(ChannelOrder order, ReportedState state) =>
        new(ChannelName, order.MerchantId, order.OutTradeNo, state);

    public static RefundReport Of(ChannelRefund refund, ReportedRefund state) =>
        new(ChannelName, refund.MerchantId, refund.RefundNo, state);

    /// <summary>The money back; null when a fact is missing.</summary>
    public static RefundReport? Refunded(string merId, IReadOnlyDictionary<string, string> fields) =>
        fields.GetValueOrDefault("orderId") is { } refundNo && AmountOf(fields) is { } amount
        && UnionPayTime.Read(fields.GetValueOrDefault("txnTime")) is { } ordered
            ? new(ChannelName, merId, refundNo, ReportedRefund.Succeeded)
            {
                Amount = amount,
                OrderedAt = ordered,
                ChannelRefundNo = fields.GetValueOrDefault("queryId") is { Length: > 0 and <= 64 } queryId ? queryId : null,
                RefundedAt = UnionPayTime.Read(fields.GetValueOrDefault("traceTime"), ordered),
            }
            : null;
}
