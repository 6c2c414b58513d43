using Microsoft.AspNetCore.Http.HttpResults;
using MobilePay.Primitives;

namespace MobilePay.Reconciliation.Features.Lists;

/// <summary>
/// A list as a file. It is written to the disk first: an answer that has begun can't say any more that it went wrong.
/// </summary>
internal static class SheetFile
{
    /// <summary>More than this no spreadsheet opens in reasonable time.</summary>
    public const int RowsMax = 200_000;

    private const int BufferBytes = 1 << 16;

    public static bool IsAsked(string? format) => format is not (null or "" or "json");

    public static Error TooMany(int count) => new(ErrorKind.Invalid, "export.too-many",
        $"The filter has {count} rows, and a file holds {RowsMax} at most. Choose fewer days.",
        new Dictionary<string, object?> { ["count"] = count, ["most"] = RowsMax });

    public static async Task<Result<FileStreamHttpResult>> Of<TRow>(
        Sheet<TRow> sheet, IAsyncEnumerable<TRow> rows, string format, string? language, CancellationToken stop)
    {
        if (format is not ("csv" or "xlsx"))
            return new Error(ErrorKind.Invalid, "export.format", "A list comes as json, csv or xlsx.");

        var file = new FileStream(Path.GetTempFileName(), FileMode.Truncate, FileAccess.ReadWrite, FileShare.None,
            BufferBytes, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            var isEnglish = language == "en";
            var type = format == "csv" ? CsvFile.ContentType : XlsxFile.ContentType;
            await (format == "csv" ? CsvFile.Write(sheet, rows, isEnglish, file, stop)
                : XlsxFile.Write(sheet, rows, isEnglish, file, stop));
            file.Position = 0;
            return TypedResults.File(file, type, $"{sheet.Name}.{format}");
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
