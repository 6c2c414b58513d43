using System.Buffers;
using System.Globalization;
using System.Text;

namespace MobilePay.Reconciliation.Features.Lists;

/// <summary>CSV by RFC 4180, in UTF-8 with the mark by which spreadsheets know it.</summary>
internal static class CsvFile
{
    public const string ContentType = "text/csv; charset=utf-8";

    // Above this many digits a spreadsheet rounds, or writes 2.8E+27; a tab before them keeps them text.
    private const int PlainDigitsMax = 11;

    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n\t");

    public static async Task Write<TRow>(
        Sheet<TRow> sheet, IAsyncEnumerable<TRow> rows, bool isEnglish, Stream to, CancellationToken stop)
    {
        await using var file = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await file.WriteAsync(Line(sheet.Columns.Select(column => Text(column.Head(isEnglish)))));
        await foreach (var row in rows.WithCancellation(stop))
            await file.WriteAsync(Line(sheet.Columns.Select(column => Cell(column.Kind, column.Of(row, isEnglish)))));
        foreach (var foot in sheet.Foot(isEnglish))
            await file.WriteAsync(Line([Text(foot)]));
    }

    private static string Line(IEnumerable<string> cells) => string.Join(',', cells) + "\r\n";

    private static string Cell(CellKind kind, object? value) => value switch
    {
        null => "",
        long fen when kind == CellKind.Fen => Yuan(fen),
        long count => count.ToString(CultureInfo.InvariantCulture),
        _ => Text(value.ToString()!),
    };

    // A text that begins like a formula is one to a spreadsheet, and whoever chose the text chose the formula.
    private static string Text(string text)
    {
        var safe = text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + text
            : text.Length > PlainDigitsMax && text.All(char.IsAsciiDigit) ? "\t" + text
            : text;
        return safe.AsSpan().ContainsAny(Quoted) ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    public static string Yuan(long fen) => string.Create(
        CultureInfo.InvariantCulture, $"{(fen < 0 ? "-" : "")}{Math.Abs(fen / 100)}.{Math.Abs(fen % 100):00}");
}
