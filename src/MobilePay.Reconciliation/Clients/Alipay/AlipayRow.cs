using MobilePay.Primitives;
using MobilePay.Reconciliation.Domain;

namespace MobilePay.Reconciliation.Clients.Alipay;

/// <summary>
/// Cuts one row of an Alipay bill. Nothing in it is quoted, so a comma in the name of the goods moves every cell behind it: the
/// first three stand where they stand, the others are counted from the two times. A row that can be cut in two ways is refused.
/// </summary>
internal sealed class AlipayRow
{
    public const int TradeNo = 0;
    public const int OrderNo = 1;
    public const int Type = 2;
    public const string FirstColumn = "支付宝交易号";
    public const string RefundNoName = "退款批次号/请求号";

    private const int CellsMax = 512;
    private const int TimeLength = 19;

    private static readonly string[] Discounts = ["商家优惠(元)", "券核销金额(元)", "商家红包消费金额(元)"];

    private readonly (int Order, int Received, int Fee) amounts;
    private readonly int[] discounts;
    private readonly int columnCount;
    private readonly int finished;
    private readonly int remark;
    private readonly bool[] isAmount;
    private readonly int[] commas = new int[CellsMax + 1];
    private int cells;
    private int shift;

    public AlipayRow(int headLine, HeadColumns head, string names)
    {
        columnCount = head.Count;
        isAmount = [.. names.Split(',').Select(name => name.TrimEnd().EndsWith("元）", StringComparison.Ordinal)
            || name.TrimEnd().EndsWith("元)", StringComparison.Ordinal))];
        var begun = head.Required("创建时间");
        finished = head.Required("完成时间");
        amounts = (head.Required("订单金额(元)"), head.Required("商家实收(元)"), head.Required("服务费(元)"));
        RefundNo = head.Required(RefundNoName);
        remark = head.Required("备注");
        discounts = [.. Discounts.Select(head.Optional).OfType<int>()];

        // What is counted from the left and what from the times must stand there, or counting is guessing.
        Refused = head.Refused;
        if (head.Required(FirstColumn) != TradeNo || head.Required("商户订单号") != OrderNo || head.Required("业务类型") != Type)
            Refused ??= head.Refused ?? StatementErrors.ColumnMissing(headLine, FirstColumn);
        if (finished != begun + 1 || begun <= Type || remark != columnCount - 1
            || new[] { amounts.Order, amounts.Received, amounts.Fee, RefundNo }.Any(column => column <= finished))
            Refused ??= StatementErrors.ColumnMissing(headLine, "完成时间");
    }

    public Error? Refused { get; }

    public int RefundNo { get; }

    public DateTimeOffset FinishedAt { get; private set; }

    public long OrderFen { get; private set; }

    public long ReceivedFen { get; private set; }

    public long FeeFen { get; private set; }

    /// <summary>A cell by its column in the head, without the TAB behind it.</summary>
    public ReadOnlySpan<byte> Cell(ReadOnlySpan<byte> line, int column) => At(line, column > Type ? column + shift : column);

    public Error? Cut(int lineNo, ReadOnlySpan<byte> line)
    {
        if (!FindCommas(line))
            return StatementErrors.LineCells(lineNo, CellsMax + 1, columnCount);
        if (cells < columnCount)
            return StatementErrors.LineCells(lineNo, cells, columnCount);

        var timesFound = 0;
        for (var extra = 0; extra <= cells - columnCount; extra++)
        {
            if (!IsTime(line, finished - 1 + extra) || !IsTime(line, finished + extra))
                continue;
            timesFound++;
            shift = extra;
        }

        if (timesFound != 1)
            return timesFound == 0 ? StatementErrors.Line(lineNo, "完成时间") : StatementErrors.LineAmbiguous(lineNo);
        if (!ChinaText.TryTime(Cell(line, finished), out var at))
            return StatementErrors.Line(lineNo, "完成时间");

        FinishedAt = at;
        if (!NumberText.IsNumber(Cell(line, TradeNo)))
            return StatementErrors.Line(lineNo, FirstColumn);
        if (!NumberText.IsNumber(Cell(line, OrderNo)))
            return StatementErrors.Line(lineNo, "商户订单号");
        return Readings(line) switch
        {
            0 => StatementErrors.Line(lineNo, "订单金额(元)"),
            1 => null,
            _ => StatementErrors.LineAmbiguous(lineNo),
        };
    }

    /// <summary>The amounts of the row; a refund's come with either sign and are kept without.</summary>
    public Error? ReadAmounts(int lineNo, ReadOnlySpan<byte> line, bool isRefund)
    {
        if (!YuanText.TryFen(Cell(line, amounts.Order), out var orderFen) || (orderFen < 0 && !isRefund))
            return StatementErrors.Line(lineNo, "订单金额(元)");
        if (!YuanText.TryFen(Cell(line, amounts.Received), out var receivedFen) || (receivedFen < 0 && !isRefund)
            || Math.Sign(orderFen) * Math.Sign(receivedFen) < 0)
            return StatementErrors.Line(lineNo, "商家实收(元)");
        if (!YuanText.TryFen(Cell(line, amounts.Fee), out var feeFen))
            return StatementErrors.Line(lineNo, "服务费(元)");

        // Only what the merchant herself gave away may stand between the order and what she received for it.
        var given = false;
        foreach (var discount in discounts)
            given |= !YuanText.TryFen(Cell(line, discount), out var fen) || fen != 0;
        if (!given && orderFen != receivedFen)
            return StatementErrors.Line(lineNo, "商家实收(元)");

        // A charge is printed with a minus in some bills and without in others; a refund only ever gives back.
        (OrderFen, ReceivedFen) = (Math.Abs(orderFen), Math.Abs(receivedFen));
        FeeFen = isRefund ? -Math.Abs(feeFen) : Math.Abs(feeFen);
        return null;
    }

    private bool FindCommas(ReadOnlySpan<byte> line)
    {
        commas[0] = -1;
        for (cells = 1; ; cells++)
        {
            var from = commas[cells - 1] + 1;
            var next = line[from..].IndexOf((byte)',');
            commas[cells] = next < 0 ? line.Length : from + next;
            if (next < 0)
                return true;
            if (cells == CellsMax)
                return false;
        }
    }

    private ReadOnlySpan<byte> At(ReadOnlySpan<byte> line, int cell) =>
        NumberText.Trim(line[(commas[cell] + 1)..commas[cell + 1]]);

    private bool IsTime(ReadOnlySpan<byte> line, int cell)
    {
        var text = At(line, cell);
        return text.Length == TimeLength && ChinaText.TryTime(text, out _);
    }

    // In how many ways the cells behind the times fit the head, up to two; the plain way must be one of them.
    private int Readings(ReadOnlySpan<byte> line)
    {
        for (var column = finished + 1; column < columnCount; column++)
            if (isAmount[column] && !IsAmount(At(line, column + shift)))
                return 0;
        return cells - shift == columnCount ? 1 : Ways(line);
    }

    // From the last column to the first: a text may have swallowed cells behind its own, an amount never has, and the remark
    // at the end takes whatever is left.
    private int Ways(ReadOnlySpan<byte> line)
    {
        Span<byte> behind = stackalloc byte[CellsMax + 2];
        Span<byte> here = stackalloc byte[CellsMax + 2];
        behind[..cells].Fill(1);
        for (var column = remark - 1; column > finished; column--)
        {
            here.Clear();
            for (var cell = cells - 1; cell >= finished + 1 + shift; cell--)
                here[cell] = isAmount[column]
                    ? IsAmount(At(line, cell)) ? behind[cell + 1] : (byte)0
                    : (byte)Math.Min(2, here[cell + 1] + behind[cell + 1]);
            here.CopyTo(behind);
        }

        return behind[finished + 1 + shift];
    }

    // Alipay prints every amount with its two decimals, which tells an amount from a number in a text.
    private static bool IsAmount(ReadOnlySpan<byte> text) =>
        text.Length > 3 && text[^3] == '.' && YuanText.TryFen(text, out _);
}
