using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MobilePay.BankSettlement.Tests.Support;

namespace MobilePay.BankSettlement.Tests.Features;

/// <summary>The same protocol, written a second time by others from the same fact sheet.</summary>
[Collection(Database.Name)]
public sealed class AgainstTheSandboxTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Number = "MP20251009000001";
    private SandboxedBank bank = null!;

    public async Task InitializeAsync() => bank = await SandboxedBank.Start(postgres);

    public async Task DisposeAsync() => await bank.DisposeAsync();

    [Theory]
    [InlineData("wechat.jsapi", "wechat-jsapi")]
    [InlineData("wechat.h5", "redirect")]
    [InlineData("wechat.native", "qr")]
    [InlineData("wechat.app", "wechat-app")]
    public async Task Each_method_is_placed_repeated_and_closed(string method, string type)
    {
        (await Place(method)).GetProperty("action").Text("type").ShouldBe(type);
        (await Place(method)).Text("outcome").ShouldBe("Accepted");

        (await Close()).ShouldBe("Closed");
    }

    [Fact]
    public async Task A_payment_is_told_by_notice_and_the_close_finds_it()
    {
        await Place("wechat.native");
        (await bank.World.PostAsync($"/wallet/wechat/{Number}/pay", null)).EnsureSuccessStatusCode();

        (await Notice(new { outTradeNo = Number })).ShouldBe(200);
        (await Notice(new { outTradeNo = Number })).ShouldBe(200);

        (await State()).ShouldBe("Paid");
        (await Close()).ShouldBe("Paid");
    }

    [Fact]
    public async Task A_payment_nobody_told_of_is_found_by_the_close()
    {
        await Place("wechat.native");
        (await bank.World.PostAsync($"/wallet/wechat/{Number}/pay", null)).EnsureSuccessStatusCode();

        (await Close()).ShouldBe("Paid");
    }

    [Fact]
    public async Task Wrong_and_forged_notices_change_nothing()
    {
        await Place("wechat.native");
        (await bank.World.PostAsync($"/wallet/wechat/{Number}/pay", null)).EnsureSuccessStatusCode();

        object[] wrong =
        [
            new { outTradeNo = Number, signature = "signtest" },
            new { outTradeNo = Number, signature = "bad" },
            new { outTradeNo = Number, signature = "unknown-serial" },
            new { outTradeNo = Number, timestampOffsetSeconds = -400 },
            new { outTradeNo = Number, @override = new { totalFen = 1 } },
            new { outTradeNo = Number, @override = new { mchid = "1900000009" } },
            new { outTradeNo = Number, @override = new { appid = "wx9" } },
            new { outTradeNo = Number, @override = new { outTradeNo = "MP20251009999999" } },
            new { outTradeNo = Number, @override = new { currency = "USD" } },
            new { outTradeNo = Number, @override = new { tradeState = "NOTPAY" } },
        ];
        foreach (var notice in wrong)
            (await Notice(notice)).ShouldBeInRange(400, 499);

        (await State()).ShouldBe("Open");
    }

    [Fact]
    public async Task An_answer_lost_after_the_work_is_unknown_and_the_repeat_is_accepted()
    {
        await bank.World.PutAsJsonAsync("/faults", new Dictionary<string, object>
        {
            ["wechat.place"] = new { mode = "wrong-signature", times = 1 },
        });

        (await Place("wechat.native")).Text("outcome").ShouldBe("Unknown");
        (await Place("wechat.native")).Text("outcome").ShouldBe("Accepted");
    }

    [Fact]
    public async Task A_person_is_known_by_openid_after_the_sign_in()
    {
        var url = (await Read(await bank.Http.GetAsync(
            "/wechat/authorize-url?hospital=SYN000000&redirect=http%3A%2F%2Flocalhost%3A1%2Fback&state=s1"))).Text("url");
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        var back = (await browser.GetAsync(url)).Headers.Location!;
        back.Query.ShouldContain("state=s1");
        var code = back.Query.Split('&', '?').Single(p => p.StartsWith("code=", StringComparison.Ordinal))[5..];

        var first = await bank.Http.GetAsync($"/wechat/openid?hospital=SYN000000&code={code}");
        var second = await bank.Http.GetAsync($"/wechat/openid?hospital=SYN000000&code={code}");

        (await Read(first)).Text("openid").Length.ShouldBe(28);
        second.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    private async Task<JsonElement> Place(string method) => await Read(await bank.Http.PostAsJsonAsync("/orders", new
    {
        paymentId = new Guid("01890000-0000-7000-8000-000000000001"),
        hospitalId = TestMerchant.Hospital,
        outTradeNo = Number,
        method,
        amountFen = 5340,
        description = "示例人民医院 处方药费",
        expiresAt = new DateTimeOffset(2126, 1, 1, 0, 0, 0, TimeSpan.Zero),
        payer = new { openid = "oTestOpenid00000000000000001", address = "203.0.113.7", device = "iOS" },
    }));

    private async Task<string> Close() =>
        (await Read(await bank.Http.PostAsync($"/orders/{Number}/close", null))).Text("outcome");

    private async Task<string> State() => (await Read(await bank.Http.GetAsync($"/orders/{Number}"))).Text("state");

    private async Task<int> Notice(object wanted) =>
        (await Read(await bank.World.PostAsJsonAsync("/control/wechat/notices", wanted))).GetProperty("status").GetInt32();

    private static async Task<JsonElement> Read(HttpResponseMessage response) => await BankApp.Read(response);
}
