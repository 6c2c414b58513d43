using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using MobilePay.Sandbox.Books;
using MobilePay.Sandbox.Listeners;
using MobilePay.Sandbox.Statements;

namespace MobilePay.Sandbox.Alipay;

/// <summary>The bill query, and the unsigned download that must follow within half a minute (section 10).</summary>
internal sealed partial class AlipayBills(
    AlipayFunds funds, SandboxDay day, PlantedBoard planted, DownloadAddresses addresses, IOptions<SandboxOptions> options)
{
    public const string Path = "/downloadBillFile.resource";
    private const int YearsBack = 6;

    public WireAnswer Offer(string billType, string billDate)
    {
        if (billType is not ("trade" or "signcustomer"))
            return AlipayErrors.Of("isv.invalid-parameter", "bill_type 是 trade 或 signcustomer");
        if (MonthForm.IsMatch(billDate))
            return AlipayErrors.Of("isv.invalid-parameter", "本模拟环境只出日账单，bill_date 是 yyyy-MM-dd");
        if (!DateOnly.TryParseExact(billDate, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return AlipayErrors.Of("isv.invalid-parameter", "bill_date 格式不合法");
        var today = DateOnly.FromDateTime(day.Now.DateTime);
        if (date >= today || date < today.AddYears(-YearsBack))
            return AlipayErrors.Of("isv.invalid-parameter", "bill_date 不能是当日或将来，最早到六年前");
        if (date == today.AddDays(-1) && day.Now.TimeOfDay < options.Value.Statements.AlipayReadyAt)
            return AlipayErrors.NoBill();

        var rows = planted.Apply(AlipayFunds.Name, date, funds.Rows().Where(row => row.Day == date));
        var token = addresses.Offer(
            funds.Merchant, Packed(billType, date, rows), $"{funds.Merchant}0156_{Files.Day(date)}.csv.zip",
            options.Value.Statements.AlipayAddressFor);
        var node = AlipayWire.Success();
        node["bill_download_url"] = new Uri(new Uri(funds.Gateway), $"{Path}?token={token}").ToString();
        if (rows.Count == 0)
            node["bill_file_code"] = "EMPTY_DATA_WITH_BILL_FILE";
        return AlipayWire.Answer(node);
    }

    /// <summary>A plain call: whoever has the address has the file.</summary>
    public IResult Fetch(string? token) => addresses.Find(token, funds.Merchant) is { } file
        ? Results.File(file.Content, "application/zip", file.Name)
        : Results.Text("<html><body>下载链接已失效</body></html>", "text/html; charset=utf-8",
            statusCode: StatusCodes.Status403Forbidden);

    private byte[] Packed(string billType, DateOnly date, IReadOnlyList<ChannelRow> rows)
    {
        var flaws = planted.Flaws(AlipayFunds.Name, date);
        var account = flaws.Contains(PlantedKinds.OtherMerchant) ? "2088000000000000" : funds.Merchant;
        var page = new AlipayBillFile.Page(account, date, day.Now, flaws.Contains(PlantedKinds.WrongTotal));
        var carriedFen = Batches.CarriedInto(funds, date);
        var (name, details, summary) = billType == "trade"
            ? ("业务明细", AlipayBillFile.Trades(rows, page), AlipayBillFile.TradeSummary(rows, page))
            : ("账务明细", AlipayBillFile.Account(rows, carriedFen, page), AlipayBillFile.AccountSummary(rows, carriedFen, page));
        var charset = flaws.Contains(PlantedKinds.MisEncoded) ? Files.Utf8 : Files.Gbk;
        var stem = $"{account}0156_{Files.Day(date)}_{name}";
        return Files.Zip(
            [(stem + ".csv", charset.GetBytes(details)), (stem + "(汇总).csv", charset.GetBytes(summary))], flaws, day.Now);
    }

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}$")]
    private static partial Regex MonthForm { get; }
}
