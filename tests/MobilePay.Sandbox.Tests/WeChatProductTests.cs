using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MobilePay.Sandbox.Tests.Support;

namespace MobilePay.Sandbox.Tests;

public sealed class WeChatProductTests(OutsideWorld world) : IClassFixture<OutsideWorld>
{
    private const string Openid = "oTestPersonOne00000000000001";

    private static string Number() => "J" + Guid.NewGuid().ToString("N")[..20];

    [Fact]
    public async Task Jsapi_and_app_answer_a_prepay_id()
    {
        (await PrepayId(Number())).Length.ShouldBe(36);
        var app = await world.Merchant.Place("app", world.Merchant.Order(Number()));
        ((string)app.Json["prepay_id"]!).ShouldStartWith("wx");
    }

    [Fact]
    public async Task A_paid_order_is_found_by_its_transaction_id()
    {
        var number = Number();
        await PrepayId(number);
        var paid = await world.Post($"/wallet/wechat/{number}/pay", new { openid = Openid });
        var target = $"/v3/pay/transactions/id/{paid.Json["transactionId"]}?mchid={world.Merchant.MchId}";

        var found = await world.Merchant.Send(HttpMethod.Get, target);

        ((string?)found.Json["out_trade_no"]).ShouldBe(number);
        ((string?)found.Json["trade_type"]).ShouldBe("JSAPI");
        ((string?)found.Json["payer"]!["openid"]).ShouldBe(Openid);
        (await world.Merchant.Send(HttpMethod.Get, target.Replace("42000", "42001", StringComparison.Ordinal))).Code
            .ShouldBe("ORDER_NOT_EXIST");
    }

    [Fact]
    public async Task An_order_bound_to_one_person_is_not_paid_by_another()
    {
        var number = Number();
        await PrepayId(number);

        var refused = await world.Post($"/wallet/wechat/{number}/pay", new { openid = "oTestPersonTwo00000000000002" });

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        ((string?)refused.Json["reason"]).ShouldBe("other-payer");
    }

    [Fact]
    public async Task The_bridge_is_a_script_and_its_cashier_takes_the_money_and_tells_the_page()
    {
        var number = Number();
        var given = world.Merchant.Bridge(await PrepayId(number));
        (await world.Http.GetStringAsync(world.WeChat + "/sandbox/weixin-js-bridge.js")).ShouldContain("getBrandWCPayRequest");

        (await Frame(given)).ShouldContain("¥53.40");
        (await Answer(given, "cancel")).ShouldContain("get_brand_wcpay_request:cancel");
        (await State(number)).ShouldBe("NOTPAY");
        (await Answer(given, "pay")).ShouldContain("get_brand_wcpay_request:ok");

        (await State(number)).ShouldBe("SUCCESS");
        await world.NextHeard(OutsideWorld.PathFor(number));
        (await Answer(given, "pay")).ShouldContain("get_brand_wcpay_request:fail");
    }

    [Theory]
    [InlineData("appId", "wx0000000000000000")]
    [InlineData("signType", "MD5")]
    [InlineData("nonceStr", "")]
    [InlineData("nonceStr", "changedafterwards")]
    [InlineData("timeStamp", "1554208460")]
    [InlineData("timeStamp", "soon")]
    [InlineData("package", "prepay_id=wx404")]
    [InlineData("paySign", "WECHATPAY/SIGNTEST/")]
    public async Task The_bridge_takes_nothing_that_is_not_signed_as_documented(string field, string value)
    {
        var number = Number();
        var given = world.Merchant.Bridge(await PrepayId(number));
        given[field] = value;

        (await Frame(given)).ShouldContain("get_brand_wcpay_request:fail");
        (await Answer(given, "pay")).ShouldContain("get_brand_wcpay_request:fail");
        (await State(number)).ShouldBe("NOTPAY");
    }

    [Fact]
    public async Task The_h5_cashier_takes_the_money_and_sends_the_browser_back()
    {
        var number = Number();
        var back = world.PlatformUrl + "/s/t0ken?paid=1";
        var link = await H5Link(number) + "&redirect_url=" + Uri.EscapeDataString(back);

        var (status, page, _) = await Visit(link);
        status.ShouldBe(HttpStatusCode.OK);
        page.ShouldContain("¥53.40");
        var (sent, _, to) = await Press(page, "pay");

        sent.ShouldBe(HttpStatusCode.Redirect);
        to.ShouldBe(back);
        (await State(number)).ShouldBe("SUCCESS");
        await world.NextHeard(OutsideWorld.PathFor(number));
        (await Visit(link)).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task The_h5_cashier_wants_a_referer_a_registered_address_and_a_link_that_is_its_own()
    {
        var number = Number();
        var link = await H5Link(number);

        (await Visit(link, referer: null)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Visit(link + "&redirect_url=https%3A%2F%2Felsewhere.example%2F")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Visit(link + "x")).Status.ShouldBe(HttpStatusCode.NotFound);
        var (_, page, _) = await Visit(link);
        (await Press(page, "cancel")).Status.ShouldBe(HttpStatusCode.OK);
        (await State(number)).ShouldBe("NOTPAY");
    }

    [Fact]
    public async Task An_h5_link_lives_five_minutes_and_a_new_one_is_given_for_the_same_order()
    {
        var number = Number();
        var first = await H5Link(number);
        var (_, page, _) = await Visit(first);
        world.Clock.Move(TimeSpan.FromSeconds(301));

        (await Visit(first)).Status.ShouldBe(HttpStatusCode.Conflict);
        (await Press(page, "pay")).Status.ShouldBe(HttpStatusCode.Conflict);
        (await State(number)).ShouldBe("NOTPAY");
        (await Visit(await H5Link(number))).Status.ShouldBe(HttpStatusCode.OK);
    }

    private async Task<string> PrepayId(string number)
    {
        var order = world.Merchant.Order(number, notify: world.NotifyUrlFor(number));
        order["payer"] = new JsonObject { ["openid"] = Openid };
        var placed = await world.Merchant.Place("jsapi", order);
        placed.Status.ShouldBe(HttpStatusCode.OK, placed.Body);
        return (string)placed.Json["prepay_id"]!;
    }

    private async Task<string> H5Link(string number)
    {
        var order = world.Merchant.Order(number, notify: world.NotifyUrlFor(number));
        order["scene_info"] = JsonNode.Parse("""{"payer_client_ip":"203.0.113.7","h5_info":{"type":"Wap"}}""");
        var placed = await world.Merchant.Place("h5", order);
        placed.Status.ShouldBe(HttpStatusCode.OK, placed.Body);
        return (string)placed.Json["h5_url"]!;
    }

    private async Task<string?> State(string number) => (string?)(await world.Merchant.Query(number)).Json["trade_state"];

    private Task<string> Frame(Dictionary<string, string> given) => world.Http.GetStringAsync(
        world.WeChat + "/sandbox/jsapi-cashier?"
        + string.Join('&', given.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}")));

    private async Task<string> Answer(Dictionary<string, string> given, string choice)
    {
        using var form = new FormUrlEncodedContent(given.Append(KeyValuePair.Create("choice", choice)));
        using var answer = await world.Http.PostAsync(world.WeChat + "/sandbox/jsapi-cashier", form);
        return await answer.Content.ReadAsStringAsync();
    }

    private Task<(HttpStatusCode Status, string Page, string? To)> Visit(string url, string? referer = "http://localhost/pay")
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (referer is not null)
            request.Headers.Referrer = new Uri(referer);
        return Send(request);
    }

    private Task<(HttpStatusCode Status, string Page, string? To)> Press(string page, string choice)
    {
        var hidden = Regex.Matches(page, "<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">")
            .Select(field => KeyValuePair.Create(field.Groups[1].Value, WebUtility.HtmlDecode(field.Groups[2].Value)));
        return Send(new HttpRequestMessage(HttpMethod.Post, world.WeChat + "/cgi-bin/mmpayweb-bin/checkmweb")
        {
            Content = new FormUrlEncodedContent(hidden.Append(KeyValuePair.Create("choice", choice))),
        });
    }

    private async Task<(HttpStatusCode Status, string Page, string? To)> Send(HttpRequestMessage request)
    {
        using (request)
        {
            using var answer = await world.Http.SendAsync(request);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.Location?.OriginalString);
        }
    }
}
