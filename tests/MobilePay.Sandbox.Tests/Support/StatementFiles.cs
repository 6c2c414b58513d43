using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace MobilePay.Sandbox.Tests.Support;

/// <summary>Statements as their readers get them, with what was planted in them.</summary>
internal sealed class StatementFiles(OutsideWorld world)
{
    public static readonly Encoding Gbk = CodePagesEncodingProvider.Instance.GetEncoding(936)!;

    public static object Row(string party, DateOnly date, string kind, string? orderNo = null, long? amountFen = null,
        string? refundNo = null) => new { party, date = $"{date:yyyy-MM-dd}", kind, orderNo, amountFen, refundNo };

    public async Task<(byte[] File, string Hash)> WeChat(DateOnly date, string more = "")
    {
        var offer = await world.Merchant.Send(HttpMethod.Get, $"/v3/bill/tradebill?bill_date={date:yyyy-MM-dd}{more}");
        offer.Status.ShouldBe(HttpStatusCode.OK, offer.Body);
        return ((await world.Merchant.Download((string)offer.Json["download_url"]!)).Bytes, (string)offer.Json["hash_value"]!);
    }

#pragma warning disable CA5350 // The protocol names SHA-1.
    public static string Hash(byte[] file) => Convert.ToHexStringLower(SHA1.HashData(file));
#pragma warning restore CA5350

    public static string[][] Rows(byte[] file) => [.. Encoding.UTF8.GetString(file[3..])
        .Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Where(line => line.StartsWith('`'))
        .Select(line => line[1..].Split(",`"))];

    public async Task<byte[]> Alipay(DateOnly date)
    {
        var offer = await world.AlipayMerchant.Call("alipay.data.dataservice.bill.downloadurl.query",
            new JsonObject { ["bill_type"] = "trade", ["bill_date"] = $"{date:yyyy-MM-dd}" });
        return await world.Http.GetByteArrayAsync(offer.Text("bill_download_url"));
    }

    public static List<(string Name, byte[] Content)> Entries(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip), ZipArchiveMode.Read, false, Gbk);
        return [.. archive.Entries.Select(entry =>
        {
            using var content = new MemoryStream();
            using var stream = entry.Open();
            stream.CopyTo(content);
            return (entry.FullName, content.ToArray());
        })];
    }

    public static string[][] AlipayRows(byte[] zip) => [.. Gbk.GetString(Entries(zip)[0].Content)
        .Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('#')).Skip(1)
        .Select(line => line.Split(','))];

    /// <summary>The dropped file, which needs no call and no clock.</summary>
    public async Task<List<(string Name, byte[] Content)>> Bank(DateOnly date) => Entries(await BankZip(date));

    public async Task<byte[]> BankZip(DateOnly date)
    {
        var dropped = await world.Post("/control/bank/drop-statement", new { settleDate = $"{date:MMdd}" });
        dropped.Status.ShouldBe(HttpStatusCode.OK, dropped.Body);
        return await File.ReadAllBytesAsync((string)dropped.Json["file"]!);
    }

    public async Task<JsonObject> His(DateOnly date, string more = "") =>
        (await world.His.Send(HttpMethod.Get, $"/his/v1/handovers/{date:yyyy-MM-dd}{more}")).Json;
}
