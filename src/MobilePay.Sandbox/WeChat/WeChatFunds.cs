using Microsoft.Extensions.Options;
using MobilePay.Sandbox.Credentials;
using MobilePay.Sandbox.Statements;

namespace MobilePay.Sandbox.WeChat;

/// <summary>WeChat's book as rows of its bills: each payment, and each refund on the day it was asked for (section 8).</summary>
internal sealed class WeChatFunds(WeChatBook book, OutsideWorldKeys keys, IOptions<SandboxOptions> options)
    : IStatementParty, IChannelFunds
{
    public const string Name = "wechat";

    public string Party => Name;

    public IReadOnlyList<string> Kinds =>
    [
        .. PlantedKinds.OfARow, PlantedKinds.Extra, PlantedKinds.Foreign,
        .. PlantedKinds.OfTheFile.Where(kind => kind != PlantedKinds.PathInZip),
    ];

    public string Channel => "WECHAT";

    public string Payer => "财付通支付科技有限公司";

    public string Merchant => keys.Published.Wechat.MchId;

    public bool Knows(DateOnly date, string orderNo, string? refundNo) =>
        Rows().Any(row => row.Day == date && row.OrderNo == orderNo && row.RefundNo == refundNo);

    public IReadOnlyList<ChannelRow> Rows() =>
        [.. book.All.Where(order => order.State == WeChatState.Paid).SelectMany(RowsOf).OrderBy(row => row.At)];

    private IEnumerable<ChannelRow> RowsOf(WeChatOrder order)
    {
        var basisPoints = options.Value.Statements.FeeBasisPoints;
        var paidAt = order.BilledAt ?? order.SuccessTime!.Value;
        var payment = new ChannelRow
        {
            Day = DateOnly.FromDateTime(paidAt.DateTime),
            At = paidAt,
            OrderedAt = paidAt - (order.SuccessTime!.Value - order.PlacedAt),
            OrderNo = order.OutTradeNo,
            TradeNo = order.TransactionId!,
            AmountFen = order.TotalFen,
            FeeFen = Fee.Of(order.TotalFen, basisPoints),
            FeeBasisPoints = basisPoints,
            Payer = order.PayerOpenid ?? "",
            Product = order.TradeType,
            Subject = order.Description,
            Attach = order.Attach ?? "",
        };
        yield return payment;

        var returned = Fee.Returned(payment.FeeFen,
            order.Refunds.Select(refund => StatusOf(refund) == ChannelRow.Failed ? 0 : refund.AmountFen), basisPoints);
        foreach (var (refund, feeFen) in order.Refunds.Zip(returned))
        {
            var askedAt = refund.BilledAt ?? refund.CreatedAt;
            yield return payment with
            {
                Day = DateOnly.FromDateTime(askedAt.DateTime),
                At = askedAt,
                RefundNo = refund.OutRefundNo,
                RefundTradeNo = refund.RefundId,
                AmountFen = refund.AmountFen,
                FeeFen = feeFen,
                Status = StatusOf(refund),
                EndedAt = refund.Status == WeChatRefundEnd.Success ? askedAt + (refund.EndedAt!.Value - refund.CreatedAt) : null,
            };
        }
    }

    /// <summary>An abnormal refund has left the merchant's account and may still reach the payer.</summary>
    private static string StatusOf(WeChatRefund refund) => refund.Status switch
    {
        WeChatRefundEnd.Success => ChannelRow.Success,
        WeChatRefundEnd.Closed => ChannelRow.Failed,
        _ => ChannelRow.Processing,
    };
}
