using System.IO.Compression;
using System.Net;
using System.Text;
using MobilePay.Sandbox.Tests.Support;
using static MobilePay.Sandbox.Tests.Support.StatementFiles;

namespace MobilePay.Sandbox.Tests;

public sealed class PlantedFileTests(OutsideWorld world) : IClassFixture<OutsideWorld>
{
    private readonly Takings takings = new(world);
    private readonly StatementFiles files = new(world);

    [Fact]
    public async Task WeChats_file_itself_can_be_bad()
    {
        var date = await world.FreshDay();
        await takings.WeChat();
        await world.MoveTo(date.AddDays(1), "12:00:00");
        async Task<(byte[] File, string Hash)> With(string kind, string more = "")
        {
            (await world.Plant(Row("wechat", date, kind))).ShouldBe(HttpStatusCode.OK);
            return await files.WeChat(date, more);
        }

        var truncated = await With("truncated");
        Hash(truncated.File).ShouldNotBe(truncated.Hash);
        var misEncoded = await With("mis-encoded");
        Hash(misEncoded.File).ShouldBe(misEncoded.Hash);
        Gbk.GetString(misEncoded.File).ShouldStartWith("交易时间,");
        Rows((await With("wrong-total")).File)[^1][1].ShouldBe("53.41");
        Rows((await With("other-merchant")).File)[0][2].ShouldBe("1900000109");
        var bomb = await With("zip-bomb", "&tar_type=GZIP");
        bomb.File.Length.ShouldBeLessThan(10 << 20);
        using var gzip = new GZipStream(new MemoryStream(bomb.File), CompressionMode.Decompress);
        await gzip.ReadExactlyAsync(new byte[64 << 20]);
        await world.Plant();
    }

    [Fact]
    public async Task Alipays_and_the_banks_zips_can_be_bad()
    {
        var date = await world.FreshDay();
        await takings.Alipay();
        await takings.Bank();
        await world.MoveTo(date.AddDays(1), "12:00:00");
        async Task<(byte[] Alipay, byte[] Bank)> With(string kind)
        {
            (await world.Plant(Row("alipay", date, kind), Row("bank", date, kind))).ShouldBe(HttpStatusCode.OK);
            return (await files.Alipay(date), await files.BankZip(date));
        }

        var truncated = await With("truncated");
        Should.Throw<InvalidDataException>(() => Entries(truncated.Alipay));
        Should.Throw<InvalidDataException>(() => Entries(truncated.Bank));
        var misEncoded = await With("mis-encoded");
        Encoding.UTF8.GetString(Entries(misEncoded.Alipay)[0].Content).ShouldStartWith("#支付宝业务明细查询");
        Entries(misEncoded.Bank)[0].Content.Length.ShouldBeGreaterThan(609);
        var other = await With("other-merchant");
        Entries(other.Alipay)[0].Name.ShouldStartWith("2088000000000000");
        Entries(other.Bank)[0].Name.ShouldEndWith("ZM_777000000000000");
        var path = await With("path-in-zip");
        Entries(path.Alipay).Concat(Entries(path.Bank)).ShouldAllBe(entry => entry.Name.StartsWith("../../"));
        (await world.Plant(Row("alipay", date, "wrong-total"))).ShouldBe(HttpStatusCode.OK);
        Gbk.GetString(Entries(await files.Alipay(date))[0].Content).ShouldContain("#交易合计：1笔，商家实收共53.41元");
        (await world.Plant(Row("alipay", date, "zip-bomb"))).ShouldBe(HttpStatusCode.OK);
        using var archive = new ZipArchive(new MemoryStream(await files.Alipay(date)), ZipArchiveMode.Read, false, Gbk);
        archive.Entries[0].Length.ShouldBeGreaterThan(300L << 20);
        await world.Plant();
    }

    [Fact]
    public async Task The_hand_over_and_the_account_can_be_bad()
    {
        var date = await world.FreshDay();
        await takings.Settled();
        await takings.WeChat();
        await world.MoveTo(date.AddDays(1), "23:00:00");
        Task<HttpStatusCode> With(string party, string kind) =>
            world.Plant(Row(party, party == "his" ? date : date.AddDays(1), kind));
        var truth = (await takings.Account(date.AddDays(1))).Single();

        await With("his", "truncated");
        (await files.His(date))["lineCount"]!.GetValue<int>().ShouldBe(1);
        (await files.His(date, "/lines"))["lines"]!.AsArray().ShouldBeEmpty();
        await With("his", "wrong-total");
        (await files.His(date))["totals"]![0]!["paymentFen"]!.GetValue<long>().ShouldBe(5341);
        await With("his", "other-merchant");
        ((string?)(await files.His(date))["institution"]).ShouldBe("SYN999999");
        (await With("his", "zip-bomb")).ShouldBe(HttpStatusCode.BadRequest);
        await With("bank-account", "wrong-total");
        var wrong = (await takings.Account(date.AddDays(1))).Single();
        (wrong[5], Takings.Fen(wrong[6])).ShouldBe((truth[5], Takings.Fen(truth[6]) + 1));
        await With("bank-account", "mis-encoded");
        Gbk.GetString(await world.Http.GetByteArrayAsync(
            $"{world.People}/bank-account/statement?date={date.AddDays(1):yyyy-MM-dd}")).ShouldStartWith("交易日期");
        await world.Plant();
    }
}
