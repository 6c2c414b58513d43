using System.Globalization;
using Microsoft.Extensions.Options;
using MobilePay.Sandbox.Credentials;
using MobilePay.Sandbox.Statements;

namespace MobilePay.Sandbox.Bank;

/// <summary>The bank's book as rows of its settlement files: a row belongs to its settlement date, which ends at 23:00.</summary>
internal sealed class BankFunds(BankBook book, OutsideWorldKeys keys, IOptions<SandboxOptions> options)
    : IStatementParty, IChannelFunds
{
    public const string Name = "bank";

    public string Party => Name;

    /// <summary>Its file has neither a status nor a total.</summary>
    public IReadOnlyList<string> Kinds =>
    [
        .. PlantedKinds.OfARow.Where(kind => kind != PlantedKinds.Status), PlantedKinds.Extra, PlantedKinds.Foreign,
        .. PlantedKinds.OfTheFile.Where(kind => kind != PlantedKinds.WrongTotal),
    ];

    public string Channel => "BANK";

    public string Payer => "示例收单银行待清算款项";

    public string Merchant => keys.Published.Bank.MerId;

    public bool Knows(DateOnly date, string orderNo, string? refundNo) =>
        Rows().Any(row => row.Day == date && row.OrderNo == orderNo && row.RefundNo == refundNo);

    public IReadOnlyList<ChannelRow> Rows()
    {
        var all = book.Trades.All;
        var refunds = all.Where(trade => trade is { IsPayment: false, State: BankState.Success })
            .ToLookup(refund => refund.OrigQryId);
        return [.. all.Where(trade => trade is { IsPayment: true, State: BankState.Success })
            .SelectMany(payment => RowsOf(payment, refunds[payment.QueryId])).OrderBy(row => row.At)];
    }

    private IEnumerable<ChannelRow> RowsOf(BankTrade payment, IEnumerable<BankTrade> refunds)
    {
        var basisPoints = options.Value.Statements.FeeBasisPoints;
        var paid = RowOf(payment, Fee.Of(payment.AmountFen, basisPoints), null);
        yield return paid;

        var done = refunds.ToList();
        var returned = Fee.Returned(paid.FeeFen, done.Select(refund => refund.AmountFen), basisPoints);
        foreach (var (refund, feeFen) in done.Zip(returned))
            yield return RowOf(refund, feeFen, payment);
    }

    private ChannelRow RowOf(BankTrade trade, long feeFen, BankTrade? original) => new()
    {
        Day = DateOnly.ParseExact(trade.SettleDate, "yyyyMMdd", CultureInfo.InvariantCulture),
        At = trade.At,
        OrderedAt = trade.At,
        OrderNo = (original ?? trade).OrderId,
        TradeNo = (original ?? trade).QueryId,
        RefundNo = original is null ? null : trade.OrderId,
        RefundTradeNo = original is null ? null : trade.QueryId,
        AmountFen = trade.AmountFen,
        FeeFen = feeFen,
        FeeBasisPoints = options.Value.Statements.FeeBasisPoints,
        Payer = trade.AccNo,
        Slip = new BankSlip(trade.TxnType, trade.BizType, trade.PayCardType, Trace(trade), trade.ReqReserved,
            original?.QueryId, original is null ? null : Trace(original)),
    };

    private static string Trace(BankTrade trade) => trade.At.ToString("MMddHHmmss", CultureInfo.InvariantCulture);
}
