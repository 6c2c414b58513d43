using MobilePay.Primitives;
using MobilePay.Reconciliation.Domain;

namespace MobilePay.Reconciliation.Clients;

/// <summary>Cuts a file into lines of valid text without ever holding more than one buffer of it.</summary>
internal sealed class ByteLines(ByteSource source, TextCode code) : IDisposable
{
    public const int LineBytesMax = 64 * 1024;

    private readonly byte[] buffer = new byte[4 * LineBytesMax];
    private int start;
    private int end;
    private int lineStart;
    private int lineLength;
    private bool isOver;

    /// <summary>The number of <see cref="Line"/>, from 1; empty lines count.</summary>
    public int LineNo { get; private set; }

    /// <summary>The line without its end, valid until the next one is read.</summary>
    public ReadOnlySpan<byte> Line => buffer.AsSpan(lineStart, lineLength);

    public Error? Refused { get; private set; }

    /// <summary>Moves to the next line, be it empty. False at the end, and where the file is refused.</summary>
    public bool Next()
    {
        if (Refused is not null)
            return false;

        var seen = start;
        int at;
        while ((at = buffer.AsSpan(seen, end - seen).IndexOf((byte)'\n')) < 0)
        {
            seen = end;
            if (end - start > LineBytesMax || isOver)
                break;
            seen -= Fill();
        }

        if (Refused is not null || (at < 0 && isOver && start == end))
            return false;

        LineNo++;
        lineStart = start;
        lineLength = (at < 0 ? end : seen + at) - start;
        start = at < 0 ? end : seen + at + 1;
        return Accept();
    }

    /// <summary>Moves to the next line that is not empty.</summary>
    public bool NextFilled()
    {
        while (Next())
            if (lineLength > 0)
                return true;
        return false;
    }

    public void Dispose() => source.Dispose();

    // Returns by how much the unread bytes moved to the left.
    private int Fill()
    {
        var moved = 0;
        if (end == buffer.Length)
        {
            moved = start;
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        var read = source.Read(buffer.AsSpan(end));
        Refused = source.Refused;
        isOver = read == 0;
        end += read;
        return moved;
    }

    private bool Accept()
    {
        if (lineLength > LineBytesMax)
            return Refuse(StatementErrors.LineTooLong(LineNo, LineBytesMax));

        if (lineLength > 0 && buffer[lineStart + lineLength - 1] == '\r')
            lineLength--;
        if (LineNo == 1 && code == TextCode.Utf8 && Line.StartsWith("\uFEFF"u8))
            (lineStart, lineLength) = (lineStart + 3, lineLength - 3);

        return code.IsValid(Line) || Refuse(StatementErrors.Encoding(LineNo, code.Name()));
    }

    private bool Refuse(Error why)
    {
        Refused = why;
        return false;
    }
}
