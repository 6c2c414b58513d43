using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using MobilePay.Sandbox.Tests.Support;
using static MobilePay.Sandbox.Tests.Support.StatementFiles;

namespace MobilePay.Sandbox.Tests;

public sealed class PlantedTests(OutsideWorld world) : IClassFixture<OutsideWorld>
{
    private readonly Takings takings = new(world);
    private readonly StatementFiles files = new(world);

    [Theory]
    [InlineData("missing", "1.0", "100.00", "0.38")]
    [InlineData("amount", "2.0", "107.77", "0.41")]
    [InlineData("duplicate", "3.0", "206.80", "0.78")]
    [InlineData("status", "2.0", "153.40", "0.38")]
    [InlineData("fee", "2.0", "153.40", "8.15")]
    [InlineData("extra", "3.0", "161.17", "0.61")]
    [InlineData("foreign", "3.0", "161.17", "0.61")]
    public async Task In_wechats_bill_each_kind_changes_the_rows_and_the_file_stays_valid(
        string kind, string count, string total, string fees)
    {
        var date = await world.FreshDay();
        var number = await takings.WeChat();
        await takings.WeChat(100_00);
        await world.MoveTo(date.AddDays(1), "12:00:00");
        var isNew = kind is "extra" or "foreign";

        (await world.Plant(Row("wechat", date, kind, isNew ? null : number, kind == "missing" ? null : 777)))
            .ShouldBe(HttpStatusCode.OK);

        var (file, hash) = await files.WeChat(date);
        Hash(file).ShouldBe(hash);
        var rows = Rows(file);
        (rows[^1][0], rows[^1][1], rows[^1][4]).ShouldBe((count, total, fees));
        rows[..^1].Sum(row => Takings.Fen(row[24])).ShouldBe(Takings.Fen(total));
        rows[..^1].Count(row => row[9] == "REVOKED").ShouldBe(kind == "status" ? 1 : 0);
        rows[..^1].Count(row => row[6] == number).ShouldBe(kind == "missing" ? 0 : kind == "duplicate" ? 2 : 1);
        rows[..^1].Count(row => row[6].StartsWith("CANTEEN", StringComparison.Ordinal)).ShouldBe(kind == "foreign" ? 1 : 0);
        await world.Plant();
        Rows((await files.WeChat(date)).File)[^1][1].ShouldBe("153.40");
    }

    [Theory]
    [InlineData("missing", 1)]
    [InlineData("amount", 2)]
    [InlineData("duplicate", 3)]
    [InlineData("fee", 2)]
    [InlineData("extra", 3)]
    [InlineData("foreign", 3)]
    public async Task Alipay_the_bank_and_the_hospital_can_differ_too(string kind, int count)
    {
        var date = await world.FreshDay();
        var (alipay, (bank, _), his) = (await takings.Alipay(), await takings.Bank(), await takings.Settled());
        await takings.Alipay(100_00);
        await takings.Bank(100_00);
        await takings.Settled();
        await world.MoveTo(date.AddDays(1), "23:00:00");
        var isNew = kind is "extra" or "foreign";
        object Wanted(string party, string number) =>
            Row(party, date, kind, isNew ? null : number, kind == "missing" ? null : 777);
        object[] wanted = [Wanted("alipay", alipay), Wanted("bank", bank.OrderId)];

        (await world.Plant(kind == "fee" ? wanted : [.. wanted, Wanted("his", his)])).ShouldBe(HttpStatusCode.OK);

        var zip = await files.Alipay(date);
        var trades = AlipayRows(zip);
        trades.Length.ShouldBe(count);
        Gbk.GetString(Entries(zip)[0].Content).ShouldContain(
            $"#交易合计：{count}笔，商家实收共{Takings.Yuan(trades.Sum(row => Takings.Fen(row[12])))}元");
        var slips = (await files.Bank(date))[0].Content;
        slips.Length.ShouldBe(609 * count);
        var head = await files.His(date);
        var lines = (await files.His(date, "/lines"))["lines"]!.AsArray();
        lines.Count.ShouldBe(kind == "fee" ? 2 : count);
        head["totals"]!.AsArray().Sum(total => total!["paymentFen"]!.GetValue<long>())
            .ShouldBe(lines.Sum(line => line!["amountFen"]!.GetValue<long>()));
        if (kind is "amount" or "extra")
        {
            trades.ShouldContain(row => row[11] == "7.77");
            Encoding.ASCII.GetString(slips).ShouldContain(" 000000000777 ");
            lines.ShouldContain(line => line!["amountFen"]!.GetValue<long>() == 777);
        }

        if (kind == "fee")
        {
            trades.Single(row => row[1].Trim() == alipay)[22].ShouldBe("-7.77");
            Encoding.ASCII.GetString(slips).ShouldContain(" D000000000777 C000000004563 ");
        }

        await world.Plant();
    }

    [Fact]
    public async Task A_refund_is_named_by_its_own_number()
    {
        var date = await world.FreshDay();
        var number = await takings.WeChat();
        var refundNo = await takings.WeChatRefund(number, 1850);
        await world.MoveTo(date.AddDays(1), "12:00:00");

        (await world.Plant(Row("wechat", date, "status", number, refundNo: refundNo))).ShouldBe(HttpStatusCode.OK);

        var rows = Rows((await files.WeChat(date)).File)[..^1];
        rows.Single(row => row[15] == refundNo)[19].ShouldBe("FAIL");
        rows.Single(row => row[15] == "0")[9].ShouldBe("SUCCESS");
        await world.Plant();
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("amount")]
    [InlineData("duplicate")]
    [InlineData("extra")]
    [InlineData("foreign")]
    public async Task On_the_account_it_is_a_batch_that_differs_and_the_balance_follows(string kind)
    {
        var date = await world.FreshDay();
        await takings.WeChat(100_00);
        await world.MoveTo(date.AddDays(1), "12:00:00");
        var truth = (await takings.Account(date.AddDays(1))).Single();
        var batch = world.Merchant.MchId + $"{date:yyyyMMdd}";
        var isNew = kind is "extra" or "foreign";

        (await world.Plant(Row("bank-account", date.AddDays(1), kind, isNew ? null : batch, kind == "missing" ? null : 777)))
            .ShouldBe(HttpStatusCode.OK);

        var rows = await takings.Account(date.AddDays(1));
        string[] expected = kind switch
        {
            "missing" => [],
            "amount" => ["7.77"],
            "duplicate" => ["99.62", "99.62"],
            _ => ["99.62", "7.77"],
        };
        rows.Select(row => row[5]).ShouldBe(expected);
        if (rows.Length > 0)
            (Takings.Fen(rows[^1][6]) - Takings.Fen(truth[6])).ShouldBe(rows.Sum(row => Takings.Fen(row[5])) - 9962);
        await world.Plant();
    }

    [Fact]
    public async Task What_cannot_be_planted_is_refused_and_nothing_of_the_list_is_taken()
    {
        var date = await world.FreshDay();
        var number = await takings.WeChat();
        var good = Row("wechat", date, "missing", number);
        await world.Plant(good);
        foreach (var (row, status) in new[]
        {
            (Row("wechat", date, "missing", "P0"), HttpStatusCode.NotFound),
            (Row("wechat", date.AddDays(1), "missing", number), HttpStatusCode.NotFound),
            (Row("wechat", date, "missing", number, refundNo: "R0"), HttpStatusCode.NotFound),
            (Row("wechat", date, "missing"), HttpStatusCode.BadRequest),
            (Row("wechat", date, "amount", number), HttpStatusCode.BadRequest),
            (Row("wechat", date, "amount", number, 0), HttpStatusCode.BadRequest),
            (Row("wechat", date, "eaten", number), HttpStatusCode.BadRequest),
            (Row("alipay", date, "status", number), HttpStatusCode.BadRequest),
            (Row("nobody", date, "missing", number), HttpStatusCode.BadRequest),
        })
        {
            (await world.Plant(Row("bank", date, "extra"), row)).ShouldBe(status);
        }

        using var unknown = await world.Http.PutAsJsonAsync(
            world.People + "/control/statements/planted", new[] { Row("his", date, "amount", "P0", 1) });
        (await unknown.Content.ReadAsStringAsync()).ShouldContain("has no row of P0");
        var planted = JsonNode.Parse(await world.Http.GetStringAsync(world.People + "/control/statements/planted"))!.AsArray();
        ((string?)planted.Single()!["party"], (string?)planted.Single()!["orderNo"]).ShouldBe(("wechat", number));
        await world.Http.DeleteAsync(world.People + "/control/statements/planted");
        (await world.Http.GetStringAsync(world.People + "/control/statements/planted")).ShouldBe("[]");
    }
}
