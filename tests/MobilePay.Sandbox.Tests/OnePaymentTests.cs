using System.Net;
using System.Text.Json.Nodes;
using MobilePay.Sandbox.Tests.Support;

namespace MobilePay.Sandbox.Tests;

public sealed class OnePaymentTests(OutsideWorld world) : IClassFixture<OutsideWorld>
{
    [Fact]
    public async Task A_prescription_is_issued_paid_notified_and_confirmed()
    {
        var issued = await world.Post("/desk/prescriptions", new { });
        issued.Status.ShouldBe(HttpStatusCode.Created);
        issued.Json["payableFen"]!.GetValue<long>().ShouldBe(5340);
        ((string?)issued.Json["token"]).ShouldBe("t0ken");
        var bill = (string)issued.Json["billNo"]!;
        (await world.NextHeard("/his/v1/prescriptions")).Body.ShouldContain(bill);

        (await world.His.Presettle(bill, "P0001")).Result.ShouldBe("ACCEPTED");
        var merchant = world.Merchant;
        var placed = await merchant.Place("native", merchant.Order("P0001x", notify: world.NotifyUrlFor("P0001x")));
        placed.Status.ShouldBe(HttpStatusCode.OK, placed.Body);
        merchant.IsGenuine(placed.Headers, placed.Body).ShouldBeTrue();
        ((string)placed.Json["code_url"]!).ShouldStartWith("weixin://wxpay/bizpayurl?pr=");

        (await world.Post("/wallet/wechat/P0001x/pay")).Status.ShouldBe(HttpStatusCode.OK);
        var notice = await world.NextHeard(OutsideWorld.PathFor("P0001x"));
        merchant.IsGenuine(notice.Headers, notice.Body).ShouldBeTrue();
        var paid = merchant.Open(JsonNode.Parse(notice.Body)!["resource"]!);
        ((string?)paid["out_trade_no"]).ShouldBe("P0001x");
        paid["amount"]!["total"]!.GetValue<long>().ShouldBe(5340);

        (await world.His.Settle(bill, "P0001")).Result.ShouldBe("ACCEPTED");
        (await world.Json("/book/his"))["confirmedFen"]!.GetValue<long>().ShouldBe(5340);
        (await world.Json("/book/wechat"))["capturedFen"]!.GetValue<long>().ShouldBe(5340);
    }
}
