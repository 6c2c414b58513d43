using System.Text;
using MobilePay.Primitives;
using MobilePay.Reconciliation.Domain;

namespace MobilePay.Reconciliation.Clients.WeChat;

/// <summary>
/// The shape all of WeChat's bills have: a head, rows whose cells each begin with a backtick, a second head, and one line of
/// totals. Cells are cut at comma and backtick together, for names of goods have commas and nobody quotes them.
/// </summary>
internal sealed class WeChatSheet(ByteLines lines, string firstTotal) : IDisposable
{
    private const byte Tick = (byte)'`';

    private int[] starts = [];
    private int[] ends = [];
    private readonly Dictionary<string, string> totals = [];

    public HeadColumns Head { get; private set; } = new(0, []);

    public Error? Refused { get; private set; }

    public int LineNo => lines.LineNo;

    public bool ReadHead()
    {
        if (!lines.NextFilled())
            return Refuse(lines.Refused ?? StatementErrors.Empty());

        Head = HeadColumns.Of(lines.LineNo, lines.Line, Encoding.UTF8);
        (starts, ends) = (new int[Head.Count], new int[Head.Count]);
        return true;
    }

    /// <summary>Moves to the next row. False where the totals were read, and where the file is refused.</summary>
    public bool NextRow()
    {
        if (!lines.NextFilled())
            return Refuse(lines.Refused ?? StatementErrors.Truncated(lines.LineNo, firstTotal));
        if (lines.Line[0] == Tick)
            return Cut(lines.Line);
        ReadTotals();
        return false;
    }

    public ReadOnlySpan<byte> Cell(int column) => lines.Line[starts[column]..ends[column]];

    public bool RefuseCell(string column) => Refuse(StatementErrors.Line(LineNo, column));

    public bool Refuse(Error why)
    {
        Refused ??= why;
        return false;
    }

    /// <summary>A total the file must state; zero decimals for a count, which may be printed as 45.0.</summary>
    public void CheckTotal(string name, int decimals, long counted)
    {
        if (!totals.ContainsKey(name))
            Refuse(StatementErrors.ColumnMissing(LineNo, name));
        CheckTotalIfStated(name, decimals, counted);
    }

    public void CheckTotalIfStated(string name, int decimals, long counted)
    {
        if (!totals.TryGetValue(name, out var text))
            return;
        if (!YuanText.TryScaled(Encoding.UTF8.GetBytes(text), decimals, out var stated))
            RefuseCell(name);
        else if (stated != counted)
            Refuse(StatementErrors.TotalDiffers(LineNo, name, stated, counted));
    }

    /// <summary>The digits behind the point of a stated total, or null where it is not stated.</summary>
    public int? TotalDecimals(string name) =>
        !totals.TryGetValue(name, out var text) ? null : text.LastIndexOf('.') is var mark and >= 0 ? text.Length - mark - 1 : 0;

    public void Dispose() => lines.Dispose();

    private void ReadTotals()
    {
        var names = HeadColumns.Of(lines.LineNo, lines.Line, Encoding.UTF8);
        var texts = Encoding.UTF8.GetString(lines.Line).Split(',');
        if (texts[0].Trim() != firstTotal)
        {
            RefuseCell(firstTotal);
            return;
        }

        (Head, starts, ends) = (names, new int[names.Count], new int[names.Count]);
        if (names.Refused is { } twice)
            Refuse(twice);
        else if (!lines.NextFilled())
            Refuse(lines.Refused ?? StatementErrors.Truncated(lines.LineNo, firstTotal));
        else if (Cut(lines.Line))
            KeepTotals(texts);
    }

    private void KeepTotals(string[] names)
    {
        for (var i = 0; i < names.Length; i++)
            totals[names[i].Trim()] = Encoding.UTF8.GetString(Cell(i));

        if (lines.NextFilled())
            Refuse(StatementErrors.AfterTrailer(lines.LineNo));
        else if (lines.Refused is { } why)
            Refuse(why);
    }

    private bool Cut(ReadOnlySpan<byte> line)
    {
        if (line[0] != Tick)
            return RefuseCell(firstTotal);

        var cells = 0;
        var from = 1;
        for (var at = from; ; at++)
        {
            var next = line[at..].IndexOf(Tick);
            at = next < 0 ? line.Length + 1 : at + next;
            if (next >= 0 && line[at - 1] != ',')
                continue;

            if (cells < starts.Length)
                (starts[cells], ends[cells]) = (from, at - 1);
            cells++;
            if (next < 0)
                break;
            from = at + 1;
        }

        return cells == starts.Length || Refuse(StatementErrors.LineCells(LineNo, cells, starts.Length));
    }
}
