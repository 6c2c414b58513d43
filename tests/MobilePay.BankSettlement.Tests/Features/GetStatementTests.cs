using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using MobilePay.BankSettlement.Tests.Support;
using MobilePay.Primitives;

namespace MobilePay.BankSettlement.Tests.Features;

/// <summary>Every channel's file of a day, fetched from the Sandbox as from the channel itself.</summary>
[Collection(Database.Name)]
public sealed class GetStatementTests(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly DateOnly day = BusinessDay.Of(TimeProvider.System.GetUtcNow(), TimeOnly.MinValue).Date;
    private SandboxedBank bank = null!;

    public async Task InitializeAsync()
    {
        bank = await SandboxedBank.Start(postgres);
        await Clock(1, "11:00:00");
    }

    public async Task DisposeAsync() => await bank.DisposeAsync();

    [Fact]
    public async Task The_merchants_are_those_the_statements_name()
    {
        var merchants = (await BankApp.Read(await bank.Http.GetAsync("/statements/merchants"))).EnumerateArray()
            .Select(m => $"{m.Text("hospitalId")} {m.Text("channel")} {m.Text("merchantId")}");

        merchants.ShouldBe([
            $"SYN000000 alipay {bank.Credential("alipay", "sellerId")}",
            $"SYN000000 bank {bank.Credential("bank", "merId")}",
            $"SYN000000 wechat {bank.Credential("wechat", "mchId")}"]);
    }

    [Theory]
    [InlineData("trade", "交易时间,公众账号ID")]
    [InlineData("funds", "记账时间,微信支付业务单号")]
    public async Task WeChats_bill_comes_unpacked_as_its_digest_was_made(string kind, string head)
    {
        await Plant(("wechat", "extra"));

        var file = await Fetch("wechat", kind);

        file.StatusCode.ShouldBe(HttpStatusCode.OK);
        file.Content.Headers.ContentDisposition!.FileName!.ShouldEndWith($"_{day:yyyyMMdd}_{kind}.csv");
        Encoding.UTF8.GetString(await file.Content.ReadAsByteArrayAsync()).TrimStart('\uFEFF').ShouldStartWith(head);
    }

    [Theory]
    [InlineData("alipay", "trade", "业务明细.csv")]
    [InlineData("alipay", "funds", "账务明细.csv")]
    [InlineData("bank", "trade", "ZM_")]
    public async Task A_zip_comes_as_the_channel_packed_it(string channel, string kind, string entry)
    {
        await Plant((channel, "extra"));

        var file = await Fetch(channel, kind);

        file.StatusCode.ShouldBe(HttpStatusCode.OK);
        file.Content.Headers.ContentDisposition!.FileName!.ShouldEndWith(".zip");
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var zip = new ZipArchive(
            await file.Content.ReadAsStreamAsync(), ZipArchiveMode.Read, leaveOpen: false, Encoding.GetEncoding(936));
        zip.Entries.Single(e => e.FullName.Contains(entry, StringComparison.Ordinal)).Length.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_day_without_trade_is_no_file_for_certain_at_WeChat()
    {
        (await Code(await Fetch("wechat"))).ShouldBe((HttpStatusCode.NotFound, "statement.no-trade"));
    }

    [Theory]
    [InlineData("wechat")]
    [InlineData("alipay")]
    [InlineData("bank")]
    public async Task What_is_asked_for_too_early_is_not_there(string channel)
    {
        await Plant((channel, "extra"));
        await Clock(1, "08:00:00");
        (await Code(await Fetch(channel))).ShouldBe((HttpStatusCode.NotFound, "statement.not-there"));

        await Clock(0, "12:00:00");
        (await Code(await Fetch(channel))).ShouldBe((HttpStatusCode.NotFound, "statement.not-there"));
    }

    [Theory]
    [InlineData("truncated", "statement.digest-differs")]
    [InlineData("zip-bomb", "statement.digest-differs")]
    public async Task A_file_of_WeChat_that_is_not_the_one_it_told_of_is_not_given_on(string flaw, string code)
    {
        await Plant(("wechat", "extra"), ("wechat", flaw));

        (await Code(await Fetch("wechat"))).ShouldBe((HttpStatusCode.ServiceUnavailable, code));
    }

    [Theory]
    [InlineData("wechat", "error")]
    [InlineData("wechat", "wrong-signature")]
    [InlineData("alipay", "error")]
    [InlineData("alipay", "wrong-signature")]
    [InlineData("bank", "error")]
    [InlineData("bank", "wrong-signature")]
    public async Task A_channel_that_says_nothing_to_be_believed_has_not_answered(string channel, string mode)
    {
        await Plant((channel, "extra"));
        await Fault(Operation(channel), mode, times: 9);

        (await Code(await Fetch(channel))).ShouldBe((HttpStatusCode.ServiceUnavailable, "statement.unanswered"));
    }

    [Fact]
    public async Task An_address_that_has_gone_stale_is_asked_for_anew_and_once_only()
    {
        await Plant(("wechat", "extra"));
        await Fault("wechat.bill-download", "refuse", times: 1, "INVALID_REQUEST");
        (await Fetch("wechat")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await Fault("wechat.bill-download", "refuse", times: 2, "INVALID_REQUEST");
        (await Code(await Fetch("wechat"))).ShouldBe((HttpStatusCode.ServiceUnavailable, "statement.unanswered"));
    }

    [Fact]
    public async Task Only_our_merchants_and_known_kinds_are_asked_for()
    {
        (await Code(await bank.Http.GetAsync($"/statements/SYN000000/wechat/1900000001/{day:yyyy-MM-dd}")))
            .ShouldBe((HttpStatusCode.NotFound, "statement.merchant-unknown"));
        (await Code(await Fetch("bank", "funds"))).ShouldBe((HttpStatusCode.BadRequest, "statement.kind-unknown"));
    }

    [Fact]
    public async Task Banks_that_drop_files_are_fetched_from_their_folder()
    {
        await using var folder = await BanksFolder.Start();
        folder.Drop($"{day:yyyyMMdd}/statement_{day:MMdd}.csv", "the account's");
        folder.Drop($"{day:yyyyMMdd}/INN{day:yyMMdd}88ZM_9.zip", "the merchant's");
        var settings = new Dictionary<string, string>();
        Sftp(settings, 0, folder, "account", "6222000000000001", "statement_{MMdd}.csv");
        Sftp(settings, 1, folder, "bank", "900000000000009", "INN{yyMMdd}*.zip");
        await using var here = await SandboxedBank.Start(postgres, settings);

        (await here.Http.GetStringAsync("/statements/merchants")).ShouldContain("6222000000000001");
        (await here.Http.GetStringAsync($"/statements/SYN000000/account/6222000000000001/{day:yyyy-MM-dd}"))
            .ShouldBe("the account's");
        (await here.Http.GetStringAsync($"/statements/SYN000000/bank/900000000000009/{day:yyyy-MM-dd}"))
            .ShouldBe("the merchant's");
        (await Code(await here.Http.GetAsync($"/statements/SYN000000/account/6222000000000001/{day.AddDays(1):yyyy-MM-dd}")))
            .ShouldBe((HttpStatusCode.NotFound, "statement.not-there"));
    }

    private static void Sftp(Dictionary<string, string> settings, int index, BanksFolder folder, string channel, string merchant,
        string file)
    {
        var prefix = $"Statements:Sftp:{index}:";
        settings[prefix + "HospitalId"] = TestMerchant.Hospital;
        settings[prefix + "Channel"] = channel;
        settings[prefix + "MerchantId"] = merchant;
        settings[prefix + "Host"] = "127.0.0.1";
        settings[prefix + "Port"] = folder.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        settings[prefix + "User"] = Environment.UserName;
        settings[prefix + "PrivateKeyPem"] = folder.PrivateKeyPem;
        settings[prefix + "HostKey"] = folder.HostKey;
        settings[prefix + "Folder"] = folder.Files + "/{yyyyMMdd}";
        settings[prefix + "File"] = file;
    }

    private Task<HttpResponseMessage> Fetch(string channel, string kind = "trade") => bank.Http.GetAsync(
        $"/statements/SYN000000/{channel}/{MerchantOf(channel)}/{day:yyyy-MM-dd}?kind={kind}");

    private string MerchantOf(string channel) => bank.Credential(channel, channel switch
    {
        "wechat" => "mchId",
        "alipay" => "sellerId",
        _ => "merId",
    });

    private static string Operation(string channel) => channel == "bank" ? "bank.settlement-file" : $"{channel}.bill";

    private async Task Plant(params (string Party, string Kind)[] rows) =>
        (await bank.World.PutAsJsonAsync("/control/statements/planted",
            rows.Select(r => new { party = r.Party, date = day, kind = r.Kind }))).EnsureSuccessStatusCode();

    private async Task Fault(string operation, string mode, int times, string? code = null) =>
        (await bank.World.PutAsJsonAsync("/faults", new Dictionary<string, object> { [operation] = new { mode, times, code } }))
            .EnsureSuccessStatusCode();

    private async Task Clock(int daysOn, string time) => (await bank.World.PostAsJsonAsync(
        "/clock", new { now = $"{day.AddDays(daysOn):yyyy-MM-dd}T{time}+08:00" })).EnsureSuccessStatusCode();

    private static async Task<(HttpStatusCode, string)> Code(HttpResponseMessage answer) =>
        (answer.StatusCode, (await BankApp.Read(answer)).Text("code"));
}
