using System.Text;
using MiniExcelLibs;
using MobilePay.Reconciliation.Features.Lists;

namespace MobilePay.Reconciliation.Tests.Features.Lists;

/// <summary>The same columns as CSV and as XLSX.</summary>
public sealed class SheetTests
{
    private sealed record Row(string? Name, string OrderNo, long Fen, int Count);

    private static readonly Sheet<Row> Sheet = new Sheet<Row>("rows")
        .Text("名称", "Name", r => r.Name).Text("订单号", "Order no.", r => r.OrderNo)
        .Fen("金额", "Amount", r => r.Fen).Count("笔数", "Count", r => r.Count);

    [Fact]
    public async Task Csv_is_utf8_with_its_mark_and_quotes_by_the_book()
    {
        var bytes = await Csv([new("a,\"b\"\r\nc", "P1", -1205, 3)]);

        bytes[..3].ShouldBe([0xEF, 0xBB, 0xBF]);
        Encoding.UTF8.GetString(bytes[3..]).ShouldBe("名称,订单号,金额,笔数\r\n\"a,\"\"b\"\"\r\nc\",P1,-12.05,3\r\n");
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+861", "'+861")]
    [InlineData("-1", "'-1")]
    [InlineData("@sum", "'@sum")]
    [InlineData("\tx", "\"'\tx\"")]
    [InlineData("420000123456", "\"\t420000123456\"")]
    [InlineData("12345678901", "12345678901")]
    [InlineData("a=1", "a=1")]
    [InlineData("", "")]
    public async Task No_text_is_a_formula_and_no_number_that_names_something_is_rounded(string text, string cell)
    {
        var lines = Encoding.UTF8.GetString(await Csv([new(text, "P1", 0, 0)])).Split("\r\n");

        lines[1].ShouldBe(cell + ",P1,0.00,0");
    }

    [Fact]
    public async Task Amounts_below_a_yuan_and_the_greatest_are_written_to_the_fen()
    {
        var lines = Encoding.UTF8.GetString(await Csv([new(null, "", -5, 0), new(null, "", long.MaxValue, 0)])).Split("\r\n");

        lines[1].ShouldBe(",,-0.05,0");
        lines[2].ShouldBe(",,92233720368547758.07,0");
    }

    [Fact]
    public async Task A_workbook_has_texts_as_texts_and_amounts_as_numbers()
    {
        using var file = new MemoryStream();

        var written = Some([new("=1+1\u0001", "0420000123456789012345", -1205, 3)]);
        await XlsxFile.Write(Sheet, written, isEnglish: true, file, default);

        file.Position = 0;
        var rows = file.Query().Select(row => ((IDictionary<string, object?>)row).Values.ToArray()).ToArray();
        rows[0].ShouldBe(["Name", "Order no.", "Amount", "Count"]);
        rows[1].ShouldBe(["=1+1\uFFFD", "0420000123456789012345", -12.05, 3d]);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    public async Task A_list_of_nothing_has_its_head(string format)
    {
        var file = await SheetFile.Of(Sheet, Some([]), format, null, default);
        using var stream = file.Value!.FileStream;

        var head = ((IDictionary<string, object?>)stream.Query(excelType: format == "csv" ? ExcelType.CSV : ExcelType.XLSX)
            .Single()).Values;

        head.ShouldBe(["名称", "订单号", "金额", "笔数"]);
        file.Value.FileDownloadName.ShouldBe("rows." + format);
    }

    [Fact]
    public async Task Another_kind_of_file_is_refused() =>
        (await SheetFile.Of(Sheet, Some([]), "pdf", null, default)).Error!.Code.ShouldBe("export.format");

    private static async Task<byte[]> Csv(Row[] rows)
    {
        using var file = new MemoryStream();
        await CsvFile.Write(Sheet, Some(rows), isEnglish: false, file, default);
        return file.ToArray();
    }

    private static async IAsyncEnumerable<Row> Some(Row[] rows)
    {
        foreach (var row in rows)
        {
            await Task.Yield();
            yield return row;
        }
    }
}
