using Microsoft.AspNetCore.WebUtilities;
using MobilePay.BankSettlement.Tests.Support;

namespace MobilePay.BankSettlement.Tests.Features;

[Collection(Database.Name)]
public sealed class PlaceWithAlipayTests(PostgresFixture postgres) : IAsyncLifetime
{
    // To the payment's own page, whatever Alipay adds to it.
    private const string Back = "https://pay.example/back/01890000-0000-7000-8000-000000000001";

    private BankApp app = null!;

    public async Task InitializeAsync() => app = await BankApp.Start(postgres);

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_phones_browser_is_sent_to_a_signed_address()
    {
        var action = (await app.Place(BankApp.Order(method: "alipay.wap"))).GetProperty("action");

        action.EnumerateObject().Select(p => p.Name).ShouldBe(["type", "url"]);
        action.Text("type").ShouldBe("redirect");
        action.Text("url").ShouldStartWith(app.Alipay.Url + "/gateway.do?");
        app.Alipay.Open(new Uri(action.Text("url")).Query).ShouldBeNull();
        (app.Alipay.Last["method"], app.Alipay.Last["return_url"], app.Alipay.Last["notify_url"])
            .ShouldBe(("alipay.trade.wap.pay", Back, "https://pay.example/notify/alipay/9021000000000001"));
        app.Alipay.Last["biz_content"].ShouldBe(
            """{"out_trade_no":"MP20251009000001","total_amount":"53.40","subject":"示例人民医院 处方药费",""" + "\"" +
            """product_code":"QUICK_WAP_WAY","time_expire":"2025-10-09 17:08:20","quit_url":""" + "\"" + Back + "\"}");
        app.Alipay.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_app_gets_a_signed_order_string()
    {
        var action = (await app.Place(BankApp.Order(method: "alipay.app"))).GetProperty("action");

        action.Text("type").ShouldBe("alipay-app");
        app.Alipay.Open(action.Text("orderString")).ShouldBeNull();
        app.Alipay.Last["method"].ShouldBe("alipay.trade.app.pay");
        app.Alipay.Last.ShouldNotContainKey("return_url");
        app.Alipay.Trades[BankApp.Number]["product_code"].ShouldBe("QUICK_MSECURITY_PAY");
    }

    [Theory]
    [InlineData("2088000000000009", "buyer_id", "buyer_open_id")]
    [InlineData("2088000000000009x", "buyer_open_id", "buyer_id")]
    [InlineData("074a1CcTG1LelxKe4xQC0zgNdId0nxi95b5lsNpazWYoCo5", "buyer_open_id", "buyer_id")]
    public async Task Inside_alipay_the_trade_is_made_for_the_one_who_signed_in(string openid, string member, string absent)
    {
        var order = System.Text.Json.JsonSerializer.SerializeToNode(BankApp.Order(method: "alipay.jsapi"))!;
        order["payer"]!["openid"] = openid;

        var action = (await app.Place(order)).GetProperty("action");

        (action.Text("type"), action.Text("tradeNo")).ShouldBe(("alipay-jsapi", AlipayNotice.TradeNo));
        var wanted = app.Alipay.Trades[BankApp.Number].Wanted;
        ((string?)wanted[member], wanted.ContainsKey(absent)).ShouldBe((openid, false));
        ((string?)wanted["product_code"]).ShouldBe("JSAPI_PAY");
    }

    [Fact]
    public async Task A_screen_gets_a_code_to_be_scanned()
    {
        var action = (await app.Place(BankApp.Order(method: "alipay.qr"))).GetProperty("action");

        (action.Text("type"), action.Text("codeUrl")).ShouldBe(("qr", "https://qr.alipay.com/bax0"));
        ((string?)app.Alipay.Codes[BankApp.Number]["product_code"]).ShouldBe("FACE_TO_FACE_PAYMENT");
        app.Alipay.Last["notify_url"].ShouldBe("https://pay.example/notify/alipay/9021000000000001");
    }

    [Theory]
    [InlineData("alipay.wap")]
    [InlineData("alipay.app")]
    [InlineData("alipay.jsapi")]
    [InlineData("alipay.qr")]
    public async Task A_repeat_is_the_same_to_the_letter(string method)
    {
        var first = await Sent();
        app.Clock.Advance(TimeSpan.FromSeconds(30));
        var second = await Sent();

        second.ShouldBe(first);

        async Task<string> Sent()
        {
            var answer = await app.Place(BankApp.Order(method: method));
            answer.Text("outcome").ShouldBe("Accepted");
            var action = answer.GetProperty("action");
            var query = action.TryGetProperty("url", out var url) ? new Uri(url.GetString()!).Query
                : action.TryGetProperty("orderString", out var text) ? text.GetString() : null;
            return query is null ? app.Alipay.Last["biz_content"] : QueryHelpers.ParseQuery(query)["biz_content"].Single()!;
        }
    }

    [Fact]
    public async Task Characters_alipay_refuses_are_written_wide()
    {
        var order = System.Text.Json.JsonSerializer.SerializeToNode(BankApp.Order(method: "alipay.qr"))!;
        order["description"] = "1/2 a=b & c";

        await app.Place(order);

        ((string?)app.Alipay.Codes[BankApp.Number]["subject"]).ShouldBe("1／2 a＝b ＆ c");
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("cut-after-work")]
    [InlineData("hang")]
    [InlineData("500")]
    [InlineData("20000")]
    [InlineData("unsigned")]
    [InlineData("unsigned 40002")]
    [InlineData("wrong-signature")]
    [InlineData("other-node")]
    [InlineData("ACQ.SYSTEM_ERROR")]
    [InlineData("AQC.SYSTEM_ERROR")]
    public async Task No_answer_to_be_believed_is_unknown_and_the_order_stays_open(string fault)
    {
        app.Alipay.Faults.Enqueue(("create", fault));

        var answer = await app.Place(BankApp.Order(method: "alipay.jsapi"));

        (answer.Text("outcome"), answer.Text("reason"))
            .ShouldBe(("Unknown", fault == "unsigned 40002" ? "channel.misconfigured" : "channel.unanswered"));
        (await app.State()).ShouldBe("Open");
        app.Alipay.Count("create").ShouldBe(1);
        (await app.Place(BankApp.Order(method: "alipay.jsapi"))).Text("outcome").ShouldBe("Accepted");
        app.Alipay.Trades.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("40005", "channel.busy")]
    [InlineData("40006", "channel.misconfigured")]
    [InlineData("ACQ.INVALID_PARAMETER", "channel.request-invalid")]
    [InlineData("ACQ.BUYER_SELLER_EQUAL", "channel.payer-refused")]
    [InlineData("ACQ.SOMETHING_NEW", "channel.refused")]
    public async Task A_signed_no_to_the_first_placing_ends_the_order(string fault, string reason)
    {
        app.Alipay.Faults.Enqueue(("precreate", fault));

        var answer = await app.Place(BankApp.Order(method: "alipay.qr"));

        (answer.Text("outcome"), answer.Text("reason")).ShouldBe(("Refused", reason));
        (await app.State()).ShouldBe("Refused");
    }

    [Theory]
    [InlineData("ACQ.TRADE_HAS_SUCCESS", "channel.number-used")]
    [InlineData("ACQ.TRADE_HAS_CLOSE", "channel.order-closed")]
    [InlineData("ACQ.CONTEXT_INCONSISTENT", "channel.number-used")]
    public async Task A_no_about_the_number_is_settled_by_a_query(string fault, string reason)
    {
        app.Alipay.Faults.Enqueue(("create", "cut-after-work"));
        await app.Place(BankApp.Order(method: "alipay.jsapi"));
        app.Alipay.Faults.Enqueue(("create", fault));

        var answer = await app.Place(BankApp.Order(method: "alipay.jsapi"));

        (answer.Text("outcome"), answer.Text("reason")).ShouldBe(("Unknown", reason));
        app.Alipay.Calls.Last().ShouldBe($"query {BankApp.Number}");
        app.Alipay.Pay(BankApp.Number);
        (await app.Place(BankApp.Order(method: "alipay.jsapi"))).Text("reason").ShouldBe("channel.already-paid");
    }

    [Fact]
    public async Task An_answer_signed_before_its_slashes_were_escaped_is_believed()
    {
        app.Alipay.Faults.Enqueue(("precreate", "escaped"));

        var action = (await app.Place(BankApp.Order(method: "alipay.qr"))).GetProperty("action");

        action.Text("codeUrl").ShouldBe("https://qr.alipay.com/bax0");
    }
}
