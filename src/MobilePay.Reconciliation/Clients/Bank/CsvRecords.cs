using MobilePay.Primitives;
using MobilePay.Reconciliation.Domain;

namespace MobilePay.Reconciliation.Clients.Bank;

/// <summary>
/// Records of RFC 4180: a cell in quotes may hold delimiters, doubled quotes and line ends. Text is cut after decoding, for in
/// GBK the second byte of a character can be the delimiter some banks use.
/// </summary>
internal sealed class CsvRecords(ByteLines lines, TextCode code, char delimiter) : IDisposable
{
    private readonly char[] text = new char[ByteLines.LineBytesMax];
    private readonly List<(int Start, int Length)> cells = [];

    // Where a cell's text is put without its quotes; never longer than the record.
    private readonly char[] plain = new char[ByteLines.LineBytesMax];
    private int length;

    /// <summary>The line the record begins in.</summary>
    public int LineNo { get; private set; }

    public Error? Refused { get; private set; }

    public int Count => cells.Count;

    public ReadOnlySpan<char> this[int cell] => plain.AsSpan(cells[cell].Start, cells[cell].Length);

    /// <summary>The record as it stands in the file.</summary>
    public ReadOnlySpan<char> Text => text.AsSpan(0, length);

    public bool SkipLine() => lines.Next() || Refuse(lines.Refused ?? StatementErrors.Truncated(lines.LineNo, "head"));

    /// <summary>Moves to the next record that is not an empty line.</summary>
    public bool Next()
    {
        length = 0;
        if (!lines.NextFilled())
        {
            Refused = lines.Refused;
            return false;
        }

        LineNo = lines.LineNo;
        if (!Append())
            return false;
        while (IsOpen())
        {
            if (!lines.Next())
                return Refuse(lines.Refused ?? StatementErrors.Truncated(lines.LineNo, "closing quote"));
            text[length++] = '\n';
            if (!Append())
                return false;
        }

        return Cut() || Refuse(StatementErrors.Line(LineNo, "\""));
    }

    public void Dispose() => lines.Dispose();

    // A byte is never more than one character, so what fits as bytes fits as text.
    private bool Append()
    {
        if (length + lines.Line.Length + 1 > text.Length)
            return Refuse(StatementErrors.LineTooLong(LineNo, ByteLines.LineBytesMax));
        length += code.Encoding().GetChars(lines.Line, text.AsSpan(length));
        return true;
    }

    // Quotes come in pairs, doubled ones too: an odd number means that a cell is not closed yet.
    private bool IsOpen() => Text.Count('"') % 2 == 1;

    private bool Cut()
    {
        cells.Clear();
        var used = 0;
        var at = 0;
        while (true)
        {
            var start = used;
            if (at < length && text[at] == '"')
            {
                if (!CopyQuoted(ref at, ref used))
                    return false;
            }
            else
                for (; at < length && text[at] != delimiter; at++)
                {
                    if (text[at] == '"')
                        return false;
                    plain[used++] = text[at];
                }

            cells.Add((start, used - start));
            if (at == length)
                return true;
            if (text[at++] != delimiter)
                return false;
        }
    }

    // Leaves the place behind the closing quote; blanks and TABs behind it, which some banks print, are passed over.
    private bool CopyQuoted(ref int at, ref int used)
    {
        for (at++; at < length; at++)
        {
            if (text[at] != '"')
            {
                plain[used++] = text[at];
                continue;
            }

            if (at + 1 < length && text[at + 1] == '"')
            {
                plain[used++] = text[at++];
                continue;
            }

            at++;
            while (at < length && text[at] is ' ' or '\t' && text[at] != delimiter)
                at++;
            return true;
        }

        return false;
    }

    private bool Refuse(Error why)
    {
        Refused = why;
        return false;
    }
}
