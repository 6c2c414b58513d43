using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using MobilePay.Sandbox.Tests.Support;

namespace MobilePay.Sandbox.Tests;

public sealed class BankNoticeTests(OutsideWorld world) : IClassFixture<OutsideWorld>
{
    private async Task<(BankMerchant Merchant, BankNumber Number, string Path, Func<Task<BankReply>> Pay)> Ready()
    {
        var merchant = world.BankMerchant;
        var token = await merchant.SignUp();
        var number = merchant.Number();
        var path = OutsideWorld.BankPathFor(number.OrderId);
        merchant.BackUrl = world.PlatformUrl + path;
        await merchant.AskForCode(number, token);
        return (merchant, number, path, () => merchant.Pay(number, token));
    }

    [Fact]
    public async Task A_notice_is_a_signed_form_that_a_changed_amount_spoils()
    {
        var (merchant, _, path, pay) = await Ready();

        await pay();

        var heard = await world.NextHeard(path);
        heard.Headers["Content-Type"].ShouldStartWith("application/x-www-form-urlencoded");
        var form = BankMerchant.Form(heard.Body);
        merchant.IsGenuine(form).ShouldBeTrue();
        form["signPubKeyCert"].ShouldContain("\r\n");
        form["txnAmt"] = "1";
        merchant.IsGenuine(form).ShouldBeFalse();
    }

    [Theory]
    [InlineData(204)]
    [InlineData(302)]
    [InlineData(500)]
    public async Task Anything_but_200_is_repeated_on_schedule_and_then_given_up(int status)
    {
        var (merchant, number, path, pay) = await Ready();
        world.EarAnswers[path] = () => status;
        world.Clock.ForgetWaits();

        await pay();

        for (var sending = 0; sending < 5; sending++)
            merchant.IsGenuine(BankMerchant.Form((await world.NextHeard(path)).Body)).ShouldBeTrue();
        await OutsideWorld.Until(async () => (await world.BankOrder(number.OrderId))["noticesSent"]!.GetValue<int>() == 5);
        world.HeardCount(path).ShouldBe(0);
        (await world.BankOrder(number.OrderId))["noticeAccepted"]!.GetValue<bool>().ShouldBeFalse();
        int[] wanted = [60, 120, 240, 300];
        world.Clock.Waits.Select(wait => (int)wait.TotalSeconds).Where(wanted.Contains).ShouldBe(wanted);
    }

    [Theory]
    [InlineData("drop", 0, true)]
    [InlineData("duplicate", 2, true)]
    [InlineData("wrong-signature", 1, false)]
    public async Task A_fault_on_a_notice_happens_and_the_next_one_is_whole(string mode, int copies, bool isGenuine)
    {
        var (merchant, _, path, pay) = await Ready();
        await world.Fault($"{{\"bank.notify\":{{\"mode\":\"{mode}\",\"times\":1}}}}");
        // Refused once, not for ever: what is repeated without end would meet the next test's fault.
        var asked = 0;
        if (mode == "wrong-signature")
            world.EarAnswers[path] = () => ++asked == 1 ? 400 : 200;

        await pay();

        for (var copy = 0; copy < copies; copy++)
            merchant.IsGenuine(BankMerchant.Form((await world.NextHeard(path)).Body)).ShouldBe(isGenuine);
        if (mode != "duplicate")
            merchant.IsGenuine(BankMerchant.Form((await world.NextHeard(path)).Body)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("{\"merId\":\"777999999999999\"}", "merId", "777999999999999")]
    [InlineData("{\"outTradeNo\":\"SOMEBODYELSES\"}", "orderId", "SOMEBODYELSES")]
    [InlineData("{\"totalFen\":1}", "txnAmt", "1")]
    [InlineData("{\"currencyCode\":\"840\"}", "currencyCode", "840")]
    [InlineData("{\"respCode\":\"64\"}", "respCode", "64")]
    public async Task A_forged_notice_is_signed_truly_and_says_something_else(string change, string field, string value)
    {
        var (merchant, number, path, pay) = await Ready();
        await pay();
        await world.NextHeard(path);
        world.EarWords[path] = () => "no";

        var answer = await world.Post(
            "/control/bank/notices", new { outTradeNo = number.OrderId, @override = JsonNode.Parse(change) });

        ((string?)answer.Json["answerBody"]).ShouldBe("no");
        var form = BankMerchant.Form((await world.NextHeard(path)).Body);
        (merchant.IsGenuine(form), form[field]).ShouldBe((true, value));
    }

    [Theory]
    [InlineData("bad", true)]
    [InlineData("missing", false)]
    [InlineData("own-certificate", true)]
    public async Task A_notice_that_is_not_the_acquirers_can_be_had_even_of_an_order_nobody_knows(string signature, bool isSigned)
    {
        var (merchant, number, path, _) = await Ready();

        await world.Post("/control/bank/notices", new { outTradeNo = number.OrderId, signature, url = merchant.BackUrl });

        var form = BankMerchant.Form((await world.NextHeard(path)).Body);
        (merchant.IsGenuine(form), form.ContainsKey("signature")).ShouldBe((false, isSigned));
        if (signature != "own-certificate")
            return;
        using var own = X509Certificate2.CreateFromPem(form["signPubKeyCert"]);
        using var key = own.GetRSAPublicKey()!;
        Bank.BankSignature.Verifies(key, Bank.BankSignature.Built(form), form["signature"]).ShouldBeTrue();
    }

    [Fact]
    public async Task There_is_no_true_notice_of_what_is_not_paid_and_one_of_what_is()
    {
        var (merchant, number, path, pay) = await Ready();
        (await world.Post("/control/bank/notices", new { outTradeNo = number.OrderId, url = merchant.BackUrl }))
            .Status.ShouldBe(HttpStatusCode.NotFound);
        (await world.Post("/control/bank/notices", new { outTradeNo = number.OrderId, signature = "bad" }))
            .Status.ShouldBe(HttpStatusCode.NotFound);
        (await world.Post("/control/bank/notices", new { outTradeNo = number.OrderId, signature = "crooked" }))
            .Status.ShouldBe(HttpStatusCode.BadRequest);
        var payment = (await pay())["queryId"]!;
        await world.NextHeard(path);
        var refund = merchant.Number("R");
        await merchant.GiveBack(refund, payment, 1);
        await world.NextHeard(path);

        foreach (var (query, type) in new[] { ("", "01"), ("?refundNo=" + refund.OrderId, "04") })
        {
            var notice = await world.Json($"/control/bank/notices/{number.OrderId}{query}");
            var form = BankMerchant.Form((string)notice["body"]!);
            (merchant.IsGenuine(form), form["txnType"]).ShouldBe((true, type));
        }
    }

    [Fact]
    public async Task A_notice_out_of_order_comes_after_the_one_that_follows_it()
    {
        var (merchant, number, path, pay) = await Ready();
        await world.Fault("{\"bank.notify\":{\"mode\":\"reorder\",\"times\":1}}");
        var payment = (await pay())["queryId"]!;
        await OutsideWorld.Until(async () => (await world.Json("/faults")).Count == 0);

        await merchant.GiveBack(merchant.Number("R"), payment, 1);

        BankMerchant.Form((await world.NextHeard(path)).Body)["txnType"].ShouldBe("04");
        BankMerchant.Form((await world.NextHeard(path)).Body)["txnType"].ShouldBe("01");
    }
}
