using System.Data;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Xml;
using MiniExcelLibs;
using MiniExcelLibs.Attributes;
using MiniExcelLibs.OpenXml;

namespace MobilePay.Reconciliation.Features.Lists;

/// <summary>A workbook of one sheet, written row by row. A text is a text there, whatever it begins with.</summary>
internal static class XlsxFile
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string Amounts = "#,##0.00";

    public static async Task Write<TRow>(
        Sheet<TRow> sheet, IAsyncEnumerable<TRow> rows, bool isEnglish, Stream to, CancellationToken stop)
    {
        var settings = new OpenXmlConfiguration
        {
            AutoFilter = false,
            DynamicColumns = [.. sheet.Columns.Select((column, i) => new DynamicExcelColumn(Place(i))
            {
                Index = i,
                Name = column.Head(isEnglish),
                Width = column.Kind == CellKind.Text ? 22 : 14,
                Format = column.Kind == CellKind.Fen ? Amounts : null,
            })],
        };
        await using var cells = Cells(sheet, rows, isEnglish, stop).GetAsyncEnumerator(stop);

        // Of no rows at all the writer does not learn the columns, and an empty list has a head too.
        if (await cells.MoveNextAsync())
            await to.SaveAsAsync(Rest(cells), configuration: settings, cancellationToken: stop);
        else
            await to.SaveAsAsync(Empty(sheet), configuration: settings, cancellationToken: stop);
    }

    private static async IAsyncEnumerable<Dictionary<string, object?>> Rest(IAsyncEnumerator<Dictionary<string, object?>> cells)
    {
        do
            yield return cells.Current;
        while (await cells.MoveNextAsync());
    }

    private static async IAsyncEnumerable<Dictionary<string, object?>> Cells<TRow>(
        Sheet<TRow> sheet, IAsyncEnumerable<TRow> rows, bool isEnglish, [EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var row in rows.WithCancellation(stop))
            yield return sheet.Columns.Select((column, i) => (i, Cell: Cell(column.Kind, column.Of(row, isEnglish))))
                .ToDictionary(cell => Place(cell.i), cell => cell.Cell);
        foreach (var foot in sheet.Foot(isEnglish))
            yield return sheet.Columns.Select((_, i) => i).ToDictionary(Place, i => i == 0 ? (object?)foot : null);
    }

    private static DataTable Empty<TRow>(Sheet<TRow> sheet)
    {
        var table = new DataTable { Locale = CultureInfo.InvariantCulture };
        for (var i = 0; i < sheet.Columns.Count; i++)
            table.Columns.Add(Place(i));
        return table;
    }

    private static object? Cell(CellKind kind, object? value) => value switch
    {
        long fen when kind == CellKind.Fen => fen / 100m,
        string text => Clean(text),
        _ => value,
    };

    // A workbook is XML, and XML has no place for control characters.
    private static string Clean(string text)
    {
        if (text.All(XmlConvert.IsXmlChar))
            return text;
        var clean = new StringBuilder(text.Length);
        foreach (var letter in text.EnumerateRunes())
            clean.Append(letter.IsBmp && !XmlConvert.IsXmlChar((char)letter.Value) ? "\uFFFD" : letter.ToString());
        return clean.ToString();
    }

    private static string Place(int column) => "c" + column.ToString(CultureInfo.InvariantCulture);
}
