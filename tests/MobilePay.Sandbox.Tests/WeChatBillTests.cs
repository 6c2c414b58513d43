using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using MobilePay.Sandbox.Tests.Support;

namespace MobilePay.Sandbox.Tests;

public sealed class WeChatBillTests(OutsideWorld world) : IClassFixture<OutsideWorld>
{
    private const string Heading = "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,"
        + "货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,"
        + "申请退款金额,费率备注";

    private readonly Takings takings = new(world);

    private Task<Reply> Ask(string query, string bill = "tradebill") =>
        world.Merchant.Send(HttpMethod.Get, $"/v3/bill/{bill}?{query}");

    private async Task<byte[]> File(string query, string bill = "tradebill")
    {
        var offer = await Ask(query, bill);
        offer.Status.ShouldBe(HttpStatusCode.OK, offer.Body);
        world.Merchant.IsGenuine(offer.Headers, offer.Body).ShouldBeTrue();
        ((string?)offer.Json["hash_type"]).ShouldBe("SHA1");
        var (status, bytes, isSigned) = await world.Merchant.Download((string)offer.Json["download_url"]!);
        (status, isSigned).ShouldBe((HttpStatusCode.OK, false));
        if (query.Contains("GZIP", StringComparison.Ordinal))
            bytes = Unpacked(bytes);
#pragma warning disable CA5350 // The protocol names SHA-1.
        Convert.ToHexStringLower(SHA1.HashData(bytes)).ShouldBe((string?)offer.Json["hash_value"]);
#pragma warning restore CA5350
        return bytes;
    }

    private static byte[] Unpacked(byte[] packed)
    {
        using var plain = new MemoryStream();
        using (var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress))
            gzip.CopyTo(plain);
        return plain.ToArray();
    }

    /// <summary>Split at comma and backtick: a comma inside a product's name is not quoted.</summary>
    private static string[][] Lines(byte[] file) => [.. Encoding.UTF8.GetString(file[3..])
        .Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.StartsWith('`') ? line[1..].Split(",`") : line.Split(','))];

    [Theory]
    [InlineData("")]
    [InlineData("&tar_type=GZIP")]
    public async Task The_trade_bill_lists_what_was_paid_and_given_back_in_the_documented_form(string packing)
    {
        var date = await world.FreshDay();
        var number = await takings.WeChat(subject: "缴费,甲");
        var refundNo = await takings.WeChatRefund(number, 1850);
        await world.MoveTo(date.AddDays(1), "10:00:00");

        var file = await File($"bill_date={date:yyyy-MM-dd}" + packing);

        file[..3].ShouldBe([0xEF, 0xBB, 0xBF]);
        var text = Encoding.UTF8.GetString(file[3..]);
        text.ShouldEndWith("\r\n");
        text.Replace("\r\n", "", StringComparison.Ordinal).ShouldNotContain('\n');
        text.ShouldStartWith(Heading + "\r\n`");
        var lines = Lines(file);
        lines.Select(line => line.Length).ShouldBe([27, 27, 27, 7, 7]);
        var (payment, refund) = (lines[1], lines[2]);
        (payment[0], payment[6], payment[9], payment[12], payment[14], payment[15], payment[16], payment[20], payment[22],
            payment[23], payment[24], payment[25]).ShouldBe((
            $"{date:yyyy-MM-dd} 10:00:00", number, "SUCCESS", "53.40", "0", "0", "0.00", "缴费,甲", "0.20000",
            "0.38%", "53.40", "0.00"));
        payment[5].ShouldBe(refund[5]);
        (refund[6], refund[9], refund[12], refund[15], refund[16], refund[18], refund[19], refund[22], refund[24], refund[25])
            .ShouldBe((number, "REFUND", "0.00", refundNo, "18.50", "ORIGINAL", "SUCCESS", "-0.07000", "0.00", "18.50"));
        payment[2].ShouldBe(world.Merchant.MchId);
        lines[3].ShouldBe(["总交易单数", "应结订单总金额", "退款总金额", "充值券退款总金额", "手续费总金额", "订单总金额", "申请退款总金额"]);
        lines[4].ShouldBe(["2.0", "53.40", "18.50", "0.00", "0.13", "53.40", "18.50"]);
    }

    [Fact]
    public async Task Payments_and_refunds_can_be_asked_for_apart_each_with_its_own_columns()
    {
        var date = await world.FreshDay();
        await takings.WeChatRefund(await takings.WeChat(), 100);
        await world.MoveTo(date.AddDays(2), "00:00:00");

        var paid = Lines(await File($"bill_date={date:yyyy-MM-dd}&bill_type=SUCCESS"));
        var refunded = Lines(await File($"bill_date={date:yyyy-MM-dd}&bill_type=REFUND"));

        (paid.Length, paid[0].Length, paid[1].Length, paid[1][9]).ShouldBe((4, 20, 20, "SUCCESS"));
        paid[0].ShouldNotContain("商户退款单号");
        (refunded.Length, refunded[0].Length, refunded[1].Length, refunded[1][9]).ShouldBe((4, 29, 29, "REFUND"));
        refunded[0][13..17].ShouldBe(["代金券金额", "退款申请时间", "退款成功时间", "微信退款单号"]);
        refunded[1][14].ShouldBe($"{date:yyyy-MM-dd} 10:00:00");
    }

    [Fact]
    public async Task The_totals_are_those_of_the_book_and_a_refund_is_in_the_bill_of_its_own_day()
    {
        var date = await world.FreshDay();
        string[] numbers = [await takings.WeChat(1), await takings.WeChat(100_00), await takings.WeChat(132)];
        await world.MoveTo(date.AddDays(1), "00:00:00");
        await takings.WeChatRefund(numbers[1], 100_00, 100_00);
        await world.MoveTo(date.AddDays(2), "10:00:00");
        // Makes good what the day before gave back, so that nothing is carried into another test's day.
        await takings.WeChat(200_00);

        var first = Lines(await File($"bill_date={date:yyyy-MM-dd}"));
        var second = Lines(await File($"bill_date={date.AddDays(1):yyyy-MM-dd}"));

        var booked = (await world.Json("/book/wechat"))["orders"]!.AsArray()
            .Where(order => numbers.Contains((string)order!["outTradeNo"]!)).Sum(order => order!["paidFen"]!.GetValue<long>());
        (Takings.Fen(first[^1][5]), Takings.Fen(first[^1][6])).ShouldBe((booked, 0));
        first[1..^2].Select(row => row[22]).ShouldBe(["0.00000", "0.38000", "0.01000"]);
        second[^1].ShouldBe(["1.0", "0.00", "100.00", "0.00", "-0.38", "0.00", "100.00"]);
    }

    [Theory]
    [InlineData(0, "23:59:59", "", "INVALID_REQUEST")]
    [InlineData(-1, "12:00:00", "", "INVALID_REQUEST")]
    [InlineData(93, "12:00:00", "", "INVALID_REQUEST")]
    [InlineData(1, "09:59:59", "", "STATEMENT_CREATING")]
    [InlineData(2, "00:00:00", "", "NO_STATEMENT_EXIST")]
    [InlineData(2, "00:00:00", "&bill_type=NONE", "PARAM_ERROR")]
    [InlineData(2, "00:00:00", "&tar_type=ZIP", "PARAM_ERROR")]
    [InlineData(2, "00:00:00", "&mchid=1", "PARAM_ERROR")]
    public async Task A_bill_that_is_not_to_be_had_is_refused(int daysLater, string time, string more, string code)
    {
        var date = await world.FreshDay();
        await world.MoveTo(date.AddDays(daysLater), time);

        var answer = await Ask($"bill_date={date:yyyy-MM-dd}" + more);

        (answer.Status, answer.Code).ShouldBe((HttpStatusCode.BadRequest, code));
        (await Ask("bill_date=20261123")).Code.ShouldBe("PARAM_ERROR");
    }

    [Fact]
    public async Task An_address_is_good_for_five_minutes_and_for_the_merchant_alone()
    {
        var date = await world.FreshDay();
        await takings.WeChat();
        await world.MoveTo(date.AddDays(1), "10:00:00");
        var url = (string)(await Ask($"bill_date={date:yyyy-MM-dd}")).Json["download_url"]!;
        async Task<HttpStatusCode> Fetched(Action<Merchant> change, string more = "")
        {
            var merchant = world.Merchant;
            change(merchant);
            return (await merchant.Download(url + more)).Status;
        }

        (await Fetched(merchant => merchant.Spoil = request => request.Headers.Remove("Authorization")))
            .ShouldBe(HttpStatusCode.Unauthorized);
        (await Fetched(merchant => merchant.SignAs = "x")).ShouldBe(HttpStatusCode.Unauthorized);
        (await Fetched(merchant => merchant.Spoil = request =>
        {
            var mine = request.Headers.GetValues("Authorization").Single();
            request.Headers.Remove("Authorization");
            request.Headers.TryAddWithoutValidation("Authorization",
                mine.Replace(merchant.MchId, "1900000109", StringComparison.Ordinal));
        })).ShouldBe(HttpStatusCode.Unauthorized);
        (await Fetched(_ => { }, "0")).ShouldBe(HttpStatusCode.BadRequest);
        (await Fetched(_ => { }, "&tartype=gzip")).ShouldBe(HttpStatusCode.BadRequest);
        world.Clock.Move(TimeSpan.FromSeconds(299));
        (await Fetched(_ => { })).ShouldBe(HttpStatusCode.OK);
        world.Clock.Move(TimeSpan.FromSeconds(1));
        (await Fetched(_ => { })).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_fund_flow_adds_up_to_a_payout_that_arrives_at_the_bank_the_next_day()
    {
        var date = await world.FreshDay();
        var number = await takings.WeChat();
        var refundNo = await takings.WeChatRefund(number, 1850);
        await takings.WeChat(100_00);
        await world.MoveTo(date.AddDays(1), "10:00:00");

        var lines = Lines(await File($"bill_date={date:yyyy-MM-dd}&account_type=BASIC", "fundflowbill"));

        lines.Select(line => line.Length).ShouldBe([11, .. Enumerable.Repeat(11, 7), 5, 5]);
        lines[1..^2].Select(row => (row[4], row[5], row[6], row[7])).ShouldBe(
        [
            ("交易", "收入", "53.40", "53.40"), ("扣除交易手续费", "支出", "0.20", "53.20"), ("退款", "支出", "18.50", "34.70"),
            ("退还交易手续费", "收入", "0.07", "34.77"), ("交易", "收入", "100.00", "134.77"), ("扣除交易手续费", "支出", "0.38", "134.39"),
            ("提现", "支出", "134.39", "0.00"),
        ]);
        (lines[1][10], lines[3][10]).ShouldBe((number, refundNo));
        lines[^1].ShouldBe(["7.0", "3.0", "153.47", "4.0", "153.47"]);
        var credit = (await takings.Account(date.AddDays(1)))
            .Single(row => row[7].Contains(lines[^3][10], StringComparison.Ordinal));
        credit[5].ShouldBe("134.39");
        (await Ask($"bill_date={date:yyyy-MM-dd}&account_type=FEES", "fundflowbill")).Code.ShouldBe("NO_STATEMENT_EXIST");
    }

    [Fact]
    public async Task A_day_that_gave_back_more_than_it_took_is_made_good_by_the_next()
    {
        var date = await world.FreshDay();
        var number = await takings.WeChat(100_00);
        await world.MoveTo(date.AddDays(1), "12:00:00");
        await takings.WeChatRefund(number, 100_00, 100_00);
        await world.MoveTo(date.AddDays(2), "12:00:00");
        await takings.WeChat(200_00);
        await world.MoveTo(date.AddDays(3), "12:00:00");

        var lines = Lines(await File($"bill_date={date.AddDays(2):yyyy-MM-dd}", "fundflowbill"));

        lines[1][7].ShouldBe("100.38");
        lines[^3][6].ShouldBe("99.62");
        (await takings.Account(date.AddDays(2))).ShouldBeEmpty();
        (await takings.Account(date.AddDays(3))).Single()[5].ShouldBe("99.62");
    }
}
