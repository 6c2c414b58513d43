using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MobilePay.Primitives;
using MobilePay.Reconciliation.Domain;

namespace MobilePay.Reconciliation.Clients.Bank;

/// <summary>The statement of the hospital's account as its bank exports it, read by the bank's column map.</summary>
internal sealed class BankAccountStatement : IStatementReader<BankLine>
{
    private const int FenDecimals = 2;
    private const int AmountCharsMax = 40;

    private readonly CsvRecords records;
    private readonly BankColumnMap map;
    private readonly (DateOnly First, DateOnly Last) days;
    private readonly Regex? batch;
    private BankColumns? columns;
    private BankLine? before;
    private bool isOver;

    /// <param name="days">The days asked for, both included; a booking of another day refuses the file.</param>
    public BankAccountStatement(
        Stream file, BankColumnMap map, (DateOnly First, DateOnly Last) days, ArchiveLimits? limits = null)
    {
        if (map.Faults().FirstOrDefault() is { } fault)
            throw new ArgumentException(fault, nameof(map));

        (this.map, this.days) = (map, days);
        var lines = new ByteLines(ByteSource.OfFile(file, limits ?? ArchiveLimits.Usual), map.Encoding);
        records = new(lines, map.Encoding, map.Delimiter);
        batch = BankColumnMap.Pattern(map.BatchPattern);
    }

    public BankLine Line { get; private set; }

    public Error? Refused { get; private set; }

    /// <summary>Payments are the credits and refunds the debits; a bank's fees are debits like any other.</summary>
    public StatementTotals Totals { get; private set; }

    /// <summary>
    /// The balances the file begins and ends with, by time. Only that a file begins where the one before ended shows that no
    /// booking at its edges is missing.
    /// </summary>
    public long? OpeningFen { get; private set; }

    public long? ClosingFen { get; private set; }

    public bool Read()
    {
        if (isOver || Refused is not null || (columns is null && !Open()))
            return false;

        // Without a head, the first booking was read already, for the number of its cells.
        if ((Totals.Lines > 0 || map.HasHead) && !records.Next())
            return End(map.TrailerWords.Count > 0 ? StatementErrors.Truncated(records.LineNo, map.TrailerWords[0]) : null);
        return IsTrailer() ? ReadTrailer() : ReadBooking(columns!);
    }

    public void Dispose() => records.Dispose();

    private bool Open()
    {
        for (var skipped = 0; skipped < map.SkipLines; skipped++)
            if (!records.SkipLine())
                return Refuse(records.Refused!);
        if (!records.Next())
            return Refuse(records.Refused ?? StatementErrors.Empty());

        var head = map.HasHead
            ? new HeadColumns(records.LineNo, Enumerable.Range(0, records.Count).Select(cell => records[cell].ToString()))
            : null;
        columns = new(map, head, records.Count);
        if (columns.Refused is { } why)
            return Refuse(why);
        return !columns.IsTooNarrow || (!map.HasHead && IsTrailer())
            || Refuse(StatementErrors.ColumnMissing(records.LineNo, $"#{records.Count + 1}"));
    }

    private bool ReadBooking(BankColumns at)
    {
        // Some banks end every line with a delimiter more than the head has.
        if (records.Count < at.Count || Enumerable.Range(at.Count, records.Count - at.Count).Any(cell => !Cell(cell).IsEmpty))
            return Refuse(StatementErrors.LineCells(records.LineNo, records.Count, at.Count));

        if (!DateTime.TryParseExact(
            Cell(at.Date), map.DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var bookedAt))
            return RefuseCell(map.Date);
        var bookedOn = DateOnly.FromDateTime(bookedAt);
        if (bookedOn < days.First || bookedOn > days.Last)
            return Refuse(StatementErrors.OtherDays(records.LineNo, days.First, days.Last));
        if (Cell(at.Serial).IsEmpty)
            return RefuseCell(map.Serial);
        if (!ReadAmount(at, out var amountFen))
            return false;
        var balanceFen = 0L;
        if (at.Balance is { } balance && !TryAmount(balance, out balanceFen))
            return RefuseCell(map.Balance!);

        Line = new(records.LineNo, bookedOn, Cell(at.Serial).ToString(), amountFen, at.Balance is null ? null : balanceFen,
            Text(at.Counterparty), Text(at.Remark), FindBatch(at));
        if (!Follows(Line))
            return false;
        Totals = Totals.With(Line);
        return true;
    }

    // Two lines with everything alike are one line written twice: a bank's serial number is not given out again.
    private bool Follows(BankLine line)
    {
        if (before is { } last && last with { LineNo = line.LineNo } == line)
            return Refuse(StatementErrors.DuplicateLine(line.LineNo, line.SerialNo));
        if (line.BalanceFen is { } balanceFen)
        {
            var expectedFen = before is null ? balanceFen
                : map.IsNewestFirst ? before.Value.BalanceFen!.Value - before.Value.AmountFen
                : before.Value.BalanceFen!.Value + line.AmountFen;
            if (balanceFen != expectedFen)
                return Refuse(StatementErrors.BalanceBreaks(line.LineNo, expectedFen, balanceFen));

            if (before is null || map.IsNewestFirst)
                OpeningFen = balanceFen - line.AmountFen;
            if (before is null || !map.IsNewestFirst)
                ClosingFen = balanceFen;
        }

        before = line;
        return true;
    }

    private bool ReadAmount(BankColumns at, out long amountFen)
    {
        amountFen = 0;
        if (at.Amount is { } amount)
        {
            if (!TryAmount(amount, out amountFen) || !YuanText.IsLine(amountFen))
                return RefuseCell(map.Amount!);
            if (at.Direction is not { } direction)
                return true;

            var word = Cell(direction).ToString();
            if (map.DebitWords.Contains(word))
                amountFen = -amountFen;
            return map.DebitWords.Contains(word) || map.CreditWords.Contains(word) || RefuseCell(map.Direction!);
        }

        var (creditFen, debitFen) = (0L, 0L);
        if (!Cell(at.Credit!.Value).IsEmpty && (!TryAmount(at.Credit.Value, out creditFen) || !YuanText.IsLine(creditFen)))
            return RefuseCell(map.Credit!);
        if (!Cell(at.Debit!.Value).IsEmpty && (!TryAmount(at.Debit.Value, out debitFen) || !YuanText.IsLine(debitFen)))
            return RefuseCell(map.Debit!);

        // A booking is one or the other; the bank's correction of a debit is a debit below zero.
        amountFen = creditFen - debitFen;
        return (creditFen == 0 || debitFen == 0)
            && (!Cell(at.Credit.Value).IsEmpty || !Cell(at.Debit.Value).IsEmpty) || RefuseCell(map.Credit!);
    }

    private bool IsTrailer()
    {
        var first = Cell(0);
        foreach (var word in map.TrailerWords)
            if (first.StartsWith(word, StringComparison.Ordinal))
                return true;
        return false;
    }

    // Everything behind the first line of the trailer is trailer: banks add a stamp and a printing time.
    private bool ReadTrailer()
    {
        var text = new StringBuilder();
        var line = records.LineNo;
        do
        {
            if (text.Length + records.Text.Length > ByteLines.LineBytesMax)
                return Refuse(StatementErrors.LineTooLong(records.LineNo, ByteLines.LineBytesMax));
            text.Append(records.Text).Append('\n');
        }
        while (records.Next());

        var totals = BankColumnMap.Pattern(map.TrailerPattern) is { } pattern
            ? BankTrailer.Check(pattern, text.ToString(), line, Totals, TryAmount)
            : null;
        return End(totals);
    }

    private bool End(Error? why)
    {
        isOver = true;
        Refused ??= records.Refused ?? why;
        return false;
    }

    private string? FindBatch(BankColumns at) => batch is null ? null : Batch(batch, at.Remark) ?? Batch(batch, at.Reference);

    private string? Batch(Regex pattern, int? column)
    {
        if (pattern.Match(Text(column)) is not { Success: true } found)
            return null;
        return found.Groups["batch"] is { Success: true } named ? named.Value : found.Value;
    }

    private ReadOnlySpan<char> Cell(int cell) => records[cell].Trim(" \t");

    private string Text(int? cell) => cell is { } at ? Cell(at).ToString() : "";

    private bool TryAmount(int cell, out long fen) => TryAmount(Cell(cell), out fen);

    private bool TryAmount(ReadOnlySpan<char> text, out long fen)
    {
        fen = 0;
        Span<byte> bytes = stackalloc byte[AmountCharsMax];
        return text.Length <= AmountCharsMax && Ascii.FromUtf16(text, bytes, out var length) == OperationStatus.Done
            && YuanText.TryScaled(bytes[..length], FenDecimals, out fen, (byte)map.DecimalMark, (byte)map.ThousandsMark);
    }

    private bool RefuseCell(string column) => Refuse(StatementErrors.Line(records.LineNo, column));

    private bool Refuse(Error why)
    {
        Refused = why;
        return false;
    }
}
