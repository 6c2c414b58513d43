using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MobilePay.Reconciliation.Tests.Support;

namespace MobilePay.Reconciliation.Tests.Features;

/// <summary>The bank's statement as its counter prints it, in by HTTP, and the batches it settles, out.</summary>
[Collection(nameof(Books))]
public sealed class AccountStatementTests(Books books)
{
    private const string Account = "6222020200012345678";
    private static readonly DateOnly Day = new(2026, 11, 20);
    private readonly string hospital = "account-" + Guid.NewGuid().ToString("N");

    [Fact]
    public async Task A_statement_settles_the_batch_it_names_and_the_list_shows_both()
    {
        await Took(Day, 10_000);
        await using var service = books.Service();
        using var http = service.CreateClient();

        using var kept = await Post(http, File("1,财付通支付科技有限公司,,99.62,1099.62,WECHAT 20261120 结算批次 190000010920261120",
            "2,张三,50.00,,1049.62,退还张三住院押金"));

        var statement = await kept.Content.ReadFromJsonAsync<JsonElement>();
        kept.StatusCode.ShouldBe(HttpStatusCode.OK, statement.ToString());
        statement.GetProperty("paymentsFen").GetInt64().ShouldBe(9_962);
        statement.GetProperty("refundsFen").GetInt64().ShouldBe(5_000);
        var funds = await http.GetFromJsonAsync<JsonElement>($"/funds?hospitalId={hospital}&from=2026-11-01&to=2026-11-30");
        var row = funds.GetProperty("rows")[0];
        row.GetProperty("batchNo").GetString().ShouldBe("190000010920261120");
        row.GetProperty("status").GetString().ShouldBe("received");
        row.GetProperty("expectedOn").GetString().ShouldBe("2026-11-23");
        row.GetProperty("credits")[0].GetProperty("amountFen").GetInt64().ShouldBe(9_962);
        funds.GetProperty("total").ToString().ShouldBe("""{"count":1,"netFen":9962,"receivedFen":9962,"feesFen":38}""");
        (await http.GetStringAsync($"/funds?hospitalId={hospital}&from=2026-11-01&to=2026-11-30&format=csv"))
            .ShouldContain("\"\t190000010920261120\",微信,1900000109,2026-11-20,100.00,0.00,0.38,99.62,2026-11-23,已到账,99.62,");
        (await Remarks()).ShouldNotContain(remark => remark.Contains("张三"));
    }

    [Fact]
    public async Task A_statement_whose_balance_does_not_follow_is_refused_whole()
    {
        await Took(Day, 10_000);
        await using var service = books.Service();
        using var http = service.CreateClient();

        using var refused = await Post(http, File("1,财付通支付科技有限公司,,99.62,1099.62,结算批次 190000010920261120",
            "2,某某公司,,1.00,1200.00,货款"));

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("statement.balance-breaks");
        (await Remarks()).ShouldBeEmpty();
        (await Settled()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_later_file_reopens_what_was_its_own_and_nothing_else()
    {
        await Took(Day, 10_000);
        await Took(Day.AddDays(1), 20_000);
        await using var service = books.Service().WithWebHostBuilder(web => web.ConfigureTestServices(
            services => services.AddSingleton<TimeProvider>(books.Clock)));
        using var http = service.CreateClient();
        const string Both = "1,财付通,,99.62,1099.62,结算批次 190000010920261120";
        using var first = await Post(http, File(Both, "2,财付通,,199.62,1299.24,结算批次 190000010920261121"));
        (await Statuses(http)).ShouldBe(["received", "received"]);

        using var second = await Post(http, File(Both));

        (await second.Content.ReadAsStringAsync()).ShouldContain("current");
        (await Statuses(http)).ShouldBe(["expected", "received"]);
        (await Settled()).Count.ShouldBe(2, "what was written down for the journal stays");
    }

    [Fact]
    public async Task Another_banks_way_of_writing_is_configuration()
    {
        await Took(Day, 10_000);
        await using var service = books.Service().WithWebHostBuilder(web => web
            .UseSetting("Reconciliation:AccountMaps:0:AccountNo", Account)
            .UseSetting("Reconciliation:AccountMaps:0:Columns:Encoding", "Gbk")
            .UseSetting("Reconciliation:AccountMaps:0:Columns:Delimiter", "|")
            .UseSetting("Reconciliation:AccountMaps:0:Columns:Date", "日期")
            .UseSetting("Reconciliation:AccountMaps:0:Columns:Serial", "流水")
            .UseSetting("Reconciliation:AccountMaps:0:Columns:Amount", "金额")
            .UseSetting("Reconciliation:AccountMaps:0:Columns:Counterparty", "户名"));
        using var http = service.CreateClient();
        var file = MobilePay.Reconciliation.Clients.Gbk.Encoding.GetBytes(
            "日期|流水|金额|户名\r\n2026-11-23|77|99.62|财付通支付科技有限公司\r\n");

        using var kept = await Post(http, file);

        kept.StatusCode.ShouldBe(HttpStatusCode.OK, await kept.Content.ReadAsStringAsync());
        (await Settled()).ShouldBe(["190000010920261120"], "by its amount, for this bank names no batch");
    }

    [Fact]
    public async Task A_map_that_can_not_be_right_stops_the_start()
    {
        await using var service = books.Service().WithWebHostBuilder(web => web
            .UseSetting("Reconciliation:AccountMaps:0:Columns:Date", "日期")
            .UseSetting("Reconciliation:AccountMaps:0:Columns:Serial", "流水"));

        var stopped = Should.Throw<Exception>(() => service.CreateClient());

        stopped.ToString().ShouldContain("Name either Credit and Debit, or Amount");
    }

    private async Task Took(DateOnly day, long fen)
    {
        await using var db = books.Open();
        await books.PutMerchantDay(db, hospital, ("wechat", "1900000109", day), fen, 0, 38);
    }

    private Task<HttpResponseMessage> Post(HttpClient http, byte[] file) => http.PostAsync(
        $"/statements/{hospital}/account/{Account}/2026-11-23?fileName=account.csv", new ByteArrayContent(file));

    // What is written: serial, payer, debit, credit, balance, remark.
    private static byte[] File(params string[] bookings) => Encoding.UTF8.GetBytes(
        "交易日期,交易流水号,摘要,对方户名,借方金额,贷方金额,余额,备注\r\n" + string.Concat(bookings.Select(b =>
        {
            var cells = b.Split(',', 3);
            return $"2026-11-23,{cells[0]},转账,{cells[1]},{cells[2]}\r\n";
        })));

    private async Task<List<string?>> Statuses(HttpClient http)
    {
        var funds = await http.GetFromJsonAsync<JsonElement>($"/funds?hospitalId={hospital}&from=2026-11-01&to=2026-11-30");
        return [.. funds.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("status").GetString())];
    }

    private async Task<List<string>> Settled()
    {
        await using var db = books.Open();
        return await db.SettledBatches.Where(b => b.HospitalId == hospital).Select(b => b.BatchNo).ToListAsync();
    }

    private async Task<List<string>> Remarks()
    {
        await using var db = books.Open();
        return await db.Database.SqlQuery<string>(
            $"select remark as \"Value\" from bank_lines where hospital_id = {hospital}").ToListAsync();
    }
}
