using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using MobilePay.Sandbox.Books;
using MobilePay.Sandbox.Credentials;
using MobilePay.Sandbox.Listeners;
using MobilePay.Sandbox.Statements;

namespace MobilePay.Sandbox.WeChat;

/// <summary>Makes the bills of a day and hands them out (section 8).</summary>
internal sealed class WeChatBills(
    WeChatFunds funds, SandboxDay day, PlantedBoard planted, BillCounter counter, OutsideWorldKeys keys)
{
    private const string DateForm = "yyyy-MM-dd";
    private const int MonthsBack = 3;

    public WireAnswer Trades(HttpRequest request)
    {
        var (asked, refusal) = Read(request, "bill_type", [WeChatTradeBill.All, WeChatTradeBill.Success, WeChatTradeBill.Refund]);
        if (refusal is not null)
            return refusal;
        var rows = RowsOf(asked.Date).Where(row => WeChatTradeBill.IsListed(row, asked.Kind)).ToList();
        return Offer(asked, rows.Count, (mchId, wrongTotal) =>
            WeChatTradeBill.Write(rows, asked.Kind, keys.Published.Wechat.AppId, mchId, wrongTotal));
    }

    public WireAnswer Funds(HttpRequest request)
    {
        var (asked, refusal) = Read(request, "account_type", ["BASIC", "OPERATION", "FEES"]);
        if (refusal is not null)
            return refusal;
        // All money of this merchant is on the basic account.
        var rows = asked.Kind == "BASIC" ? RowsOf(asked.Date).Where(row => row.HasMoved).ToList() : [];
        return Offer(asked, rows.Count, (_, wrongTotal) => WeChatFundFlow.Write(
            rows, Batches.CarriedInto(funds, asked.Date), asked.Date, Batches.NumberOf(funds, asked.Date), wrongTotal));
    }

    public WireAnswer Download(HttpRequest request)
    {
        foreach (var (name, value) in request.Query)
        {
            if (name is not ("token" or "tartype") || value.Count != 1)
                return WeChatErrors.Query(name, value, "token, and tartype=gzip where the bill was asked for so");
        }

        return counter.Find(request.Query["token"], funds.Merchant) is { } file
            && (file.Name == GzipName) == (request.Query["tartype"] == "gzip")
            ? new WireAnswer(200) { File = file.Content, FileType = "application/octet-stream" } : WeChatErrors.AddressStale();
    }

    private const string GzipName = "gzip";

    private sealed record Asked(DateOnly Date, string Kind, bool IsGzip);

    private IReadOnlyList<ChannelRow> RowsOf(DateOnly date) =>
        planted.Apply(WeChatFunds.Name, date, funds.Rows().Where(row => row.Day == date));

    private (Asked Asked, WireAnswer? Refusal) Read(HttpRequest request, string kindName, string[] kinds)
    {
        foreach (var (name, value) in request.Query)
        {
            if (name != "bill_date" && name != kindName && name != "tar_type" || value.Count != 1)
                return (null!, WeChatErrors.Query(name, value, "unknown or given twice"));
        }

        var kind = request.Query[kindName].Count == 0 ? kinds[0] : request.Query[kindName].ToString();
        if (!kinds.Contains(kind))
            return (null!, WeChatErrors.Query(kindName, kind, string.Join(", ", kinds)));
        if (request.Query["tar_type"].Count > 0 && request.Query["tar_type"] != "GZIP")
            return (null!, WeChatErrors.Query("tar_type", request.Query["tar_type"], "GZIP or nothing"));
        var given = request.Query["bill_date"].ToString();
        if (!DateOnly.TryParseExact(given, DateForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return (null!, WeChatErrors.Query("bill_date", given, DateForm));
        return (new Asked(date, kind, request.Query["tar_type"].Count > 0), RefuseDate(date));
    }

    private WireAnswer? RefuseDate(DateOnly date)
    {
        var today = DateOnly.FromDateTime(day.Now.DateTime);
        if (date >= today)
            return WeChatErrors.BillDate("账单日期不能是当天或将来");
        if (date < today.AddMonths(-MonthsBack))
            return WeChatErrors.BillDate("账单日期超出三个月");
        return date == today.AddDays(-1) && day.Now.TimeOfDay < counter.ReadyAt ? WeChatErrors.StatementCreating() : null;
    }

    private WireAnswer Offer(Asked asked, int rows, Func<string, bool, string> write)
    {
        if (rows == 0)
            return WeChatErrors.NoStatement();
        var flaws = planted.Flaws(WeChatFunds.Name, asked.Date);
        var mchId = flaws.Contains(PlantedKinds.OtherMerchant) ? "1900000109" : funds.Merchant;
        var text = write(mchId, flaws.Contains(PlantedKinds.WrongTotal));
        byte[] file = flaws.Contains(PlantedKinds.MisEncoded)
            ? Files.Gbk.GetBytes(text) : [0xEF, 0xBB, 0xBF, .. Files.Utf8.GetBytes(text)];
        var content = !asked.IsGzip ? file : flaws.Contains(PlantedKinds.ZipBomb) ? Files.GzipBomb() : Files.Gzip(file);
        var token = counter.Offer(funds.Merchant, Files.Cut(content, flaws), asked.IsGzip ? GzipName : "");
        return new WireAnswer(200, new JsonObject
        {
            ["hash_type"] = "SHA1",
            ["hash_value"] = Hash(file),
            ["download_url"] = $"{keys.Published.Wechat.BaseUrl}/v3/billdownload/file?token={token}"
                + (asked.IsGzip ? "&tartype=gzip" : ""),
        }.ToJsonString(WireJson.Strict));
    }

    // The protocol names SHA-1; it finds a broken transfer and protects nothing.
#pragma warning disable CA5350
    private static string Hash(byte[] file) => Convert.ToHexStringLower(SHA1.HashData(file));
#pragma warning restore CA5350
}

/// <summary>The counter of WeChat's bills: when it opens, and how long what it hands out can be fetched.</summary>
internal sealed class BillCounter(DownloadAddresses addresses, IOptions<SandboxOptions> options)
{
    public TimeSpan ReadyAt => options.Value.Statements.WeChatReadyAt;

    public string Offer(string owner, byte[] content, string name) =>
        addresses.Offer(owner, content, name, options.Value.Statements.WeChatAddressFor);

    public Download? Find(string? token, string owner) => addresses.Find(token, owner);
}
