using MobilePay.Primitives;
using MobilePay.Reconciliation.Domain;

namespace MobilePay.Reconciliation.Clients.WeChat;

/// <summary>WeChat's trade bill of one day, of the kinds ALL, SUCCESS and REFUND, plain or gzip.</summary>
internal sealed class WeChatTradeBill : IStatementReader<StatementLine>
{
    private const string Count = "总交易单数";

    private readonly WeChatSheet sheet;
    private readonly string merchantId;
    private readonly byte[] merchant;
    private readonly DateOnly day;
    private readonly WeChatTradeSums sums = new();
    private WeChatTradeColumns columns = null!;
    private bool isOpen;
    private bool isOver;

    public WeChatTradeBill(Stream file, string merchantId, DateOnly day, ArchiveLimits? limits = null)
    {
        sheet = new(new ByteLines(ByteSource.OfFile(file, limits ?? ArchiveLimits.Usual), TextCode.Utf8), Count);
        (this.merchantId, this.day) = (merchantId, day);
        merchant = System.Text.Encoding.UTF8.GetBytes(merchantId);
    }

    public StatementLine Line { get; private set; }

    public Error? Refused => sheet.Refused;

    public StatementTotals Totals { get; private set; }

    public bool Read()
    {
        if (isOver || Refused is not null || (!isOpen && !Open()))
            return false;

        if (sheet.NextRow())
            return ReadRow();

        isOver = true;
        if (Refused is null)
            sums.Check(sheet, Count, Totals.Lines);
        return false;
    }

    public void Dispose() => sheet.Dispose();

    private bool Open()
    {
        isOpen = true;
        if (!sheet.ReadHead())
            return false;

        columns = new(sheet.Head);
        return sheet.Head.Refused is not { } why || sheet.Refuse(why);
    }

    private bool ReadRow()
    {
        if (!sheet.Cell(columns.Merchant).SequenceEqual(merchant))
            return sheet.Refuse(StatementErrors.OtherMerchant(sheet.LineNo, merchantId));
        if (columns.Currency is { } currency && !sheet.Cell(currency).SequenceEqual("CNY"u8))
            return sheet.RefuseCell("货币种类");
        if (!NumberText.IsNumber(sheet.Cell(columns.TradeNo)))
            return sheet.RefuseCell("微信订单号");
        if (!NumberText.IsNumber(sheet.Cell(columns.OrderNo)))
            return sheet.RefuseCell("商户订单号");

        return sums.ReadRow(sheet, columns) && ReadTime(out var at)
            && Classify(out var kind, out var status) && Keep(kind, status, at);
    }

    // A refund bill has the day the refund was asked for in a column of its own; in the others the row's time is that.
    private bool ReadTime(out DateTimeOffset at)
    {
        var asked = columns.RefundAskedAt is { } column ? sheet.Cell(column) : default;
        var cell = asked.IsEmpty ? sheet.Cell(columns.Time) : asked;
        if (!ChinaText.TryTime(cell, out at))
            return sheet.RefuseCell("交易时间");
        return ChinaText.IsOn(at, day) || sheet.Refuse(StatementErrors.OtherDay(sheet.LineNo, day));
    }

    private bool Classify(out LineKind kind, out LineStatus status)
    {
        (kind, status) = (LineKind.Payment, LineStatus.Done);
        var state = sheet.Cell(columns.State);
        if (state.SequenceEqual("SUCCESS"u8))
            return sums.RowRefundFen == 0 || sheet.RefuseCell("申请退款金额");

        if (state.SequenceEqual("REVOKED"u8))
        {
            // What a reversal gave back is a refund in all but its name; without an amount it only marks the payment.
            kind = sums.RowRefundFen == 0 ? LineKind.Payment : LineKind.Refund;
            status = LineStatus.Reversed;
            return sums.RowRefundFen == 0 || sums.RowOrderFen == 0 || sheet.RefuseCell("订单金额");
        }

        if (!state.SequenceEqual("REFUND"u8) || columns.Refund is not { } refund)
            return sheet.RefuseCell("交易状态");

        kind = LineKind.Refund;
        var outcome = sheet.Cell(refund.Status);
        if (outcome.SequenceEqual("PROCESSING"u8))
            status = LineStatus.UnderWay;
        else if (outcome.SequenceEqual("FAIL"u8))
            status = LineStatus.Failed;
        else if (!outcome.SequenceEqual("SUCCESS"u8))
            return sheet.RefuseCell("退款状态");
        return sums.RowOrderFen == 0 || sheet.RefuseCell("订单金额");
    }

    private bool Keep(LineKind kind, LineStatus status, DateTimeOffset at)
    {
        string? refundNo = null;
        string? channelRefundNo = null;
        if (kind == LineKind.Refund && columns.Refund is { } refund)
        {
            (refundNo, channelRefundNo) = (Number(refund.OurNo), Number(refund.ChannelNo));
            if (channelRefundNo is null && status != LineStatus.Reversed)
                return sheet.RefuseCell("微信退款单号");
        }

        var amountFen = kind == LineKind.Refund ? sums.RowRefundFen : sums.RowOrderFen;
        var feeFen = YuanText.FenOfHundredThousandths(sums.RowFee);
        Line = new(sheet.LineNo, kind, status, merchantId, NumberText.Text(sheet.Cell(columns.OrderNo)), refundNo,
            NumberText.Text(sheet.Cell(columns.TradeNo)), channelRefundNo, amountFen, feeFen, at);
        Totals = Totals.With(Line);
        return true;
    }

    // "0" is how WeChat writes that there is none.
    private string? Number(int column) =>
        NumberText.IsNumber(sheet.Cell(column)) && !sheet.Cell(column).SequenceEqual("0"u8)
            ? NumberText.Text(sheet.Cell(column))
            : null;
}
