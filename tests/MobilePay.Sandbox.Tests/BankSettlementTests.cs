using System.IO.Compression;
using System.Net;
using System.Text;
using MobilePay.Sandbox.Tests.Support;

namespace MobilePay.Sandbox.Tests;

public sealed class BankSettlementTests(OutsideWorld world) : IClassFixture<OutsideWorld>
{
    /// <summary>The widths of the document, field by field; one blank stands between two.</summary>
    private static readonly int[] Widths =
    [
        3, 11, 11, 6, 10, 19, 12, 4, 2, 21, 2, 32, 2, 6, 10, 13, 13, 4, 15, 2, 2, 6, 2, 4, 32, 1, 21, 15, 1, 15, 32, 13, 13, 8,
        32, 13, 13, 12, 2, 1, 32, 98,
    ];

    private readonly Takings takings = new(world);

    private async Task<BankReply> Ask(string settleDate, Action<Dictionary<string, string>>? change = null)
    {
        var merchant = world.BankMerchant;
        merchant.SpoilAfterSigning = change;
        var fields = merchant.Message("76/01", merchant.Number("F"), ("settleDate", settleDate), ("fileType", "00"));
        fields["bizType"] = "000000";
        fields.Remove("orderId");
        fields.Remove("channelType");
        return await Send(merchant, merchant.Signed(fields));
    }

    /// <summary>The host for files has no path.</summary>
    private static Task<BankReply> Send(BankMerchant merchant, Dictionary<string, string> signed) =>
        merchant.Send(signed, "../../");

    private static Dictionary<string, byte[]> Unpacked(string fileContent)
    {
        using var zip = new MemoryStream();
        using (var zlib = new ZLibStream(new MemoryStream(Convert.FromBase64String(fileContent)), CompressionMode.Decompress))
            zlib.CopyTo(zip);
        return Entries(zip.ToArray());
    }

    private static Dictionary<string, byte[]> Entries(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip));
        return archive.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var content = new MemoryStream();
            using var stream = entry.Open();
            stream.CopyTo(content);
            return content.ToArray();
        });
    }

    /// <summary>Cut as bytes and only then read: a Chinese character is two of them.</summary>
    private static string[] Cut(byte[] line)
    {
        line.Length.ShouldBe(607);
        var (fields, from) = (new List<string>(), 0);
        foreach (var width in Widths)
        {
            fields.Add(Encoding.GetEncoding(936).GetString(line[from..(from + width)]).Trim());
            if (from + width < line.Length)
                line[from + width].ShouldBe((byte)' ');
            from += width + 1;
        }

        from.ShouldBe(608);
        return [.. fields.Prepend("")];
    }

    private static List<string[]> Records(byte[] zm)
    {
        (zm.Length % 609).ShouldBe(0);
        return [.. Enumerable.Range(0, zm.Length / 609).Select(i =>
        {
            zm[(609 * i + 607)..(609 * (i + 1))].ShouldBe("\r\n"u8.ToArray());
            return Cut(zm[(609 * i)..(609 * i + 607)]);
        })];
    }

    [Fact]
    public async Task A_record_has_607_bytes_and_a_refund_names_its_payment()
    {
        var date = await world.FreshDay();
        var (payment, queryId) = await takings.Bank();
        var refund = await takings.BankRefund(queryId, 1850);
        await world.MoveTo(date.AddDays(1), "09:00:00");

        var answer = await Ask($"{date:MMdd}");

        (answer.Code, answer.IsGenuine, answer["settleDate"]).ShouldBe(("00", true, $"{date:MMdd}"));
        answer["fileName"].ShouldBe($"{world.BankMerchant.MerId}_{date:yyyyMMdd}.zip");
        var files = Unpacked(answer["fileContent"]!);
        var stem = $"INN{date:yyMMdd}88";
        files.Keys.ShouldBe([$"{stem}ZM_{world.BankMerchant.MerId}", $"{stem}ZME_{world.BankMerchant.MerId}"]);
        files.Last().Value.ShouldBeEmpty();
        var records = Records(files.First().Value);
        records.Count.ShouldBe(2);
        var (paid, back) = (records[0], records[1]);
        (paid[1], paid[7], paid[10], paid[12], paid[16], paid[17], paid[20], paid[21], paid[22], paid[27], paid[28], paid[33])
            .ShouldBe(("S22", "000000005340", queryId, payment.OrderId, "D000000000020", "C000000005320", "01", "01", "000902",
            "", world.BankMerchant.MerId, "C000000005320"));
        (back[7], back[12], back[14], back[16], back[17], back[20], back[27], back[41]).ShouldBe((
            "000000001850", refund.OrderId, paid[4], "C000000000007", "D000000001843", "04", queryId, payment.OrderId));
        (paid[4], paid[5]).ShouldBe((queryId[14..20], (await world.BankMerchant.Query(payment))["traceTime"]));
        paid[31].ShouldBe("示例人民医院");
        back[15].ShouldBe(paid[5]);
        (await takings.Account(date.AddDays(1))).Single()[5].ShouldBe("34.77");
    }

    [Fact]
    public async Task A_payment_after_eleven_is_in_the_file_of_the_next_settlement_day()
    {
        var date = await world.FreshDay();
        await world.MoveTo(date, "23:00:00");
        var (late, _) = await takings.Bank();
        await world.MoveTo(date.AddDays(2), "09:00:00");

        var today = Unpacked((await Ask($"{date:MMdd}"))["fileContent"]!);
        var tomorrow = Unpacked((await Ask($"{date.AddDays(1):MMdd}"))["fileContent"]!);

        today.Values.ShouldAllBe(file => file.Length == 0);
        Records(tomorrow.First().Value).Single()[12].ShouldBe(late.OrderId);
    }

    [Theory]
    [InlineData(0, "22:00:00", "98")]
    [InlineData(1, "08:59:59", "98")]
    [InlineData(-1, "12:00:00", "98")]
    [InlineData(1, "09:00:00", "00")]
    public async Task Before_its_time_there_is_no_file(int daysLater, string time, string code)
    {
        var date = await world.FreshDay();
        await world.MoveTo(date.AddDays(daysLater), time);

        (await Ask($"{date:MMdd}")).Code.ShouldBe(code);
    }

    [Fact]
    public async Task A_wrong_signature_another_merchant_or_an_odd_date_is_refused()
    {
        (await Ask("1120", fields => fields["signature"] = fields["signature"][..^4] + "AAA=")).Code.ShouldBe("11");
        (await Ask("1120", fields => fields["merId"] = "777000000000000")).Code.ShouldBe("11");
        (await Ask("1301")).Code.ShouldBe("10");
        (await Ask("20261120")).Code.ShouldBe("10");
        var merchant = world.BankMerchant;
        var whole = merchant.Message("76/01", merchant.Number("F"), ("settleDate", "1120"), ("fileType", "00"));
        whole["bizType"] = "000000";
        (await Send(merchant, merchant.Signed(whole))).Code.ShouldBe("00", "with a channel and an order as well");
        var elsewhere = merchant.Message("76/01", merchant.Number("F"), ("settleDate", "1120"), ("fileType", "00"));
        elsewhere["bizType"] = "000000";
        (await merchant.Send(merchant.Signed(elsewhere))).Code.ShouldBe("10");
    }

    [Fact]
    public async Task The_same_zip_is_dropped_into_the_folder_of_its_day()
    {
        var date = await world.FreshDay();
        await takings.Bank();
        await world.MoveTo(date.AddDays(1), "09:00:00");

        var dropped = await world.Post("/control/bank/drop-statement", new { settleDate = $"{date:MMdd}" });

        dropped.Status.ShouldBe(HttpStatusCode.OK, dropped.Body);
        var file = Path.Combine(world.Folder, "sftp", $"{date:yyyyMMdd}", $"{world.BankMerchant.MerId}_{date:yyyyMMdd}.zip");
        ((string?)dropped.Json["file"]).ShouldBe(Path.GetFullPath(file));
        var called = Unpacked((await Ask($"{date:MMdd}"))["fileContent"]!);
        var entries = Entries(await File.ReadAllBytesAsync(file));
        entries.Keys.ShouldBe(called.Keys);
        entries.First().Value.ShouldBe(called.First().Value);
        entries.First().Value.Length.ShouldBe(609);
        (await world.Post("/control/bank/drop-statement", new { settleDate = "1345" })).Status
            .ShouldBe(HttpStatusCode.BadRequest);
    }
}
