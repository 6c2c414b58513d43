using System.Text;
using MobilePay.Primitives;
using MobilePay.Reconciliation.Domain;

namespace MobilePay.Reconciliation.Clients.WeChat;

/// <summary>What moved on the merchant's account at WeChat in one day: takings, refunds, fees and payouts to the bank.</summary>
internal sealed class WeChatFundFlow(Stream file, DateOnly day, ArchiveLimits? limits = null) : IStatementReader<FundLine>
{
    private const string Count = "资金流水总笔数";
    private const int FenDecimals = 2;
    private const int NamesKept = 64;

    private readonly WeChatSheet sheet =
        new(new ByteLines(ByteSource.OfFile(file, limits ?? ArchiveLimits.Usual), TextCode.Utf8), Count);

    private readonly List<(byte[] Bytes, string Text)> names = [];
    private Columns at = null!;
    private bool isOpen;
    private bool isOver;

    public FundLine Line { get; private set; }

    public Error? Refused => sheet.Refused;

    /// <summary>Payments are what came in and refunds what went out, as the trailer counts them, whatever it was for.</summary>
    public StatementTotals Totals { get; private set; }

    public bool Read()
    {
        if (isOver || Refused is not null || (!isOpen && !Open()))
            return false;

        if (sheet.NextRow())
            return ReadRow();

        isOver = true;
        if (Refused is null)
            CheckTotals();
        return false;
    }

    public void Dispose() => sheet.Dispose();

    private bool Open()
    {
        isOpen = true;
        if (!sheet.ReadHead())
            return false;

        at = new(sheet.Head);
        return sheet.Head.Refused is not { } why || sheet.Refuse(why);
    }

    private bool ReadRow()
    {
        if (!ChinaText.TryTime(sheet.Cell(at.Time), out var bookedAt))
            return sheet.RefuseCell("记账时间");
        if (!ChinaText.IsOn(bookedAt, day))
            return sheet.Refuse(StatementErrors.OtherDay(sheet.LineNo, day));
        if (!NumberText.IsNumber(sheet.Cell(at.FlowNo)))
            return sheet.RefuseCell("资金流水单号");
        if (!YuanText.TryFen(sheet.Cell(at.Amount), out var fen) || fen < 0)
            return sheet.RefuseCell("收支金额(元)");
        if (!YuanText.TryFen(sheet.Cell(at.Balance), out var balanceFen))
            return sheet.RefuseCell("账户结余(元)");

        var direction = sheet.Cell(at.Direction);
        var isIncome = direction.SequenceEqual("收入"u8);
        if (!isIncome && !direction.SequenceEqual("支出"u8))
            return sheet.RefuseCell("收支类型");

        // A movement without a paper of ours is known by WeChat's own number.
        var business = sheet.Cell(at.VoucherNo).IsEmpty ? at.TradeNo : at.VoucherNo;
        if (!NumberText.IsNumber(sheet.Cell(business)))
            return sheet.RefuseCell("业务凭证号");

        var (name, type) = (Name(sheet.Cell(at.Name)), Name(sheet.Cell(at.Type)));
        Line = new(sheet.LineNo, KindOf(name, type, isIncome), NumberText.Text(sheet.Cell(at.FlowNo)),
            NumberText.Text(sheet.Cell(business)), isIncome ? fen : -fen, balanceFen, bookedAt, name);
        Totals = Totals.With(Line, isIncome);
        return true;
    }

    private void CheckTotals()
    {
        sheet.CheckTotal(Count, 0, Totals.Lines);
        sheet.CheckTotal("收入笔数", 0, Totals.Payments);
        sheet.CheckTotal("收入金额", FenDecimals, Totals.PaymentsFen);
        sheet.CheckTotal("支出笔数", 0, Totals.Refunds);
        sheet.CheckTotal("支出金额", FenDecimals, Totals.RefundsFen);
    }

    // The type is the finer word: a fee is booked under the name of the trade it was taken from.
    private static FundKind KindOf(string name, string type, bool isIncome)
    {
        if (type.Contains("手续费", StringComparison.Ordinal) || name.Contains("手续费", StringComparison.Ordinal))
            return isIncome ? FundKind.FeeReturned : FundKind.Fee;
        if (type.Contains("提现", StringComparison.Ordinal) || name.Contains("提现", StringComparison.Ordinal))
            return isIncome ? FundKind.Other : FundKind.Payout;
        if (type.Contains("退款", StringComparison.Ordinal))
            return isIncome ? FundKind.Other : FundKind.Refund;
        return type.Contains("交易", StringComparison.Ordinal) && isIncome ? FundKind.Taking : FundKind.Other;
    }

    // A day has a dozen different words in a million lines.
    private string Name(ReadOnlySpan<byte> cell)
    {
        foreach (var (bytes, known) in names)
            if (cell.SequenceEqual(bytes))
                return known;

        var text = Encoding.UTF8.GetString(cell);
        if (names.Count < NamesKept)
            names.Add((cell.ToArray(), text));
        return text;
    }

    private sealed class Columns(HeadColumns head)
    {
        public int Time { get; } = head.Required("记账时间");
        public int TradeNo { get; } = head.Required("微信支付业务单号");
        public int FlowNo { get; } = head.Required("资金流水单号");
        public int Name { get; } = head.Required("业务名称");
        public int Type { get; } = head.Required("业务类型");
        public int Direction { get; } = head.Required("收支类型");
        public int Amount { get; } = head.Required("收支金额(元)");
        public int Balance { get; } = head.Required("账户结余(元)");
        public int VoucherNo { get; } = head.Required("业务凭证号");
    }
}
