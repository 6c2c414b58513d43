namespace MobilePay.Reconciliation.Clients.WeChat;

/// <summary>The amounts of a trade bill, added up column by column as WeChat's own trailer does.</summary>
internal sealed class WeChatTradeSums
{
    private const int FenDecimals = 2;
    private const int FeeDecimals = 5;
    private const string Fees = "手续费总金额";

    private readonly long[] others = new long[3];
    private long orders;
    private long refunds;
    private long fees;
    private (int? Column, string Name, string Total)[] totals = [];

    public long RowOrderFen { get; private set; }

    public long RowRefundFen { get; private set; }

    /// <summary>In hundred-thousandths of a yuan: WeChat states the fee of a line finer than it can be paid.</summary>
    public long RowFee { get; private set; }

    public bool ReadRow(WeChatSheet sheet, WeChatTradeColumns columns)
    {
        if (!TryAmount(sheet, columns.OrderAmount, out var order))
            return sheet.RefuseCell("订单金额");
        var refund = 0L;
        if (columns.Refund is { } given && !TryAmount(sheet, given.Amount, out refund))
            return sheet.RefuseCell("申请退款金额");
        if (!YuanText.TryLine(sheet.Cell(columns.Fee), FeeDecimals, out var fee))
            return sheet.RefuseCell("手续费");

        for (var i = 0; i < others.Length; i++)
        {
            var (column, name, _) = columns.Others[i];
            var amount = 0L;
            if (column is { } at && !TryAmount(sheet, at, out amount))
                return sheet.RefuseCell(name);
            others[i] = checked(others[i] + amount);
        }

        (RowOrderFen, RowRefundFen, RowFee) = (order, refund, fee);
        (orders, refunds, fees) = checked((orders + order, refunds + refund, fees + fee));
        totals = columns.Others;
        return true;
    }

    /// <summary>What the trailer states must be what the rows add up to; the amounts we match by must be stated.</summary>
    public void Check(WeChatSheet sheet, string count, int rows)
    {
        sheet.CheckTotal(count, 0, rows);
        sheet.CheckTotal("订单总金额", FenDecimals, orders);
        if (refunds != 0)
            sheet.CheckTotal("申请退款总金额", FenDecimals, refunds);
        else
            sheet.CheckTotalIfStated("申请退款总金额", FenDecimals, refunds);

        for (var i = 0; i < totals.Length; i++)
            sheet.CheckTotalIfStated(totals[i].Total, FenDecimals, others[i]);

        // Some bills print the fees' total rounded to the fen although the lines are finer.
        if (sheet.TotalDecimals(Fees) <= FenDecimals)
            sheet.CheckTotal(Fees, FenDecimals, YuanText.FenOfHundredThousandths(fees));
        else
            sheet.CheckTotal(Fees, FeeDecimals, fees);
    }

    private static bool TryAmount(WeChatSheet sheet, int column, out long fen) =>
        YuanText.TryFen(sheet.Cell(column), out fen) && fen >= 0;
}
