using MobilePay.Primitives;
using MobilePay.Reconciliation.Domain;

namespace MobilePay.Reconciliation.Clients.Alipay;

/// <summary>Alipay's 业务明细 of one day, out of its zip or bare.</summary>
internal sealed class AlipayTradeBill : IStatementReader<StatementLine>
{
    private const string EntryEnd = "业务明细.csv";

    private static readonly byte[] Payment = Gbk.Encoding.GetBytes("交易");
    private static readonly byte[] Refund = Gbk.Encoding.GetBytes("退款");

    private readonly BillArchive? archive;
    private readonly ByteLines? lines;
    private readonly string merchantId;
    private readonly DateOnly day;
    private readonly AlipayComments comments;
    private AlipayRow row = null!;
    private bool isOpen;
    private bool isOver;

    /// <param name="merchantId">The 2088 number of 16 digits.</param>
    public AlipayTradeBill(Stream file, string merchantId, DateOnly day, ArchiveLimits? limits = null)
    {
        (this.merchantId, this.day) = (merchantId, day);
        comments = new(merchantId, day);
        limits ??= ArchiveLimits.Usual;
        if (!ByteSource.IsZip(file))
        {
            lines = new(ByteSource.OfFile(file, limits), TextCode.Gbk);
            return;
        }

        (archive, Refused) = BillArchive.Open(file, limits);
        (var entry, Refused) = archive?.Entry(name => name.EndsWith(EntryEnd, StringComparison.Ordinal)) ?? new(null, Refused);
        lines = entry is null ? null : new(entry, TextCode.Gbk);
    }

    public StatementLine Line { get; private set; }

    public Error? Refused { get; private set; }

    public StatementTotals Totals { get; private set; }

    public bool Read()
    {
        if (isOver || lines is null || Refused is not null || (!isOpen && !Open(lines)))
            return false;

        if (!lines.NextFilled())
            return Refuse(lines.Refused ?? StatementErrors.Truncated(lines.LineNo, AlipayComments.RowsEnd));
        if (lines.Line[0] != '#')
            return ReadRow(lines);

        isOver = true;
        return ReadEnd(lines);
    }

    public void Dispose()
    {
        lines?.Dispose();
        archive?.Dispose();
    }

    // The head says whose bill and which day it is, before the first row is believed.
    private bool Open(ByteLines lines)
    {
        isOpen = true;
        while (lines.NextFilled())
        {
            if (lines.Line[0] == '#')
            {
                if (comments.ReadHead(lines.LineNo, Gbk.Encoding.GetString(lines.Line)) is { } wrong)
                    return Refuse(wrong);
                continue;
            }

            if (comments.HeadMissing(lines.LineNo) is { } missing)
                return Refuse(missing);
            var head = HeadColumns.Of(lines.LineNo, lines.Line, Gbk.Encoding);
            row = new(lines.LineNo, head, Gbk.Encoding.GetString(lines.Line));
            return row.Refused is not { } why || Refuse(why);
        }

        return Refuse(lines.Refused
            ?? (lines.LineNo == 0 ? StatementErrors.Empty() : StatementErrors.Truncated(lines.LineNo, AlipayComments.RowsEnd)));
    }

    private bool ReadEnd(ByteLines lines)
    {
        do
        {
            if (lines.Line[0] != '#')
                return Refuse(StatementErrors.AfterTrailer(lines.LineNo));
            if (comments.ReadTrailer(lines.LineNo, Gbk.Encoding.GetString(lines.Line)) is { } wrong)
                return Refuse(wrong);
        }
        while (lines.NextFilled());

        if ((lines.Refused ?? comments.TotalsWrong(lines.LineNo, Totals)) is { } differs)
            return Refuse(differs);
        return false;
    }

    private bool ReadRow(ByteLines lines)
    {
        if (row.Cut(lines.LineNo, lines.Line) is { } unreadable)
            return Refuse(unreadable);

        var type = row.Cell(lines.Line, AlipayRow.Type);
        var isRefund = type.SequenceEqual(Refund);
        if (!isRefund && !type.SequenceEqual(Payment))
            return Refuse(StatementErrors.Line(lines.LineNo, "业务类型"));
        if (!ChinaText.IsOn(row.FinishedAt, day))
            return Refuse(StatementErrors.OtherDay(lines.LineNo, day));

        if (row.ReadAmounts(lines.LineNo, lines.Line, isRefund) is { } wrong)
            return Refuse(wrong);

        comments.Count(isRefund, row.ReceivedFen);
        var refundNo = row.Cell(lines.Line, row.RefundNo);
        if (!refundNo.IsEmpty && !NumberText.IsNumber(refundNo))
            return Refuse(StatementErrors.Line(lines.LineNo, AlipayRow.RefundNoName));

        Line = new(lines.LineNo, isRefund ? LineKind.Refund : LineKind.Payment, LineStatus.Done, merchantId,
            NumberText.Text(row.Cell(lines.Line, AlipayRow.OrderNo)),
            isRefund && !refundNo.IsEmpty ? NumberText.Text(refundNo) : null,
            NumberText.Text(row.Cell(lines.Line, AlipayRow.TradeNo)), null, row.OrderFen, row.FeeFen, row.FinishedAt);
        Totals = Totals.With(Line);
        return true;
    }

    private bool Refuse(Error why)
    {
        Refused = why;
        return false;
    }
}
