using System.Net;
using System.Net.Http.Json;
using System.Text;
using MobilePay.Sandbox.Tests.Support;

namespace MobilePay.Sandbox.Tests;

public sealed class AccountStatementTests(OutsideWorld world) : IClassFixture<OutsideWorld>
{
    private readonly Takings takings = new(world);

    private async Task Rules(object rules)
    {
        using var answer = await world.Http.PutAsJsonAsync(world.People + "/control/bank-account", rules);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Each_channels_batch_of_a_day_arrives_the_next_day_net_of_fees_with_a_running_balance()
    {
        var date = await world.FreshDay();
        await takings.WeChat();
        await takings.Alipay();
        await takings.Bank();
        await world.MoveTo(date.AddDays(1), "10:00:00");
        var bytes = await world.Http.GetByteArrayAsync(
            $"{world.People}/bank-account/statement?date={date.AddDays(1):yyyy-MM-dd}");

        var text = Encoding.UTF8.GetString(bytes);
        text.ShouldStartWith("交易日期,交易流水号,摘要,对方户名,借方金额,贷方金额,余额,备注\r\n");
        var rows = await takings.Account(date.AddDays(1));

        rows.ShouldAllBe(row => row.Length == 8 && row[4] == "" && row[5] == "53.20");
        rows.ShouldAllBe(row => row[0] == $"{date.AddDays(1):yyyy-MM-dd}");
        rows.Select(row => row[1]).Distinct().Count().ShouldBe(3);
        Takings.Fen(rows[2][6]).ShouldBe(Takings.Fen(rows[0][6]) + (2 * 5320));
        foreach (var (channel, merchant) in new[]
        {
            ("WECHAT", world.Merchant.MchId), ("ALIPAY", world.AlipayMerchant.SellerId), ("BANK", world.BankMerchant.MerId),
        })
            rows.Count(row => row[7] == $"{channel} {date:yyyyMMdd} 结算批次 {merchant}{date:yyyyMMdd}").ShouldBe(1);
        var page = await world.Http.GetStringAsync(world.People + "/phone/books?lang=en");
        page.ShouldContain("Settlement batches");
        page.ShouldContain("hospital&#x27;s day now");
    }

    [Fact]
    public async Task Bundled_weekends_arrive_on_monday_as_one_credit()
    {
        var friday = (await world.FreshDay()).AddDays(4);
        foreach (var day in new[] { 0, 1, 2, 3 })
        {
            await world.MoveTo(friday.AddDays(day), "12:00:00");
            await takings.WeChat(100_00);
        }

        await world.MoveTo(friday.AddDays(4), "12:00:00");
        async Task<int[]> Credits()
        {
            var counts = new List<int>();
            foreach (var day in new[] { 1, 2, 3, 4 })
                counts.Add((await takings.Account(friday.AddDays(day))).Length);
            return [.. counts];
        }

        (await Credits()).ShouldBe([1, 1, 1, 1]);
        await Rules(new { bundleWeekends = true });

        (await Credits()).ShouldBe([0, 0, 1, 1]);
        var monday = (await takings.Account(friday.AddDays(3))).Single();
        monday[5].ShouldBe("298.86");
        foreach (var day in new[] { 0, 1, 2 })
            monday[7].ShouldContain($"{world.Merchant.MchId}{friday.AddDays(day):yyyyMMdd}");
        await world.Http.DeleteAsync(world.People + "/control/bank-account");
    }

    [Fact]
    public async Task A_split_batch_arrives_as_two_credits_of_one_number()
    {
        var date = await world.FreshDay();
        await takings.WeChat(100_00);
        await world.MoveTo(date.AddDays(1), "12:00:00");
        await Rules(new { split = new[] { new { channel = "WECHAT", date = $"{date:yyyy-MM-dd}" } } });

        var rows = await takings.Account(date.AddDays(1));

        rows.Select(row => row[5]).ShouldBe(["66.42", "33.20"]);
        rows[0][7].ShouldBe(rows[1][7]);
        using var odd = await world.Http.PutAsJsonAsync(
            world.People + "/control/bank-account", new { split = new[] { new { channel = "X", date = "2026-11-23" } } });
        odd.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await world.Http.DeleteAsync(world.People + "/control/bank-account");
    }

    [Fact]
    public async Task A_day_that_has_not_come_has_no_statement()
    {
        var date = await world.FreshDay();
        using var answer = await world.Http.GetAsync(
            $"{world.People}/bank-account/statement?date={date.AddDays(1):yyyy-MM-dd}");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await takings.Account(date)).ShouldBeEmpty();
    }
}
