using System.Net;
using System.Text.Json.Nodes;
using MobilePay.Sandbox.Tests.Support;

namespace MobilePay.Sandbox.Tests;

public sealed class WeChatRefundTests(OutsideWorld world) : IClassFixture<OutsideWorld>
{
    private const string Refunds = "/v3/refund/domestic/refunds";

    private static string Number() => "R" + Guid.NewGuid().ToString("N")[..20];

    private async Task<string> Paid()
    {
        var number = Number();
        await world.Merchant.Place("native", world.Merchant.Order(number));
        (await world.Post($"/wallet/wechat/{number}/pay")).Status.ShouldBe(HttpStatusCode.OK);
        return number;
    }

    private JsonObject Wanted(string number, string refundNo, long fen = 1260, long total = 5340) => new()
    {
        ["out_trade_no"] = number,
        ["out_refund_no"] = refundNo,
        ["reason"] = "退药",
        ["notify_url"] = world.NotifyUrlFor(refundNo),
        ["amount"] = new JsonObject { ["refund"] = fen, ["total"] = total, ["currency"] = "CNY" },
    };

    private Task<Reply> Ask(JsonObject refund) => world.Merchant.Send(HttpMethod.Post, Refunds, refund);

    private Task<Reply> Query(string refundNo) => world.Merchant.Send(HttpMethod.Get, Refunds + "/" + refundNo);

    private async Task<JsonObject> Told(string refundNo, string type)
    {
        var notice = await world.NextHeard(OutsideWorld.PathFor(refundNo));
        world.Merchant.IsGenuine(notice.Headers, notice.Body).ShouldBeTrue();
        var envelope = JsonNode.Parse(notice.Body)!;
        ((string?)envelope["event_type"]).ShouldBe(type);
        ((string?)envelope["resource"]!["original_type"]).ShouldBe("refund");
        return world.Merchant.Open(envelope["resource"]!);
    }

    [Fact]
    public async Task A_refund_is_under_way_first_and_done_a_moment_later_and_told()
    {
        var (number, refundNo) = (await Paid(), Number());

        var asked = await Ask(Wanted(number, refundNo));

        asked.Status.ShouldBe(HttpStatusCode.OK, asked.Body);
        world.Merchant.IsGenuine(asked.Headers, asked.Body).ShouldBeTrue();
        ((string?)asked.Json["status"]).ShouldBe("PROCESSING");
        ((string)asked.Json["refund_id"]!).ShouldStartWith("503");
        asked.Json["amount"]!["refund"]!.GetValue<long>().ShouldBe(1260);
        var told = await Told(refundNo, "REFUND.SUCCESS");
        ((string?)told["refund_status"], (string?)told["out_trade_no"]).ShouldBe(("SUCCESS", number));
        told["amount"]!["payer_refund"]!.GetValue<long>().ShouldBe(1260);
        told.ContainsKey("status").ShouldBeFalse();
        world.Clock.Waits.ShouldContain(TimeSpan.FromMilliseconds(300));
        ((string?)(await Query(refundNo)).Json["status"]).ShouldBe("SUCCESS");
        (await Query(refundNo)).Json["success_time"].ShouldNotBeNull();
        ((string?)(await world.Merchant.Query(number)).Json["trade_state"]).ShouldBe("REFUND");
    }

    [Fact]
    public async Task The_same_number_is_the_same_refund_and_other_content_is_refused()
    {
        var (number, refundNo) = (await Paid(), Number());
        var first = await Ask(Wanted(number, refundNo));
        await OutsideWorld.Until(async () => (string?)(await Query(refundNo)).Json["status"] == "SUCCESS");

        var again = await Ask(Wanted(number, refundNo));

        ((string?)again.Json["refund_id"]).ShouldBe((string?)first.Json["refund_id"]);
        ((string?)again.Json["status"]).ShouldBe("SUCCESS");
        (await Ask(Wanted(number, refundNo, fen: 1261))).Code.ShouldBe("INVALID_REQUEST");
        (await Ask(Wanted(await Paid(), refundNo))).Code.ShouldBe("INVALID_REQUEST");
        var order = (await world.Json("/book/wechat"))["orders"]!.AsArray().Single(o => (string?)o!["outTradeNo"] == number)!;
        order["refundedFen"]!.GetValue<long>().ShouldBe(1260);
        order["refunds"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task No_more_than_the_rest_goes_back()
    {
        var number = await Paid();
        (await Ask(Wanted(number, Number(), fen: 5000))).Status.ShouldBe(HttpStatusCode.OK);

        var over = await Ask(Wanted(number, Number(), fen: 341));

        (over.Status, over.Code).ShouldBe((HttpStatusCode.BadRequest, "INVALID_REQUEST"));
        (await Ask(Wanted(number, Number(), fen: 340))).Status.ShouldBe(HttpStatusCode.OK);
        (await Ask(Wanted(number, Number(), fen: 1))).Code.ShouldBe("INVALID_REQUEST");
    }

    [Theory]
    [InlineData("{\"extra\":1}")]
    [InlineData("{\"out_refund_no\":\"bad number\"}")]
    [InlineData("{\"transaction_id\":\"42000\"}")]
    [InlineData("{\"out_trade_no\":null}")]
    [InlineData("{\"notify_url\":\"http://localhost/n?a=1\"}")]
    [InlineData("{\"funds_account\":\"POCKET\"}")]
    [InlineData("{\"amount\":{\"refund\":0,\"total\":5340,\"currency\":\"CNY\"}}")]
    [InlineData("{\"amount\":{\"refund\":1,\"total\":5340}}")]
    [InlineData("{\"amount\":{\"refund\":1,\"total\":5340,\"currency\":\"USD\"}}")]
    public async Task A_field_outside_the_document_is_refused(string change)
    {
        var refund = Wanted(await Paid(), Number());
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
            refund[name] = value?.DeepClone();

        (await Ask(refund)).Code.ShouldBe("PARAM_ERROR");
    }

    [Fact]
    public async Task What_is_unpaid_unknown_or_of_another_total_is_not_refunded()
    {
        var unpaid = Number();
        await world.Merchant.Place("native", world.Merchant.Order(unpaid));
        (await Ask(Wanted(unpaid, Number()))).Code.ShouldBe("TRADE_ERROR");
        (await Ask(Wanted("NEVERPLACED", Number()))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Ask(Wanted(await Paid(), Number(), total: 5341))).Code.ShouldBe("INVALID_REQUEST");
        var nothing = await Query("NEVERASKED");
        (nothing.Status, nothing.Code).ShouldBe((HttpStatusCode.NotFound, "RESOURCE_NOT_EXISTS"));
    }

    [Theory]
    [InlineData("ABNORMAL", "REFUND.ABNORMAL")]
    [InlineData("CLOSED", "REFUND.CLOSED")]
    public async Task A_refund_can_end_otherwise(string end, string type)
    {
        var (number, refundNo) = (await Paid(), Number());
        await world.Fault($"{{\"wechat.refund\":{{\"mode\":\"outcome\",\"code\":\"{end}\",\"times\":1}}}}");

        ((string?)(await Ask(Wanted(number, refundNo, fen: 5340))).Json["status"]).ShouldBe("PROCESSING");

        ((string?)(await Told(refundNo, type))["refund_status"]).ShouldBe(end);
        ((string?)(await Query(refundNo)).Json["status"]).ShouldBe(end);
        // Only a closed one returned nothing for certain.
        (await Ask(Wanted(number, Number(), fen: 1))).Status
            .ShouldBe(end == "CLOSED" ? HttpStatusCode.OK : HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_refund_that_waits_is_settled_by_hand_once()
    {
        var (number, refundNo) = (await Paid(), Number());
        await world.Fault("{\"wechat.refund\":{\"mode\":\"outcome\",\"code\":\"PROCESSING\",\"times\":1}}");
        await Ask(Wanted(number, refundNo));
        (await world.Http.GetAsync($"{world.People}/control/wechat/refund-notices/{refundNo}"))
            .StatusCode.ShouldBe(HttpStatusCode.NotFound);

        (await world.Post($"/control/wechat/refunds/{refundNo}/settle", new { status = "SUCCESS" }))
            .Status.ShouldBe(HttpStatusCode.OK);

        await Told(refundNo, "REFUND.SUCCESS");
        (await world.Post($"/control/wechat/refunds/{refundNo}/settle", new { status = "CLOSED" }))
            .Status.ShouldBe(HttpStatusCode.Conflict);
        ((string?)(await world.Json($"/control/wechat/refund-notices/{refundNo}"))["url"]).ShouldBe(world.NotifyUrlFor(refundNo));
    }

    [Fact]
    public async Task An_empty_account_and_a_lost_answer_are_faults()
    {
        var (number, refundNo) = (await Paid(), Number());
        await world.Fault("{\"wechat.refund\":{\"mode\":\"refuse\",\"code\":\"NOT_ENOUGH\",\"times\":1}}");
        (await Ask(Wanted(number, refundNo))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await Query(refundNo)).Status.ShouldBe(HttpStatusCode.NotFound);
        await world.Fault("{\"wechat.refund\":{\"mode\":\"timeout-after-commit\",\"times\":1}}");

        var sent = Ask(Wanted(number, refundNo));
        await OutsideWorld.Until(async () => (await Query(refundNo)).Status == HttpStatusCode.OK);

        sent.IsCompleted.ShouldBeFalse();
        (await Ask(Wanted(number, refundNo))).Status.ShouldBe(HttpStatusCode.OK);
        await world.Fault("{\"wechat.query\":{\"mode\":\"user-paying\",\"times\":1}}");
        ((string?)(await world.Merchant.Query(number)).Json["trade_state"]).ShouldBe("USERPAYING");
    }

    [Theory]
    [InlineData("{\"refundFen\":1}", "/amount/refund", "1")]
    [InlineData("{\"refundStatus\":\"ABNORMAL\"}", "/refund_status", "ABNORMAL")]
    [InlineData("{\"outRefundNo\":\"OTHER\"}", "/out_refund_no", "OTHER")]
    [InlineData("{\"mchid\":\"1900000000\"}", "/mchid", "1900000000")]
    public async Task A_forged_notice_of_a_refund_is_signed_truly_and_says_something_else(string change, string at, string value)
    {
        var (number, refundNo) = (await Paid(), Number());
        await Ask(Wanted(number, refundNo));
        await world.NextHeard(OutsideWorld.PathFor(refundNo));

        await world.Post("/control/wechat/refund-notices", new { outRefundNo = refundNo, @override = JsonNode.Parse(change) });

        var notice = await world.NextHeard(OutsideWorld.PathFor(refundNo));
        world.Merchant.IsGenuine(notice.Headers, notice.Body).ShouldBeTrue();
        JsonNode node = world.Merchant.Open(JsonNode.Parse(notice.Body)!["resource"]!);
        foreach (var name in at[1..].Split('/'))
            node = node[name]!;
        node.ToString().ShouldBe(value);
        await world.Post("/control/wechat/refund-notices", new { outRefundNo = refundNo, signature = "bad" });
        var bad = await world.NextHeard(OutsideWorld.PathFor(refundNo));
        world.Merchant.IsGenuine(bad.Headers, bad.Body).ShouldBeFalse();
    }
}
