using System.Net;
using MobilePay.Sandbox.Tests.Support;

namespace MobilePay.Sandbox.Tests;

public sealed class AlipayFaultTests(OutsideWorld world) : IClassFixture<OutsideWorld>
{
    private AlipayMerchant Merchant => world.AlipayMerchant;

    private static string Number() => "F" + Guid.NewGuid().ToString("N")[..20];

    private async Task<string> Created()
    {
        var number = Number();
        await Merchant.Call("alipay.trade.create", AlipayMerchant.Jsapi(number));
        return number;
    }

    [Fact]
    public async Task Error_is_20000_refuse_is_the_documented_word_and_a_bad_signature_does_not_verify()
    {
        var number = await Created();
        await world.Fault("{\"alipay.query\":{\"mode\":\"error\",\"times\":1}}");
        (await Merchant.Query(number)).Code.ShouldBe("20000");
        await world.Fault("{\"alipay.query\":{\"mode\":\"refuse\",\"code\":\"ACQ.SYSTEM_ERROR\",\"times\":1}}");
        (await Merchant.Query(number)).SubCode.ShouldBe("ACQ.SYSTEM_ERROR");
        await world.Fault("{\"alipay.query\":{\"mode\":\"wrong-signature\",\"times\":1}}");
        var spoilt = await Merchant.Query(number);
        (spoilt.Code, spoilt.IsGenuine).ShouldBe(("10000", false));
    }

    [Fact]
    public async Task Still_paying_is_said_of_a_trade_that_is_paid()
    {
        var number = await Created();
        await world.Post($"/wallet/alipay/{number}/pay");
        await world.Fault("{\"alipay.query\":{\"mode\":\"user-paying\",\"times\":2}}");

        (await Merchant.Query(number)).Text("trade_status").ShouldBe("WAIT_BUYER_PAY");
        (await Merchant.Query(number)).Text("send_pay_date").ShouldBeNull();
        (await Merchant.Query(number)).Text("trade_status").ShouldBe("TRADE_SUCCESS");
    }

    [Fact]
    public async Task A_refund_that_was_never_answered_was_made_all_the_same()
    {
        var number = await Created();
        await world.Post($"/wallet/alipay/{number}/pay");
        await world.Fault("{\"alipay.refund\":{\"mode\":\"timeout-after-commit\",\"times\":1}}");

        var sent = Merchant.GiveBack(number, "5.00", "R1");
        await OutsideWorld.Until(async () => (await Merchant.QueryRefund(number, "R1")).Text("refund_status") is not null);

        sent.IsCompleted.ShouldBeFalse();
        (await Merchant.GiveBack(number, "5.00", "R1")).Text("fund_change").ShouldBe("N");
    }

    [Fact]
    public async Task The_patient_can_pay_before_the_call_is_answered()
    {
        var number = Number();
        await world.Fault("{\"alipay.create\":{\"mode\":\"paid-before-answer\",\"times\":1}}");

        (await Merchant.Call("alipay.trade.create", AlipayMerchant.Jsapi(number),
            ("notify_url", world.PlatformUrl + OutsideWorld.AlipayPathFor(number)))).Code.ShouldBe("10000");

        world.HeardCount(OutsideWorld.AlipayPathFor(number)).ShouldBe(1);
        (await Merchant.Query(number)).Text("trade_status").ShouldBe("TRADE_SUCCESS");
    }

    [Fact]
    public async Task A_cashier_that_is_down_makes_no_trade()
    {
        var number = Number();
        var address = Merchant.Address("alipay.trade.wap.pay", AlipayMerchant.Wap(number));
        await world.Fault("{\"alipay.cashier\":{\"mode\":\"error\",\"times\":1}}");

        using var down = await world.Http.GetAsync(address);

        down.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Merchant.Query(number)).SubCode.ShouldBe("ACQ.TRADE_NOT_EXIST");
        (await world.Http.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Trades_codes_refunds_and_certificates_outlive_a_restart_and_owed_notices_go_on()
    {
        var (paid, printed) = (Number(), Number());
        var path = OutsideWorld.AlipayPathFor(paid);
        var code = (await Merchant.Call("alipay.trade.precreate",
            AlipayMerchant.Order(printed, "FACE_TO_FACE_PAYMENT"))).Text("qr_code");
        await Merchant.Call("alipay.trade.create", AlipayMerchant.Jsapi(paid), ("notify_url", world.PlatformUrl + path));
        world.EarWords[path] = () => "fail";
        world.Clock.HoldsWaits = true;
        await world.Post($"/wallet/alipay/{paid}/pay");
        await world.NextHeard(path);
        await Merchant.GiveBack(paid, "1.00", "R1");
        await world.NextHeard(path);
        var root = File.ReadAllText(Path.Combine(world.Folder, "alipay-root-cert.pem"));

        await world.Restart(() => world.EarWords[path] = () => "success");

        await world.NextHeard(path);
        await world.NextHeard(path);
        world.Clock.HoldsWaits = false;
        (await Merchant.Query(paid)).Text("trade_status").ShouldBe("TRADE_SUCCESS");
        (await Merchant.QueryRefund(paid, "R1")).Text("refund_status").ShouldBe("REFUND_SUCCESS");
        (await world.Post($"/wallet/alipay/{printed}/pay", new { qrCode = code })).Status.ShouldBe(HttpStatusCode.OK);
        File.ReadAllText(Path.Combine(world.Folder, "alipay-root-cert.pem")).ShouldBe(root);
    }

    [Theory]
    [InlineData("{\"alipay.refund\":{\"mode\":\"outcome\",\"code\":\"ABNORMAL\"}}")]
    [InlineData("{\"alipay.query\":{\"mode\":\"refuse\",\"code\":\"NOT_ENOUGH\"}}")]
    [InlineData("{\"alipay.query\":{\"mode\":\"refuse\"}}")]
    [InlineData("{\"alipay.query\":{\"mode\":\"reorder\"}}")]
    [InlineData("{\"alipay.close\":{\"mode\":\"user-paying\"}}")]
    public async Task A_fault_that_is_not_documented_is_refused(string fault) =>
        (await world.Fault(fault)).ShouldBe(HttpStatusCode.BadRequest);
}
