using System.Net;
using System.Text.Json.Nodes;
using MobilePay.Sandbox.Tests.Support;

namespace MobilePay.Sandbox.Tests;

public sealed class AlipayNoticeTests(OutsideWorld world) : IClassFixture<OutsideWorld>
{
    private AlipayMerchant Merchant => world.AlipayMerchant;

    private async Task<string> Placed(params (string, JsonNode)[] more)
    {
        var number = "N" + Guid.NewGuid().ToString("N")[..20];
        await Merchant.Call("alipay.trade.create", AlipayMerchant.With(AlipayMerchant.Jsapi(number), more),
            ("notify_url", world.PlatformUrl + OutsideWorld.AlipayPathFor(number)));
        return number;
    }

    private async Task<string> Paid()
    {
        var number = await Placed();
        await world.Post($"/wallet/alipay/{number}/pay");
        await world.NextHeard(OutsideWorld.AlipayPathFor(number));
        return number;
    }

    [Fact]
    public async Task A_payment_is_told_with_every_field_signed()
    {
        var number = await Placed(("body", "西药 3 种"), ("passback_params", "a%3D1"));

        await world.Post($"/wallet/alipay/{number}/pay");

        var heard = await world.NextHeard(OutsideWorld.AlipayPathFor(number));
        heard.Headers["Content-Type"].ShouldStartWith("application/x-www-form-urlencoded");
        var form = AlipayMerchant.Form(heard.Body);
        Merchant.IsGenuine(form).ShouldBeTrue();
        (form["out_trade_no"], form["total_amount"], form["trade_status"]).ShouldBe((number, "53.40", "TRADE_SUCCESS"));
        (form["app_id"], form["seller_id"], form["subject"]).ShouldBe((Merchant.AppId, Merchant.SellerId, "处方缴费"));
        (form["body"], form["passback_params"], form["buyer_open_id"]).ShouldBe(("西药 3 种", "a%3D1", "0openid"));
        form.ContainsKey("refund_fee").ShouldBeFalse();
        form["total_amount"] = "0.01";
        Merchant.IsGenuine(form).ShouldBeFalse();
    }

    [Theory]
    [InlineData("fail")]
    [InlineData("SUCCESS")]
    [InlineData("success\n")]
    [InlineData("\uFEFFsuccess")]
    [InlineData("<html>success</html>")]
    public async Task Anything_but_the_seven_bytes_is_repeated_on_schedule_with_the_same_id_and_then_given_up(string words)
    {
        var number = await Placed();
        var path = OutsideWorld.AlipayPathFor(number);
        world.EarWords[path] = () => words;
        world.Clock.ForgetWaits();

        await world.Post($"/wallet/alipay/{number}/pay");

        var ids = new List<string>();
        for (var sending = 0; sending < 8; sending++)
            ids.Add(AlipayMerchant.Form((await world.NextHeard(path)).Body)["notify_id"]);
        ids.Distinct().Count().ShouldBe(1);
        await OutsideWorld.Until(async () => (await Order(number))["noticesSent"]!.GetValue<int>() == 8);
        world.HeardCount(path).ShouldBe(0);
        (await Order(number))["noticeAccepted"]!.GetValue<bool>().ShouldBeFalse();
        int[] wanted = [240, 600, 600, 3600, 7200, 21600, 54000];
        world.Clock.Waits.Where(wait => wanted.Contains((int)wait.TotalSeconds)).Count().ShouldBeGreaterThanOrEqualTo(7);
    }

    [Fact]
    public async Task Success_with_another_status_than_200_is_not_taken()
    {
        var number = await Placed();
        var path = OutsideWorld.AlipayPathFor(number);
        var asked = 0;
        world.EarAnswers[path] = () => ++asked == 1 ? 202 : 200;

        await world.Post($"/wallet/alipay/{number}/pay");

        await world.NextHeard(path);
        await world.NextHeard(path);
        await OutsideWorld.Until(async () => (await Order(number))["noticeAccepted"]!.GetValue<bool>());
        (await Order(number))["noticesSent"]!.GetValue<int>().ShouldBe(2);
    }

    [Theory]
    [InlineData("{\"appId\":\"2021999999999999\"}", "app_id", "2021999999999999")]
    [InlineData("{\"sellerId\":\"2088999999999999\"}", "seller_id", "2088999999999999")]
    [InlineData("{\"outTradeNo\":\"SOMEBODYELSES\"}", "out_trade_no", "SOMEBODYELSES")]
    [InlineData("{\"totalFen\":1}", "total_amount", "0.01")]
    [InlineData("{\"tradeStatus\":\"TRADE_CLOSED\"}", "trade_status", "TRADE_CLOSED")]
    public async Task A_forged_notice_is_signed_truly_and_says_something_else(string change, string field, string value)
    {
        var number = await Placed();
        world.EarWords[OutsideWorld.AlipayPathFor(number)] = () => "failure";

        var answer = await world.Post(
            "/control/alipay/notices", new { outTradeNo = number, @override = JsonNode.Parse(change) });

        ((string?)answer.Json["answerBody"]).ShouldBe("failure");
        var form = AlipayMerchant.Form((await world.NextHeard(OutsideWorld.AlipayPathFor(number))).Body);
        Merchant.IsGenuine(form).ShouldBeTrue();
        form[field].ShouldBe(value);
    }

    [Fact]
    public async Task A_badly_signed_notice_and_one_unsigned_do_not_verify()
    {
        var number = await Paid();
        foreach (var signature in new[] { "bad", "missing" })
        {
            await world.Post("/control/alipay/notices", new { outTradeNo = number, signature });
            var form = AlipayMerchant.Form((await world.NextHeard(OutsideWorld.AlipayPathFor(number))).Body);
            Merchant.IsGenuine(form).ShouldBeFalse();
        }

        (await world.Post("/control/alipay/notices", new { outTradeNo = number, signature = "crooked" }))
            .Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task There_is_no_true_notice_of_a_trade_that_is_not_paid()
    {
        var unpaid = await Placed();
        (await world.Http.GetAsync($"{world.People}/control/alipay/notices/{unpaid}"))
            .StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await world.Post("/control/alipay/notices", new { outTradeNo = unpaid })).Status.ShouldBe(HttpStatusCode.NotFound);
        var paid = await Paid();

        var notice = await world.Json("/control/alipay/notices/" + paid);

        Merchant.IsGenuine(AlipayMerchant.Form((string)notice["body"]!)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("drop", 0, true)]
    [InlineData("duplicate", 2, true)]
    [InlineData("wrong-signature", 1, false)]
    public async Task A_fault_on_a_notice_happens_and_the_next_one_is_whole(string mode, int copies, bool genuine)
    {
        var number = await Placed();
        await world.Fault($"{{\"alipay.notify\":{{\"mode\":\"{mode}\",\"times\":1}}}}");
        if (mode == "wrong-signature")
            world.EarWords[OutsideWorld.AlipayPathFor(number)] = () => "fail";

        await world.Post($"/wallet/alipay/{number}/pay");

        for (var copy = 0; copy < copies; copy++)
        {
            var form = AlipayMerchant.Form((await world.NextHeard(OutsideWorld.AlipayPathFor(number))).Body);
            Merchant.IsGenuine(form).ShouldBe(genuine);
        }

        // Taken from now on: one that is repeated for ever would meet the next test's fault.
        world.EarWords.TryRemove(OutsideWorld.AlipayPathFor(number), out _);
        if (mode == "duplicate")
            return;
        var next = await world.NextHeard(OutsideWorld.AlipayPathFor(number));
        Merchant.IsGenuine(AlipayMerchant.Form(next.Body)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_notice_out_of_order_comes_after_the_one_that_follows_it()
    {
        var number = await Placed();
        await world.Fault("{\"alipay.notify\":{\"mode\":\"reorder\",\"times\":1}}");
        await world.Post($"/wallet/alipay/{number}/pay");
        await OutsideWorld.Until(async () => (await world.Json("/faults")).Count == 0);

        await Merchant.GiveBack(number, "1.00", "R1");

        var path = OutsideWorld.AlipayPathFor(number);
        AlipayMerchant.Form((await world.NextHeard(path)).Body)["out_biz_no"].ShouldBe("R1");
        AlipayMerchant.Form((await world.NextHeard(path)).Body).ContainsKey("out_biz_no").ShouldBeFalse();
    }

    private async Task<JsonNode> Order(string number) =>
        (await world.Json("/book/alipay"))["orders"]!.AsArray().Single(order => (string?)order!["outTradeNo"] == number)!;
}
