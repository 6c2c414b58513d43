using System.Net;
using System.Text.Json.Nodes;
using MobilePay.Sandbox.Tests.Support;

namespace MobilePay.Sandbox.Tests;

public sealed class DeskRefundTests(OutsideWorld world) : IClassFixture<OutsideWorld>
{
    private const string Path = "/his/v1/refund-requests";

    private async Task<string> Settled()
    {
        world.EarAnswers.TryRemove(Path, out _);
        world.EarWords[Path] = () => "{\"status\":\"refunding\"}";
        var bill = await world.Bill();
        (await world.His.Settle(bill, "P" + bill)).Result.ShouldBe("ACCEPTED");
        return bill;
    }

    private async Task<string?> Status(string bill) => (string?)(await world.His.Read(bill)).Json["status"];

    private async Task<JsonNode> Settlement(string bill) =>
        (await world.Json("/book/his"))["settlements"]!.AsArray().Single(s => (string?)s!["billNo"] == bill)!;

    [Fact]
    public async Task The_hospital_cancels_a_part_then_the_rest_and_asks_the_platform_each_time()
    {
        var bill = await Settled();

        var part = await world.Post(
            $"/desk/bills/{bill}/refund", new { amountFen = 1260, reason = "退一盒", hisRefundNo = "HR1" + bill });

        part.Status.ShouldBe(HttpStatusCode.OK, part.Body);
        part.Json["platform"]!["status"]!.GetValue<int>().ShouldBe(200);
        ((string?)part.Json["platform"]!["body"]!["status"]).ShouldBe("refunding");
        (await Status(bill)).ShouldBe("PARTLY_REFUNDED");
        var asked = await world.NextHeard(Path);
        var body = JsonNode.Parse(asked.Body)!;
        body.ToJsonString().ShouldBe(new JsonObject
        {
            ["hisRefundNo"] = "HR1" + bill,
            ["orderNo"] = "P" + bill,
            ["amountFen"] = 1260,
            ["reason"] = "退一盒",
        }.ToJsonString());
        asked.Headers["X-Signature"].Length.ShouldBe(44);

        var rest = await world.Post($"/desk/bills/{bill}/refund");

        rest.Json["amountFen"]!.GetValue<long>().ShouldBe(4080);
        (await Status(bill)).ShouldBe("REFUNDED");
        (await world.NextHeard(Path)).Body.ShouldContain("\"amountFen\":4080");
        (await Settlement(bill))["refundedFen"]!.GetValue<long>().ShouldBe(5340);
        (await world.Post($"/desk/bills/{bill}/refund")).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Refused_by_the_platform_the_book_is_put_back()
    {
        var bill = await Settled();
        world.EarAnswers[Path] = () => 409;
        world.EarWords[Path] = () => "{\"code\":\"refund.over-rest\"}";

        var refused = await world.Post($"/desk/bills/{bill}/refund", new { amountFen = 100 });

        refused.Status.ShouldBe(HttpStatusCode.OK);
        refused.Json["platform"]!["status"]!.GetValue<int>().ShouldBe(409);
        ((string?)refused.Json["platform"]!["body"]!["code"]).ShouldBe("refund.over-rest");
        (await Status(bill)).ShouldBe("PAID");
        (await Settlement(bill))["refundedFen"]!.GetValue<long>().ShouldBe(0);
        await world.NextHeard(Path);
    }

    [Fact]
    public async Task A_platform_that_is_broken_is_asked_again_with_the_same_number()
    {
        var bill = await Settled();
        world.EarAnswers[Path] = () => 503;
        var number = "HRX" + bill;

        await world.Post($"/desk/bills/{bill}/refund", new { amountFen = 100, hisRefundNo = number });
        (await Status(bill)).ShouldBe("PARTLY_REFUNDED");
        ((string?)(await Settlement(bill))["refunds"]![0]!["status"]).ShouldBe("UNTOLD");
        (await world.Http.GetStringAsync($"{world.People}/desk/refund/{bill}")).ShouldContain("hisRefundNo=" + number);
        world.EarAnswers.TryRemove(Path, out _);
        var again = await world.Post($"/desk/bills/{bill}/refund", new { amountFen = 100, hisRefundNo = number });

        again.Json["platform"]!["status"]!.GetValue<int>().ShouldBe(200);
        (await Settlement(bill))["refunds"]!.AsArray().Count.ShouldBe(1);
        (await Settlement(bill))["refundedFen"]!.GetValue<long>().ShouldBe(100);
        (await world.Post($"/desk/bills/{bill}/refund", new { amountFen = 101, hisRefundNo = number }))
            .Status.ShouldBe(HttpStatusCode.Conflict);
        await world.NextHeard(Path);
        await world.NextHeard(Path);
    }

    [Fact]
    public async Task What_was_handed_out_must_come_back_first()
    {
        var bill = await Settled();
        (await world.Post($"/pharmacy/{bill}/return")).Status.ShouldBe(HttpStatusCode.Conflict);
        await world.Post($"/pharmacy/{bill}/dispense");
        (await world.Post($"/desk/bills/{bill}/refund")).Status.ShouldBe(HttpStatusCode.Conflict);
        (await Status(bill)).ShouldBe("PAID");

        (await world.Post($"/pharmacy/{bill}/return")).Status.ShouldBe(HttpStatusCode.OK);

        (await world.Post($"/desk/bills/{bill}/refund")).Status.ShouldBe(HttpStatusCode.OK);
        (await Status(bill)).ShouldBe("REFUNDED");
        await world.NextHeard(Path);
    }

    [Theory]
    [InlineData(0, HttpStatusCode.BadRequest)]
    [InlineData(5341, HttpStatusCode.Conflict)]
    public async Task An_amount_that_is_not_there_is_refused_and_nobody_is_asked(int fen, HttpStatusCode status)
    {
        var bill = await Settled();

        (await world.Post($"/desk/bills/{bill}/refund", new { amountFen = fen })).Status.ShouldBe(status);

        (await Status(bill)).ShouldBe("PAID");
        world.HeardCount(Path).ShouldBe(0);
        (await world.Post("/desk/bills/B0/refund")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await world.Post($"/desk/bills/{await world.Bill()}/refund")).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_refunded_settlement_is_not_reversed_and_the_pages_show_it()
    {
        var bill = await Settled();
        (await world.Http.GetStringAsync(world.People + "/desk")).ShouldContain("/desk/refund/" + bill);
        await world.Post($"/desk/bills/{bill}/refund", new { amountFen = 1260 });
        await world.NextHeard(Path);

        var reversal = new JsonObject { ["reversalNo"] = "RV", ["reason"] = "late" };
        (await world.His.Send(HttpMethod.Post, $"/his/v1/settlements/P{bill}/reversal", reversal))
            .Result.ShouldBe("ALREADY_PAID");

        (await world.Http.GetStringAsync($"{world.People}/desk/refund/{bill}")).ShouldContain("40.80");
        (await world.Http.GetStringAsync($"{world.People}/desk/refund/{bill}?lang=en")).ShouldContain("SIMULATED");
        (await world.Http.GetStringAsync(world.People + "/phone/books")).ShouldContain("¥12.60");
    }
}
