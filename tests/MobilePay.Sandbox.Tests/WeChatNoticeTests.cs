using System.Net;
using System.Text.Json.Nodes;
using MobilePay.Sandbox.Tests.Support;

namespace MobilePay.Sandbox.Tests;

public sealed class WeChatNoticeTests(OutsideWorld world) : IClassFixture<OutsideWorld>
{
    private static string Number() => "N" + Guid.NewGuid().ToString("N")[..20];

    private async Task<string> Paid()
    {
        var number = Number();
        await world.Merchant.Place("native", world.Merchant.Order(number, notify: world.NotifyUrlFor(number)));
        (await world.Post($"/wallet/wechat/{number}/pay")).Status.ShouldBe(HttpStatusCode.OK);
        await world.NextHeard(OutsideWorld.PathFor(number));
        return number;
    }

    [Fact]
    public async Task A_true_notice_can_be_had_again_and_again_signed_anew_each_time()
    {
        var number = await Paid();

        var first = await world.Json("/control/wechat/notices/" + number);
        var second = await world.Json("/control/wechat/notices/" + number);

        foreach (var notice in new[] { first, second })
        {
            ((string?)notice["url"]).ShouldBe(world.NotifyUrlFor(number));
            var headers = notice["headers"]!.AsObject().ToDictionary(header => header.Key, header => (string)header.Value!);
            world.Merchant.IsGenuine(headers, (string)notice["body"]!).ShouldBeTrue();
            var paid = world.Merchant.Open(JsonNode.Parse((string)notice["body"]!)!["resource"]!);
            ((string?)paid["out_trade_no"]).ShouldBe(number);
            ((string?)paid["trade_state"]).ShouldBe("SUCCESS");
        }

        ((string?)first["headers"]!["Wechatpay-Nonce"]).ShouldNotBe((string?)second["headers"]!["Wechatpay-Nonce"]);
        JsonNode.Parse((string)first["body"]!)!["id"]!.ToString()
            .ShouldBe(JsonNode.Parse((string)second["body"]!)!["id"]!.ToString());
    }

    [Fact]
    public async Task There_is_no_notice_of_an_order_that_is_not_paid()
    {
        var number = Number();
        await world.Merchant.Place("native", world.Merchant.Order(number));

        using var answer = await world.Http.GetAsync($"{world.People}/control/wechat/notices/{number}");

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await world.Post("/control/wechat/notices", new { outTradeNo = number })).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("{\"totalFen\":1}", "/amount/total", "1")]
    [InlineData("{\"totalFen\":1}", "/amount/payer_total", "1")]
    [InlineData("{\"currency\":\"USD\"}", "/amount/currency", "USD")]
    [InlineData("{\"mchid\":\"1900000000\"}", "/mchid", "1900000000")]
    [InlineData("{\"appid\":\"wx0000000000000000\"}", "/appid", "wx0000000000000000")]
    [InlineData("{\"outTradeNo\":\"SOMEBODYELSES\"}", "/out_trade_no", "SOMEBODYELSES")]
    [InlineData("{\"tradeState\":\"CLOSED\"}", "/trade_state", "CLOSED")]
    public async Task A_notice_with_other_content_is_signed_truly_and_delivered(string change, string at, string value)
    {
        var number = await Paid();
        world.EarAnswers[OutsideWorld.PathFor(number)] = () => 401;

        var answer = await world.Post("/control/wechat/notices", new { outTradeNo = number, @override = JsonNode.Parse(change) });

        answer.Json["status"]!.GetValue<int>().ShouldBe(401);
        var notice = await world.NextHeard(OutsideWorld.PathFor(number));
        world.Merchant.IsGenuine(notice.Headers, notice.Body).ShouldBeTrue();
        JsonNode node = world.Merchant.Open(JsonNode.Parse(notice.Body)!["resource"]!);
        foreach (var name in at[1..].Split('/'))
            node = node[name]!;
        node.ToString().ShouldBe(value);
    }

    [Theory]
    [InlineData("bad")]
    [InlineData("signtest")]
    [InlineData("unknown-serial")]
    public async Task A_forged_signature_does_not_verify(string signature)
    {
        var number = await Paid();

        await world.Post("/control/wechat/notices", new { outTradeNo = number, signature });

        var notice = await world.NextHeard(OutsideWorld.PathFor(number));
        if (signature == "signtest")
            notice.Headers["Wechatpay-Signature"].ShouldStartWith("WECHATPAY/SIGNTEST/");
        else
            world.Merchant.IsGenuine(notice.Headers, notice.Body).ShouldBeFalse();
    }

    [Fact]
    public async Task A_notice_can_be_as_old_as_wanted_and_need_not_be_sent()
    {
        var number = await Paid();

        var answer = await world.Post(
            "/control/wechat/notices", new { outTradeNo = number, timestampOffsetSeconds = -301, send = false });

        var stamped = long.Parse((string)answer.Json["headers"]!["Wechatpay-Timestamp"]!, null);
        stamped.ShouldBe(world.Clock.GetUtcNow().ToUnixTimeSeconds() - 301);
        answer.Json.ContainsKey("status").ShouldBeFalse();
        world.HeardCount(OutsideWorld.PathFor(number)).ShouldBe(0);
        (await world.Post("/control/wechat/notices", new { outTradeNo = number, signature = "crooked" }))
            .Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_notice_nobody_takes_is_repeated_on_the_documented_schedule_and_then_given_up()
    {
        var number = Number();
        var path = OutsideWorld.PathFor(number);
        world.EarAnswers[path] = () => 500;
        world.Clock.ForgetWaits();
        await world.Merchant.Place("native", world.Merchant.Order(number, notify: world.NotifyUrlFor(number)));

        await world.Post($"/wallet/wechat/{number}/pay");

        var heard = new List<Heard>();
        for (var i = 0; i < 16; i++)
            heard.Add(await world.NextHeard(path));
        int[] seconds = [15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10800, 10800, 10800, 21600, 21600];
        world.Clock.Waits.ShouldBe(seconds.Select(s => TimeSpan.FromSeconds(s)));
        heard.Select(notice => notice.Headers["Wechatpay-Nonce"]).Distinct().Count().ShouldBe(16);
        heard.Select(notice => (string?)JsonNode.Parse(notice.Body)!["id"]).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_notice_still_owed_is_sent_after_a_restart()
    {
        var number = Number();
        var path = OutsideWorld.PathFor(number);
        world.EarAnswers[path] = () => 500;
        world.Clock.HoldsWaits = true;
        await world.Merchant.Place("native", world.Merchant.Order(number, notify: world.NotifyUrlFor(number)));
        await world.Post($"/wallet/wechat/{number}/pay");
        await world.NextHeard(path);

        await world.Restart(between: () => world.EarAnswers[path] = () => 204);

        var notice = await world.NextHeard(path);
        world.Merchant.IsGenuine(notice.Headers, notice.Body).ShouldBeTrue();
        await OutsideWorld.Until(async () => (await world.Json("/book/wechat"))["orders"]!.AsArray()
            .Single(order => (string?)order!["outTradeNo"] == number)!["noticeAccepted"]!.GetValue<bool>());
        world.Clock.HoldsWaits = false;
        await world.Restart();
        world.HeardCount(path).ShouldBe(0);
    }

    [Fact]
    public async Task A_dropped_notice_comes_with_the_first_repetition()
    {
        var number = Number();
        world.Clock.ForgetWaits();
        await world.Fault("{\"wechat.notify\":{\"mode\":\"drop\",\"times\":1}}");

        await Place(number);
        await world.Post($"/wallet/wechat/{number}/pay");

        await world.NextHeard(OutsideWorld.PathFor(number));
        world.Clock.Waits.ShouldBe([TimeSpan.FromSeconds(15)]);
    }

    [Fact]
    public async Task A_notice_can_come_twice_late_unreadable_or_falsely_signed()
    {
        var number = Number();
        var path = OutsideWorld.PathFor(number);
        await Place(number);
        await world.Fault("{\"wechat.notify\":{\"mode\":\"duplicate\",\"copies\":3,\"delayMs\":7001,\"times\":1}}");
        await world.Post($"/wallet/wechat/{number}/pay");
        for (var i = 0; i < 3; i++)
            world.Merchant.IsGenuine((await world.NextHeard(path)).Headers, "").ShouldBeFalse();
        world.Clock.Waits.ShouldContain(TimeSpan.FromMilliseconds(7001));

        foreach (var mode in new[] { "garbage", "wrong-signature" })
        {
            var next = Number();
            // The ear refuses the first, as a platform would; the second is the true one.
            var answers = new Queue<int>([400, 200]);
            world.EarAnswers[OutsideWorld.PathFor(next)] = () => answers.Dequeue();
            await Place(next);
            await world.Fault($"{{\"wechat.notify\":{{\"mode\":\"{mode}\",\"times\":1}}}}");
            await world.Post($"/wallet/wechat/{next}/pay");

            var spoilt = await world.NextHeard(OutsideWorld.PathFor(next));
            if (mode == "garbage")
                Should.Throw<System.Text.Json.JsonException>(() => JsonNode.Parse(spoilt.Body));
            else
                world.Merchant.IsGenuine(spoilt.Headers, spoilt.Body).ShouldBeFalse();
            var good = await world.NextHeard(OutsideWorld.PathFor(next));
            world.Merchant.IsGenuine(good.Headers, good.Body).ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData("jsapi")]
    [InlineData("native")]
    public async Task The_notice_can_be_there_before_the_placing_call_is_answered(string product)
    {
        var number = Number();
        var path = OutsideWorld.PathFor(number);
        var answeredFirst = true;
        Task<Reply>? placing = null;
        world.EarAnswers[path] = () =>
        {
            answeredFirst = placing is { IsCompleted: true };
            return 200;
        };
        var order = world.Merchant.Order(number, notify: world.NotifyUrlFor(number));
        if (product == "jsapi")
            order["payer"] = new JsonObject { ["openid"] = "oTestPersonOne00000000000001" };
        await world.Fault("{\"wechat.place\":{\"mode\":\"paid-before-answer\",\"times\":1}}");

        placing = world.Merchant.Place(product, order);
        var placed = await placing;

        placed.Status.ShouldBe(HttpStatusCode.OK, placed.Body);
        world.Merchant.IsGenuine(placed.Headers, placed.Body).ShouldBeTrue();
        answeredFirst.ShouldBeFalse();
        world.HeardCount(path).ShouldBe(1);
        var notice = await world.NextHeard(path);
        var paid = world.Merchant.Open(JsonNode.Parse(notice.Body)!["resource"]!);
        ((string?)paid["trade_state"]).ShouldBe("SUCCESS");
        if (product == "jsapi")
            ((string?)paid["payer"]!["openid"]).ShouldBe("oTestPersonOne00000000000001");
        (await world.Merchant.Close(number)).Code.ShouldBe("ORDERPAID");
    }

    private Task<Reply> Place(string number) =>
        world.Merchant.Place("native", world.Merchant.Order(number, notify: world.NotifyUrlFor(number)));
}
