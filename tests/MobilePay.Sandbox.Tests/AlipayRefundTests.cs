using System.Net;
using MobilePay.Sandbox.Tests.Support;

namespace MobilePay.Sandbox.Tests;

public sealed class AlipayRefundTests(OutsideWorld world) : IClassFixture<OutsideWorld>
{
    private AlipayMerchant Merchant => world.AlipayMerchant;

    private async Task<string> Paid()
    {
        var number = "R" + Guid.NewGuid().ToString("N")[..20];
        await Merchant.Call("alipay.trade.create", AlipayMerchant.Jsapi(number),
            ("notify_url", world.PlatformUrl + OutsideWorld.AlipayPathFor(number)));
        (await world.Post($"/wallet/alipay/{number}/pay")).Status.ShouldBe(HttpStatusCode.OK);
        await world.NextHeard(OutsideWorld.AlipayPathFor(number));
        return number;
    }

    [Fact]
    public async Task Part_after_part_goes_back_the_fee_adds_up_and_the_whole_closes_the_trade()
    {
        var number = await Paid();

        var first = await Merchant.GiveBack(number, "12.60", "R1");
        (first.Text("fund_change"), first.Text("refund_fee")).ShouldBe(("Y", "12.60"));
        (await Merchant.Query(number)).Text("trade_status").ShouldBe("TRADE_SUCCESS");
        var part = AlipayMerchant.Form((await world.NextHeard(OutsideWorld.AlipayPathFor(number))).Body);
        Merchant.IsGenuine(part).ShouldBeTrue();
        (part["trade_status"], part["refund_fee"], part["out_biz_no"]).ShouldBe(("TRADE_SUCCESS", "12.60", "R1"));
        part["gmt_refund"].ShouldMatch(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}$");

        var second = await Merchant.GiveBack(number, "40.80", "R2");
        (second.Text("fund_change"), second.Text("refund_fee")).ShouldBe(("Y", "53.40"));
        (await Merchant.Query(number)).Text("trade_status").ShouldBe("TRADE_CLOSED");
        var whole = AlipayMerchant.Form((await world.NextHeard(OutsideWorld.AlipayPathFor(number))).Body);
        (whole["trade_status"], whole["refund_fee"], whole["out_biz_no"]).ShouldBe(("TRADE_CLOSED", "53.40", "R2"));

        ((string?)(await world.Post($"/wallet/alipay/{number}/pay")).Json["reason"]).ShouldBe("refunded");
        var order = (await world.Json("/book/alipay"))["orders"]!.AsArray().Single(o => (string?)o!["outTradeNo"] == number)!;
        order["refundedFen"]!.GetValue<long>().ShouldBe(5340);
        order["refunds"]!.AsArray().Select(r => ((string?)r!["refundNo"], r["amountFen"]!.GetValue<long>(), (string?)r["status"]))
            .ShouldBe([("R1", 1260, "SUCCESS"), ("R2", 4080, "SUCCESS")]);
    }

    [Fact]
    public async Task The_same_request_moves_no_money_twice_and_another_amount_is_refused()
    {
        var number = await Paid();
        await Merchant.GiveBack(number, "10.00", "R1");

        var again = await Merchant.GiveBack(number, "10", "R1");

        (again.Code, again.Text("fund_change"), again.Text("refund_fee")).ShouldBe(("10000", "N", "10.00"));
        (await Merchant.GiveBack(number, "10.01", "R1")).SubCode.ShouldBe("ACQ.DISCORDANT_REPEAT_REQUEST");
        var book = (await world.Json("/book/alipay"))["orders"]!.AsArray().Single(o => (string?)o!["outTradeNo"] == number)!;
        book["refundedFen"]!.GetValue<long>().ShouldBe(1000);
    }

    [Theory]
    [InlineData("53.41", "R1", "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL")]
    [InlineData("1.00", null, "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL")]
    [InlineData("0.00", "R1", "ACQ.REASON_TRADE_REFUND_FEE_ERR")]
    [InlineData("1,00", "R1", "ACQ.REASON_TRADE_REFUND_FEE_ERR")]
    public async Task A_refund_that_cannot_be_is_refused_with_its_word(string amount, string? request, string subCode) =>
        (await Merchant.GiveBack(await Paid(), amount, request)).SubCode.ShouldBe(subCode);

    [Fact]
    public async Task Without_a_request_number_the_whole_goes_back_under_the_orders_own()
    {
        var number = await Paid();

        (await Merchant.GiveBack(number, "53.40", null)).Text("fund_change").ShouldBe("Y");

        (await Merchant.QueryRefund(number, number)).Text("refund_status").ShouldBe("REFUND_SUCCESS");
    }

    [Fact]
    public async Task What_is_unpaid_unknown_or_long_ago_is_not_refunded()
    {
        await Merchant.Call("alipay.trade.create", AlipayMerchant.Jsapi("UNPAID1"));
        (await Merchant.GiveBack("UNPAID1", "1.00", "R1")).SubCode.ShouldBe("ACQ.TRADE_STATUS_ERROR");
        (await Merchant.GiveBack("NEVER1", "1.00", "R1")).SubCode.ShouldBe("ACQ.TRADE_NOT_EXIST");
        var number = await Paid();

        world.Clock.Move(TimeSpan.FromDays(366));

        (await Merchant.Query(number)).Text("trade_status").ShouldBe("TRADE_FINISHED");
        (await Merchant.GiveBack(number, "1.00", "R1")).SubCode.ShouldBe("ACQ.TRADE_HAS_FINISHED");
    }

    [Fact]
    public async Task A_refund_query_without_a_status_is_no_success()
    {
        var number = await Paid();
        var unknown = await Merchant.QueryRefund(number, "R1");
        (unknown.Code, unknown.Text("refund_status")).ShouldBe(("10000", null));
        await world.Fault("{\"alipay.refund\":{\"mode\":\"outcome\",\"code\":\"PROCESSING\",\"times\":1}}");

        var accepted = await Merchant.GiveBack(number, "1.00", "R1");
        (accepted.Text("fund_change"), accepted.Text("refund_fee")).ShouldBe(("N", "0.00"));
        var underWay = await Merchant.QueryRefund(number, "R1");
        (underWay.Text("out_request_no"), underWay.Text("refund_status")).ShouldBe(("R1", null));
        // The rest is spoken for while a refund is under way.
        (await Merchant.GiveBack(number, "53.00", "R2")).SubCode.ShouldBe("ACQ.REFUND_AMT_NOT_EQUAL_TOTAL");

        await world.Post($"/control/alipay/refunds/{number}/R1/settle", new { status = "SUCCESS" });

        var done = await Merchant.QueryRefund(number, "R1");
        (done.Text("refund_status"), done.Text("refund_amount"), done.Text("total_amount"))
            .ShouldBe(("REFUND_SUCCESS", "1.00", "53.40"));
        AlipayMerchant.Form((await world.NextHeard(OutsideWorld.AlipayPathFor(number))).Body)["out_biz_no"].ShouldBe("R1");
    }

    [Fact]
    public async Task A_late_refund_ends_by_itself_and_a_failed_one_can_be_asked_for_again()
    {
        var number = await Paid();
        await world.Fault("{\"alipay.refund\":{\"mode\":\"outcome\",\"code\":\"LATER\",\"times\":1}}");
        (await Merchant.GiveBack(number, "1.00", "LATE")).Text("fund_change").ShouldBe("N");
        await OutsideWorld.Until(async () => (await Merchant.QueryRefund(number, "LATE")).Text("refund_status") is not null);

        await world.Fault("{\"alipay.refund\":{\"mode\":\"outcome\",\"code\":\"FAILED\",\"times\":1}}");
        (await Merchant.GiveBack(number, "2.00", "FAILS")).Text("fund_change").ShouldBe("N");
        (await Merchant.QueryRefund(number, "FAILS")).Text("refund_status").ShouldBeNull();

        (await Merchant.GiveBack(number, "2.00", "FAILS")).Text("fund_change").ShouldBe("Y");
        (await Merchant.QueryRefund(number, "FAILS")).Text("refund_status").ShouldBe("REFUND_SUCCESS");
    }
}
