using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using MobilePay.Sandbox.Tests.Support;

namespace MobilePay.Sandbox.Tests;

public sealed class AlipayBillTests(OutsideWorld world) : IClassFixture<OutsideWorld>
{
    private const string Method = "alipay.data.dataservice.bill.downloadurl.query";

    private const string Heading = "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,"
        + "商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,"
        + "退款批次号/请求号,服务费（元）,分润（元）,备注";

    private readonly Takings takings = new(world);

    private Task<AlipayReply> Ask(string date, string type = "trade") => world.AlipayMerchant.Call(
        Method, new JsonObject { ["bill_type"] = type, ["bill_date"] = date });

    private Task<AlipayReply> Ask(DateOnly date, string type = "trade") => Ask($"{date:yyyy-MM-dd}", type);

    /// <summary>The files by their names, and the zip as it came.</summary>
    private async Task<(Dictionary<string, string[]> Files, byte[] Zip)> Fetch(AlipayReply offer)
    {
        offer.Code.ShouldBe("10000", offer.Raw);
        offer.IsGenuine.ShouldBeTrue();
        var bytes = await world.Http.GetByteArrayAsync(offer.Text("bill_download_url"));
        using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read, false, Encoding.GetEncoding(936));
        var files = new Dictionary<string, string[]>();
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(entry.Open(), Encoding.GetEncoding(936));
            files[entry.FullName] = (await reader.ReadToEndAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        }

        return (files, bytes);
    }

    [Fact]
    public async Task The_trade_bill_is_a_zip_in_gbk_with_the_days_rows_and_totals()
    {
        var date = await world.FreshDay();
        var number = await takings.Alipay();
        var request = await takings.AlipayRefund(number, 1850);
        await takings.Alipay(100_00);
        await world.MoveTo(date.AddDays(1), "09:00:00");

        var offer = await Ask(date);
        var (files, zip) = await Fetch(offer);

        offer.Node.ContainsKey("bill_file_code").ShouldBeFalse();
        var stem = $"{world.AlipayMerchant.SellerId}0156_{date:yyyyMMdd}_业务明细";
        files.Keys.ShouldBe([stem + ".csv", stem + "(汇总).csv"]);
        // Bit 11 would say that the name is in UTF-8.
        (BitConverter.ToUInt16(zip, 6) & 0x0800).ShouldBe(0);
        Encoding.GetEncoding(936).GetString(zip[30..(30 + BitConverter.ToUInt16(zip, 26))]).ShouldBe(stem + ".csv");
        var lines = files[stem + ".csv"];
        lines[..5].ShouldBe(
        [
            "#支付宝业务明细查询", $"#账号：[{world.AlipayMerchant.SellerId}0156]",
            $"#起始日期：[{date:yyyy年MM月dd日} 00:00:00]   终止日期：[{date.AddDays(1):yyyy年MM月dd日} 00:00:00]",
            "#-----------------------------------------业务明细列表----------------------------------------", Heading,
        ]);
        lines[8..].ShouldBe(
        [
            "#-----------------------------------------业务明细列表结束------------------------------------",
            "#交易合计：2笔，商家实收共153.40元，商家优惠共0.00元", "#退款合计：1笔，商家实收退款共-18.50元，商家优惠退款共0.00元",
            $"#导出时间：[{date.AddDays(1):yyyy年MM月dd日} 09:00:00]",
        ]);
        var payment = lines[5].Split(',');
        var refund = lines[6].Split(',');
        (payment.Length, refund.Length).ShouldBe((25, 25));
        (payment[1], payment[2], payment[5], payment[11], payment[12], payment[21], payment[22])
            .ShouldBe((number + "\t", "交易\t", $"{date:yyyy-MM-dd} 10:00:00", "53.40", "53.40", "\t", "-0.20"));
        (refund[0], refund[1], refund[2], refund[4], refund[11], refund[21], refund[22])
            .ShouldBe((payment[0], number + "\t", "退款\t", payment[4], "-18.50", request + "\t", "0.07"));
        var summary = files[stem + "(汇总).csv"][5].Split(',');
        (summary[2], summary[3], summary[4], summary[9], summary[11]).ShouldBe(("2", "1", "134.90", "-0.51", "134.39"));
        (await takings.Account(date.AddDays(1))).Single()[5].ShouldBe("134.39");
    }

    [Fact]
    public async Task The_account_bill_lists_fees_and_the_payout_apart()
    {
        var date = await world.FreshDay();
        await takings.AlipayRefund(await takings.Alipay(), 1850);
        await world.MoveTo(date.AddDays(1), "09:00:00");

        var (files, _) = await Fetch(await Ask(date, "signcustomer"));

        var rows = files.Single(file => file.Key.EndsWith("_账务明细.csv", StringComparison.Ordinal)).Value
            .Where(line => !line.StartsWith('#')).Skip(1).Select(line => line.Split(',')).ToList();
        rows.ShouldAllBe(row => row.Length == 12);
        rows.Select(row => (row[10].Trim(), row[6], row[7], row[8])).ShouldBe(
        [
            ("在线支付", "53.40", "0.00", "53.40"), ("收费", "0.00", "-0.20", "53.20"), ("退款（交易退款）", "0.00", "-18.50", "34.70"),
            ("收费", "0.07", "0.00", "34.77"), ("提现", "0.00", "-34.77", "0.00"),
        ]);
    }

    [Fact]
    public async Task An_empty_day_has_a_file_with_no_row()
    {
        var date = await world.FreshDay();
        await world.MoveTo(date.AddDays(1), "09:00:00");

        var offer = await Ask(date);

        offer.Text("bill_file_code").ShouldBe("EMPTY_DATA_WITH_BILL_FILE");
        (await Fetch(offer)).Files.First().Value.Count(line => !line.StartsWith('#')).ShouldBe(1);
    }

    [Theory]
    [InlineData(0, "23:59:59", "isv.invalid-parameter")]
    [InlineData(-1, "12:00:00", "isv.invalid-parameter")]
    [InlineData(1, "08:59:59", "isp.bill_not_exist")]
    [InlineData(2193, "12:00:00", "isv.invalid-parameter")]
    public async Task A_day_that_is_not_to_be_had_is_refused(int daysLater, string time, string subCode)
    {
        var date = await world.FreshDay();
        await world.MoveTo(date.AddDays(daysLater), time);

        (await Ask(date)).SubCode.ShouldBe(subCode);
    }

    [Theory]
    [InlineData("2026-11", "trade")]
    [InlineData("20261120", "trade")]
    [InlineData("2026-11-20", "merchant_act")]
    public async Task What_is_not_played_is_refused(string date, string type) =>
        (await Ask(date, type)).SubCode.ShouldBe("isv.invalid-parameter");

    [Fact]
    public async Task A_wrong_signature_gets_no_address_and_an_address_is_good_for_half_a_minute()
    {
        var date = await world.FreshDay();
        await world.MoveTo(date.AddDays(1), "09:00:00");
        var merchant = world.AlipayMerchant;
        merchant.SpoilAfterSigning = parameters => parameters["biz_content"] += " ";
        (await merchant.Call(Method, new JsonObject { ["bill_type"] = "trade", ["bill_date"] = $"{date:yyyy-MM-dd}" }))
            .SubCode.ShouldBe("isv.invalid-signature");
        var url = (await Ask(date)).Text("bill_download_url")!;
        async Task<HttpStatusCode> Fetched(string address)
        {
            using var answer = await world.Http.GetAsync(address);
            return answer.StatusCode;
        }

        (await Fetched(url + "0")).ShouldBe(HttpStatusCode.Forbidden);
        world.Clock.Move(TimeSpan.FromSeconds(29));
        (await Fetched(url)).ShouldBe(HttpStatusCode.OK);
        world.Clock.Move(TimeSpan.FromSeconds(1));
        (await Fetched(url)).ShouldBe(HttpStatusCode.Forbidden);
    }
}
