using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using MobilePay.Sandbox.Tests.Support;

namespace MobilePay.Sandbox.Tests;

public sealed class AlipayProductTests(OutsideWorld world) : IClassFixture<OutsideWorld>
{
    private static string Number() => "A" + Guid.NewGuid().ToString("N")[..20];

    private AlipayMerchant Merchant => world.AlipayMerchant;

    [Fact]
    public async Task A_page_inside_alipay_pays_and_the_query_says_so()
    {
        var number = Number();

        var placed = await Merchant.Call("alipay.trade.create", AlipayMerchant.Jsapi(number));
        placed.IsGenuine.ShouldBeTrue(placed.Raw);
        placed.NodeName.ShouldBe("alipay_trade_create_response");
        placed.Text("trade_no")!.Length.ShouldBe(28);
        (await Merchant.Query(number)).Text("trade_status").ShouldBe("WAIT_BUYER_PAY");

        var paid = await world.Post($"/wallet/alipay/{number}/pay");
        paid.Status.ShouldBe(HttpStatusCode.OK, paid.Body);

        var queried = await Merchant.Query(number);
        queried.IsGenuine.ShouldBeTrue();
        queried.Text("trade_status").ShouldBe("TRADE_SUCCESS");
        queried.Text("total_amount").ShouldBe("53.40");
        queried.Text("buyer_open_id").ShouldBe("0openid");
        (await Merchant.Call("alipay.trade.query", new JsonObject { ["trade_no"] = placed.Text("trade_no") }))
            .Text("out_trade_no").ShouldBe(number);
    }

    [Theory]
    [InlineData("alipay.trade.wap.pay", "QUICK_WAP_WAY")]
    [InlineData("alipay.trade.page.pay", "FAST_INSTANT_TRADE_PAY")]
    public async Task A_trade_exists_once_the_cashier_is_open_and_the_payer_comes_back_with_signed_words(
        string method, string product)
    {
        var number = Number();
        var address = Merchant.Address(method, AlipayMerchant.Order(number, product),
            ("return_url", world.PlatformUrl + "/pay/back?own=1"),
            ("notify_url", world.PlatformUrl + "/notify/alipay/" + number));
        (await Merchant.Query(number)).SubCode.ShouldBe("ACQ.TRADE_NOT_EXIST");
        (await world.Post($"/wallet/alipay/{number}/pay")).Status.ShouldBe(HttpStatusCode.NotFound);

        var page = await world.Http.GetStringAsync(address);
        page.ShouldContain("¥53.40");
        page.ShouldContain("模拟");
        (await Merchant.Query(number)).Text("trade_status").ShouldBe("WAIT_BUYER_PAY");

        using var paid = await Press(page, "pay");
        paid.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        paid.Headers.Location!.AbsolutePath.ShouldBe("/pay/back");
        var back = AlipayMerchant.Form(paid.Headers.Location.Query);
        Merchant.IsGenuine(back).ShouldBeTrue();
        back["method"].ShouldBe(method + ".return");
        back["out_trade_no"].ShouldBe(number);
        back["total_amount"].ShouldBe("53.40");
        (await Merchant.Query(number)).Text("trade_status").ShouldBe("TRADE_SUCCESS");
        (await world.Http.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Leaving_the_cashier_goes_to_quit_url_and_nothing_is_taken()
    {
        var number = Number();
        var page = await world.Http.GetStringAsync(Merchant.Address("alipay.trade.wap.pay",
            AlipayMerchant.With(AlipayMerchant.Wap(number), ("quit_url", world.PlatformUrl + "/left"))));

        using var left = await Press(page, "cancel");

        left.Headers.Location!.AbsolutePath.ShouldBe("/left");
        (await Merchant.Query(number)).Text("trade_status").ShouldBe("WAIT_BUYER_PAY");
    }

    [Fact]
    public async Task The_app_opens_its_order_string()
    {
        var number = Number();
        using var order = new StringContent(
            Merchant.OrderString(AlipayMerchant.Order(number, "QUICK_MSECURITY_PAY")), Encoding.ASCII, "text/plain");

        using var opened = await world.Http.PostAsync(world.Alipay + "/cashier/app", order);

        opened.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var paid = await Press(await opened.Content.ReadAsStringAsync(), "pay");
        paid.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Merchant.Query(number)).Text("trade_status").ShouldBe("TRADE_SUCCESS");
    }

    [Fact]
    public async Task A_code_is_nothing_until_it_is_scanned()
    {
        var number = Number();
        var order = AlipayMerchant.Order(number, "FACE_TO_FACE_PAYMENT");
        var code = (await Merchant.Call("alipay.trade.precreate", order)).Text("qr_code")!;
        code.ShouldStartWith(world.Alipay + "/qr/");
        (await Merchant.Query(number)).SubCode.ShouldBe("ACQ.TRADE_NOT_EXIST");
        (await Merchant.Call("alipay.trade.close", AlipayMerchant.Number(number))).SubCode.ShouldBe("ACQ.TRADE_NOT_EXIST");

        (await world.Http.GetStringAsync(code + "?lang=en")).ShouldContain("SIMULATED");

        (await Merchant.Query(number)).Text("trade_status").ShouldBe("WAIT_BUYER_PAY");
        (await world.Http.GetAsync(world.Alipay + "/qr/bax0")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("url")]
    [InlineData("orderString")]
    [InlineData("qrCode")]
    [InlineData("printed")]
    public async Task The_thumb_opens_what_the_payer_holds(string held)
    {
        var number = Number();
        var code = held is "qrCode" or "printed" ? (await Merchant.Call(
            "alipay.trade.precreate", AlipayMerchant.Order(number, "FACE_TO_FACE_PAYMENT"))).Text("qr_code")! : "";
        object thumb = held switch
        {
            "url" => new { url = Merchant.Address("alipay.trade.wap.pay", AlipayMerchant.Wap(number)) },
            "orderString" => new { orderString = Merchant.OrderString(AlipayMerchant.Order(number, "QUICK_MSECURITY_PAY")) },
            "qrCode" => new { qrCode = code },
            _ => new { },
        };

        var paid = await world.Post($"/wallet/alipay/{number}/pay", thumb);

        paid.Status.ShouldBe(HttpStatusCode.OK, paid.Body);
        paid.Json["paidFen"]!.GetValue<long>().ShouldBe(5340);
        (await world.Post($"/wallet/alipay/{number}/pay", thumb)).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task The_thumb_refuses_a_forged_address_and_another_orders_one()
    {
        var number = Number();
        var address = Merchant.Address("alipay.trade.wap.pay", AlipayMerchant.Wap(number));

        var forged = await world.Post($"/wallet/alipay/{number}/pay", new { url = address.Replace("53%2E40", "53%2E41") });
        forged.Status.ShouldBe(HttpStatusCode.Conflict, forged.Body);
        ((string?)forged.Json["reason"]).ShouldBe("isv.invalid-signature");
        ((string?)(await world.Post("/wallet/alipay/OTHER01/pay", new { url = address })).Json["reason"]).ShouldBe("other-order");
    }

    [Fact]
    public async Task The_same_number_is_the_same_trade_until_its_essentials_change_or_it_is_over()
    {
        var number = Number();
        Task<AlipayReply> Place(string total = "53.40", string buyer = "0openid") =>
            Merchant.Call("alipay.trade.create", AlipayMerchant.Jsapi(number, total, buyer));
        var first = await Place();

        (await Place()).Text("trade_no").ShouldBe(first.Text("trade_no"));
        (await Place(total: "53.41")).SubCode.ShouldBe("ACQ.CONTEXT_INCONSISTENT");
        (await Place(buyer: "0another")).SubCode.ShouldBe("ACQ.TRADE_BUYER_NOT_MATCH");
        await world.Post($"/wallet/alipay/{number}/pay");
        (await Place()).SubCode.ShouldBe("ACQ.TRADE_HAS_SUCCESS");
        var closed = Number();
        await Merchant.Call("alipay.trade.create", AlipayMerchant.Jsapi(closed));
        (await Merchant.Call("alipay.trade.close", AlipayMerchant.Number(closed))).Code.ShouldBe("10000");
        (await Merchant.Call("alipay.trade.create", AlipayMerchant.Jsapi(closed))).SubCode.ShouldBe("ACQ.TRADE_HAS_CLOSE");
        (await Merchant.Call("alipay.trade.close", AlipayMerchant.Number(closed))).SubCode.ShouldBe("ACQ.REASON_ILLEGAL_STATUS");
        (await Merchant.Call("alipay.trade.close", AlipayMerchant.Number(number)))
            .SubCode.ShouldBe("ACQ.REASON_TRADE_STATUS_INVALID");
        (await world.Post($"/wallet/alipay/{closed}/pay")).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData("timeout_express", "5m", 5)]
    [InlineData("time_expire", "", 7)]
    public async Task A_trade_ends_when_its_time_is_over(string field, string value, int minutes)
    {
        var number = Number();
        var until = world.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).AddMinutes(minutes);
        await Merchant.Call("alipay.trade.create", AlipayMerchant.With(AlipayMerchant.Jsapi(number),
            (field, value.Length > 0 ? value : until.ToString("yyyy-MM-dd HH:mm:ss", null))));
        world.Clock.Move(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
        (await Merchant.Query(number)).Text("trade_status").ShouldBe("WAIT_BUYER_PAY");

        world.Clock.Move(TimeSpan.FromSeconds(1));

        (await Merchant.Query(number)).Text("trade_status").ShouldBe("TRADE_CLOSED");
        ((string?)(await world.Post($"/wallet/alipay/{number}/pay")).Json["reason"]).ShouldBe("expired");
    }

    [Fact]
    public async Task Cancel_closes_what_is_unpaid_gives_back_what_is_paid_and_takes_no_notice_of_nothing()
    {
        var (unpaid, paid) = (Number(), Number());
        await Merchant.Call("alipay.trade.create", AlipayMerchant.Jsapi(unpaid));
        await Merchant.Call("alipay.trade.create", AlipayMerchant.Jsapi(paid));
        await world.Post($"/wallet/alipay/{paid}/pay");

        (await Merchant.Call("alipay.trade.cancel", AlipayMerchant.Number(unpaid))).Text("action").ShouldBe("close");
        (await Merchant.Call("alipay.trade.cancel", AlipayMerchant.Number(paid))).Text("action").ShouldBe("refund");
        (await Merchant.Call("alipay.trade.cancel", AlipayMerchant.Number(Number()))).Text("action").ShouldBe("");

        (await Merchant.Query(unpaid)).Text("trade_status").ShouldBe("TRADE_CLOSED");
        (await Merchant.Query(paid)).Text("trade_status").ShouldBe("TRADE_CLOSED");
    }

    [Fact]
    public async Task A_login_tells_who_opened_the_page_once()
    {
        var login = $"{world.Alipay}/oauth2/publicAppAuthorize.htm?app_id={Merchant.AppId}&scope=auth_base&state=s%201"
            + "&redirect_uri=";
        using var answer = await world.Http.GetAsync(login + Uri.EscapeDataString(world.PlatformUrl + "/back?hospital=1"));
        var back = AlipayMerchant.Form(answer.Headers.Location!.Query);
        (back["hospital"], back["state"], back["app_id"], back["scope"]).ShouldBe(("1", "s 1", Merchant.AppId, "auth_base"));
        (string, string)[] exchange = [("grant_type", "authorization_code"), ("code", back["auth_code"])];

        var token = await Merchant.Call("alipay.system.oauth.token", null, exchange);

        token.NodeName.ShouldBe("alipay_system_oauth_token_response");
        token.IsGenuine.ShouldBeTrue();
        token.Text("open_id")!.Length.ShouldBe(28);
        token.Code.ShouldBeNull();
        var again = await Merchant.Call("alipay.system.oauth.token", null, exchange);
        (again.NodeName, again.SubCode).ShouldBe(("error_response", "isv.code-invalid"));
        (await world.Http.GetAsync(login + "https%3A%2F%2Felsewhere.example")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_bridge_is_served_and_opens_a_trade_made_for_it()
    {
        (await world.Http.GetStringAsync(world.Alipay + "/sandbox/alipay-js-bridge.js")).ShouldContain("AlipayJSBridge");
        var number = Number();
        var tradeNo = (await Merchant.Call("alipay.trade.create", AlipayMerchant.Jsapi(number))).Text("trade_no");
        var cashier = $"{world.Alipay}/sandbox/tradepay-cashier?tradeNO={tradeNo}";
        var page = await world.Http.GetStringAsync(cashier);

        using var cancelled = await Press(page, "cancel");
        (await cancelled.Content.ReadAsStringAsync()).ShouldContain("resultCode:'6001'");
        using var paid = await Press(page, "pay");
        (await paid.Content.ReadAsStringAsync()).ShouldContain("resultCode:'9000'");

        (await world.Http.GetStringAsync(cashier)).ShouldContain("resultCode:'4000'");
        (await Merchant.Query(number)).Text("trade_status").ShouldBe("TRADE_SUCCESS");
    }

    /// <summary>Sends the cashier's form as a browser would.</summary>
    private Task<HttpResponseMessage> Press(string page, string choice)
    {
        var action = System.Text.RegularExpressions.Regex.Match(page, "action=\"([^\"]+)\"").Groups[1].Value;
        var tradeNo = System.Text.RegularExpressions.Regex.Match(page, "name=\"trade_no\" value=\"([^\"]+)\"").Groups[1].Value;
        return world.Http.PostAsync(world.Alipay + action, new FormUrlEncodedContent(
            new Dictionary<string, string> { ["trade_no"] = tradeNo, ["choice"] = choice }));
    }
}
