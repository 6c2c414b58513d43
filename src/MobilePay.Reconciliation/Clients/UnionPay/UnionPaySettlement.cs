using System.Globalization;
using MobilePay.Primitives;
using MobilePay.Reconciliation.Domain;

namespace MobilePay.Reconciliation.Clients.UnionPay;

/// <summary>
/// UnionPay's settlement zip of one settlement day: its ZM entry line by line, then its ZME entry for people to look at.
/// A ZM file states no totals; the zip's checksum and the numbers, each there once, are what speaks for its completeness.
/// </summary>
internal sealed class UnionPaySettlement : IStatementReader<StatementLine>
{
    private const int AdjustmentsMax = 10_000;
    private const string TextEnd = ".txt";

    private readonly BillArchive? archive;
    private readonly ByteLines? lines;
    private readonly string merchantId;
    private readonly DateOnly settledOn;
    private readonly ArchiveLimits limits;
    private readonly byte[] merchant;
    private readonly List<string> adjustments = [];

    // The only part that grows with the file: nothing else in it could tell a line that is there twice.
    private readonly HashSet<UInt128> queryIds = [];
    private bool isOver;

    public UnionPaySettlement(Stream file, string merchantId, DateOnly settledOn, ArchiveLimits? limits = null)
    {
        (this.merchantId, this.settledOn) = (merchantId, settledOn);
        this.limits = limits ?? ArchiveLimits.Usual;
        merchant = System.Text.Encoding.ASCII.GetBytes(merchantId);
        (archive, Refused) = BillArchive.Open(file, this.limits);
        if (archive is null || (Refused = FindDay(archive)) is not null)
            return;

        (var entry, Refused) = archive.Entry(name => IsOurs(name, "ZM_"));
        lines = entry is null ? null : new(entry, TextCode.Gbk);
    }

    public StatementLine Line { get; private set; }

    public Error? Refused { get; private set; }

    public StatementTotals Totals { get; private set; }

    /// <summary>How many errors and adjustments the ZME entry lists; known once the last line was read.</summary>
    public int Adjustments => adjustments.Count;

    /// <summary>Their lines as they stand: their layout is not sure enough to match by, so finance reads them.</summary>
    public IReadOnlyList<string> AdjustmentLines => adjustments;

    public bool Read()
    {
        if (isOver || lines is null || Refused is not null)
            return false;
        if (lines.NextFilled())
            return ReadRecord(lines.LineNo, lines.Line);

        isOver = true;
        Refused = lines.Refused ?? ReadAdjustments();
        return false;
    }

    public void Dispose()
    {
        lines?.Dispose();
        archive?.Dispose();
    }

    private bool ReadRecord(int lineNo, ReadOnlySpan<byte> line)
    {
        if (line.Length != ZmRecord.Length)
            return Refuse(StatementErrors.RecordLength(lineNo, line.Length, ZmRecord.Length));

        var record = new ZmRecord(line);
        if (!record.IsCutRight())
            return RefuseField(lineNo, "字段分隔");
        if (!record.MerchantId.SequenceEqual(merchant))
            return Refuse(StatementErrors.OtherMerchant(lineNo, merchantId));
        if (!UInt128.TryParse(record.QueryId, NumberStyles.None, CultureInfo.InvariantCulture, out var queryId))
            return RefuseField(lineNo, "查询流水号");
        if (!queryIds.Add(queryId))
            return Refuse(StatementErrors.DuplicateLine(lineNo, NumberText.Text(record.QueryId)));
        if (!NumberText.IsNumber(record.OrderId))
            return RefuseField(lineNo, "商户订单号");
        if (!record.TryTime(settledOn, out var at))
            return RefuseField(lineNo, "交易传输时间");

        return Classify(lineNo, record.TxnType, out var kind, out var status)
            && ReadMoney(lineNo, record, kind, out var amountFen, out var feeFen)
            && Keep(lineNo, record, (kind, status), (amountFen, feeFen), at);
    }

    // A void gives the money of a payment back on the same settlement day: a refund in effect, though not in name.
    private bool Classify(int lineNo, ReadOnlySpan<byte> txnType, out LineKind kind, out LineStatus status)
    {
        (kind, status) = (LineKind.Payment, LineStatus.Done);
        if (txnType.SequenceEqual("01"u8))
            return true;

        kind = LineKind.Refund;
        if (txnType.SequenceEqual("31"u8))
            status = LineStatus.Reversed;
        else if (!txnType.SequenceEqual("04"u8))
            return RefuseField(lineNo, "交易类型");
        return true;
    }

    private bool ReadMoney(int lineNo, ZmRecord record, LineKind kind, out long amountFen, out long feeFen)
    {
        var settledFen = 0L;
        feeFen = 0;
        if (!record.TryAmount(out amountFen))
            return RefuseField(lineNo, "交易金额");
        if (!record.TryFee(out feeFen))
            return RefuseField(lineNo, "商户手续费");
        if (!record.TrySettled(out settledFen))
            return RefuseField(lineNo, "结算金额");

        var signedFen = kind == LineKind.Payment ? amountFen : -amountFen;
        return settledFen == signedFen - feeFen || record.HasExtras() || RefuseField(lineNo, "结算金额");
    }

    private bool Keep(
        int lineNo, ZmRecord record, (LineKind Kind, LineStatus Status) what, (long AmountFen, long FeeFen) money,
        DateTimeOffset at)
    {
        var isRefund = what.Kind == LineKind.Refund;
        if (isRefund && !NumberText.IsNumber(record.OrigQueryId))
            return RefuseField(lineNo, "原交易查询流水号");

        // Older files do not name the order that was paid; its query number then is the only way to it.
        if (isRefund && !record.OrigOrderId.IsEmpty && !NumberText.IsNumber(record.OrigOrderId))
            return RefuseField(lineNo, "原始交易订单号");

        var (orderId, queryId) = (NumberText.Text(record.OrderId), NumberText.Text(record.QueryId));
        Line = isRefund
            ? new(lineNo, what.Kind, what.Status, merchantId, NumberText.Text(record.OrigOrderId), orderId,
                NumberText.Text(record.OrigQueryId), queryId, money.AmountFen, money.FeeFen, at)
            : new(lineNo, what.Kind, what.Status, merchantId, orderId, null, queryId, null, money.AmountFen, money.FeeFen, at);
        Totals = Totals.With(Line);
        return true;
    }

    private Error? ReadAdjustments()
    {
        if (!archive!.Names.Any(name => IsOurs(name, "ZME_")))
            return null;

        var (entry, unreadable) = archive.Entry(name => IsOurs(name, "ZME_"));
        if (entry is null)
            return unreadable;

        using var errors = new ByteLines(entry, TextCode.Gbk);
        while (errors.NextFilled())
        {
            if (adjustments.Count == AdjustmentsMax)
                return StatementErrors.TooLarge(limits.UnpackedBytesMax);
            adjustments.Add(Gbk.Encoding.GetString(errors.Line).TrimEnd());
        }

        return errors.Refused;
    }

    // INN<yyMMdd><2 digits>ZM_<merchant>: whose file it is, and of which settlement day, is told by the name alone.
    private Error? FindDay(BillArchive zip)
    {
        var transactions = zip.Names.Where(name => IsTransactions(name, "ZM_")).ToList();
        if (transactions.Count == 0)
            return StatementErrors.Archive(ArchiveFault.NotThere);
        if (!transactions.Exists(name => IsOurs(name, "ZM_")))
            return StatementErrors.OtherMerchant(0, merchantId);

        var day = settledOn.ToString("yyMMdd", CultureInfo.InvariantCulture);
        return transactions.Where(name => IsOurs(name, "ZM_")).All(name => name.AsSpan(3, 6).SequenceEqual(day))
            ? null
            : StatementErrors.OtherDay(0, settledOn);
    }

    private bool IsOurs(string name, string kind) =>
        IsTransactions(name, kind) && name[(11 + kind.Length)..] is var owner
            && (owner == merchantId || owner == merchantId + TextEnd);

    private static bool IsTransactions(string name, string kind) =>
        name.StartsWith("INN", StringComparison.Ordinal) && name.Length > 11
            && name.AsSpan(11).StartsWith(kind, StringComparison.Ordinal);

    private bool RefuseField(int lineNo, string field) => Refuse(StatementErrors.Line(lineNo, field));

    private bool Refuse(Error why)
    {
        Refused = why;
        return false;
    }
}
