using System.Globalization;
using MobilePay.Primitives;

namespace MobilePay.Reconciliation.Features.Lists;

/// <summary>What a cell holds, and so how each kind of file writes it.</summary>
internal enum CellKind
{
    /// <summary>Numbers that name something are text as well: 28 digits must not become 2.8E+27.</summary>
    Text,

    Count,

    /// <summary>Fen in, yuan with two decimals out.</summary>
    Fen,
}

internal sealed record Column<TRow>(string Zh, string En, CellKind Kind, Func<TRow, bool, object?> Of)
{
    public string Head(bool isEnglish) => isEnglish ? En : Zh;
}

/// <summary>How the rows of a list stand in a file: its columns from left to right, headed in Chinese and English.</summary>
public sealed class Sheet<TRow>(string name)
{
    private readonly List<Column<TRow>> columns = [];
    private readonly List<(string Zh, string En)> foot = [];

    /// <summary>The file's name without its ending.</summary>
    public string Name => name;

    internal IReadOnlyList<Column<TRow>> Columns => columns;

    internal IEnumerable<string> Foot(bool isEnglish) => foot.Select(line => isEnglish ? line.En : line.Zh);

    public Sheet<TRow> Text(string zh, string en, Func<TRow, string?> of) => Add(zh, en, CellKind.Text, (row, _) => of(row));

    /// <summary>A word of ours, as <c>his-missing</c>, written in the file's language.</summary>
    public Sheet<TRow> Word(string zh, string en, Func<TRow, string?> of) =>
        Add(zh, en, CellKind.Text, (row, isEnglish) => of(row) is { } word && !isEnglish ? WireWord.InChinese(word) : of(row));

    public Sheet<TRow> Day(string zh, string en, Func<TRow, DateOnly?> of) => Add(zh, en, CellKind.Text,
        (row, _) => of(row)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>In China time, as the hospital's and the channels' papers have it.</summary>
    public Sheet<TRow> At(string zh, string en, Func<TRow, DateTimeOffset?> of) => Add(zh, en, CellKind.Text,
        (row, _) => of(row)?.ToOffset(BusinessDay.ChinaOffset).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));

    public Sheet<TRow> Count(string zh, string en, Func<TRow, long?> of) => Add(zh, en, CellKind.Count, (row, _) => of(row));

    public Sheet<TRow> Fen(string zh, string en, Func<TRow, long?> of) => Add(zh, en, CellKind.Fen, (row, _) => of(row));

    /// <summary>A line below the last row.</summary>
    public Sheet<TRow> Below(string zh, string en)
    {
        foot.Add((zh, en));
        return this;
    }

    private Sheet<TRow> Add(string zh, string en, CellKind kind, Func<TRow, bool, object?> of)
    {
        columns.Add(new(zh, en, kind, of));
        return this;
    }
}
