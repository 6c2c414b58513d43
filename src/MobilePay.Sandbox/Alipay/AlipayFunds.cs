using Microsoft.Extensions.Options;
using MobilePay.Sandbox.Credentials;
using MobilePay.Sandbox.Statements;

namespace MobilePay.Sandbox.Alipay;

/// <summary>Alipay's book as rows of its bills: a row belongs to the day it was completed, so refunds are in once done.</summary>
internal sealed class AlipayFunds(AlipayBook book, OutsideWorldKeys keys, IOptions<SandboxOptions> options)
    : IStatementParty, IChannelFunds
{
    public const string Name = "alipay";

    public string Party => Name;

    /// <summary>Its rows have no status: what is not done is not there.</summary>
    public IReadOnlyList<string> Kinds =>
    [
        .. PlantedKinds.OfARow.Where(kind => kind != PlantedKinds.Status), PlantedKinds.Extra, PlantedKinds.Foreign,
        .. PlantedKinds.OfTheFile,
    ];

    public string Channel => "ALIPAY";

    public string Payer => "支付宝（中国）网络技术有限公司";

    public string Merchant => keys.Published.Alipay.SellerId;

    public string Gateway => keys.Published.Alipay.GatewayUrl;

    public bool Knows(DateOnly date, string orderNo, string? refundNo) =>
        Rows().Any(row => row.Day == date && row.OrderNo == orderNo && row.RefundNo == refundNo);

    public IReadOnlyList<ChannelRow> Rows() =>
        [.. book.Trades.All.Where(trade => trade.PaidAt is not null).SelectMany(RowsOf).OrderBy(row => row.At)];

    private IEnumerable<ChannelRow> RowsOf(AlipayTrade trade)
    {
        var basisPoints = options.Value.Statements.FeeBasisPoints;
        var paidAt = trade.BilledAt ?? trade.PaidAt!.Value;
        var payment = new ChannelRow
        {
            Day = DateOnly.FromDateTime(paidAt.DateTime),
            At = paidAt,
            OrderedAt = paidAt - (trade.PaidAt!.Value - trade.CreatedAt),
            OrderNo = trade.OutTradeNo,
            TradeNo = trade.TradeNo,
            AmountFen = trade.TotalFen,
            FeeFen = Fee.Of(trade.TotalFen, basisPoints),
            FeeBasisPoints = basisPoints,
            Payer = "*示例(syn***@sandbox.example)",
            Subject = trade.Wish.Subject,
        };
        yield return payment;

        var done = trade.Refunds.Where(refund => refund.Status == AlipayRefundEnd.Success).ToList();
        var returned = Fee.Returned(payment.FeeFen, done.Select(refund => refund.AmountFen), basisPoints);
        foreach (var (refund, feeFen) in done.Zip(returned))
        {
            var at = refund.BilledAt ?? refund.EndedAt ?? refund.AskedAt;
            yield return payment with
            {
                Day = DateOnly.FromDateTime(at.DateTime),
                At = at,
                RefundNo = refund.OutRequestNo,
                AmountFen = refund.AmountFen,
                FeeFen = feeFen,
            };
        }
    }
}
