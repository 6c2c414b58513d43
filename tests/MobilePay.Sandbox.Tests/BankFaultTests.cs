using System.Net;
using System.Text.Json.Nodes;
using MobilePay.Sandbox.Tests.Support;

namespace MobilePay.Sandbox.Tests;

public sealed class BankFaultTests(OutsideWorld world) : IClassFixture<OutsideWorld>
{
    private BankMerchant Merchant => world.BankMerchant;

    private async Task<(string Token, BankNumber Number)> Ready()
    {
        var token = await Merchant.SignUp();
        var number = Merchant.Number();
        await Merchant.AskForCode(number, token);
        return (token, number);
    }

    private async Task<(BankNumber Number, string QueryId)> Paid()
    {
        var (token, number) = await Ready();
        var paid = await Merchant.Pay(number, token);
        await OutsideWorld.Until(async () => (await Merchant.Query(number))["origRespCode"] == "00");
        return (number, paid["queryId"]!);
    }

    [Fact]
    public async Task A_payment_that_was_never_answered_was_made_all_the_same()
    {
        var (token, number) = await Ready();
        await world.Fault("{\"bank.pay\":{\"mode\":\"timeout-after-commit\",\"times\":1}}");

        var sent = Merchant.Pay(number, token);
        await OutsideWorld.Until(async () => (await Merchant.Query(number))["origRespCode"] == "00");

        sent.IsCompleted.ShouldBeFalse();
        (await Merchant.Pay(number, token)).Code.ShouldBe("12");
        (await world.BankOrder(number.OrderId))["paidFen"]!.GetValue<long>().ShouldBe(5340);
    }

    [Theory]
    [InlineData("drop")]
    [InlineData("timeout-before")]
    public async Task A_payment_lost_on_the_way_is_unknown_to_the_bank(string mode)
    {
        var (token, number) = await Ready();
        await world.Fault($"{{\"bank.pay\":{{\"mode\":\"{mode}\",\"times\":1}}}}");

        var sent = Merchant.Pay(number, token);
        await OutsideWorld.Until(async () => (await world.Json("/faults")).Count == 0);

        (await Merchant.Query(number)).Code.ShouldBe("34");
        sent.IsCompleted.ShouldBeFalse();
        (await Merchant.Pay(number, token)).Code.ShouldBe("00");
    }

    [Fact]
    public async Task Error_garbage_refusal_and_a_bad_signature_are_what_they_say()
    {
        var (token, number) = await Ready();
        await world.Fault("{\"bank.pay\":{\"mode\":\"error\",\"times\":1}}");
        (await Merchant.Pay(number, token)).Status.ShouldBe(HttpStatusCode.BadGateway);
        await world.Fault("{\"bank.pay\":{\"mode\":\"refuse\",\"code\":\"64\",\"times\":1}}");
        var refused = await Merchant.Pay(number, token);
        (refused.Code, refused.IsGenuine, refused["orderId"]).ShouldBe(("64", true, number.OrderId));
        (await Merchant.Query(number)).Code.ShouldBe("34");

        await world.Fault("{\"bank.pay\":{\"mode\":\"garbage\",\"times\":1}}");
        var garbage = await Merchant.Pay(number, token);
        (garbage.Status, garbage.Code).ShouldBe((HttpStatusCode.OK, null));
        (await Merchant.Query(number)).Code.ShouldBe("00");

        await world.Fault("{\"bank.query\":{\"mode\":\"wrong-signature\",\"times\":1}}");
        var spoilt = await Merchant.Query(number);
        (spoilt.Code, spoilt.IsGenuine).ShouldBe(("00", false));
    }

    [Fact]
    public async Task A_payment_that_arrives_twice_is_taken_once_and_answered_as_a_duplicate()
    {
        var (token, number) = await Ready();
        await world.Fault("{\"bank.pay\":{\"mode\":\"duplicate\",\"times\":1}}");

        (await Merchant.Pay(number, token)).Code.ShouldBe("12");

        await OutsideWorld.Until(async () => (await Merchant.Query(number))["origRespCode"] == "00");
        (await world.BankOrder(number.OrderId))["paidFen"]!.GetValue<long>().ShouldBe(5340);
    }

    [Fact]
    public async Task In_process_is_said_of_a_payment_that_is_made()
    {
        var (number, _) = await Paid();
        await world.Fault("{\"bank.query\":{\"mode\":\"user-paying\",\"times\":2}}");

        (await Merchant.Query(number))["origRespCode"].ShouldBe("05");
        (await Merchant.Query(number))["origRespCode"].ShouldBe("05");
        (await Merchant.Query(number))["origRespCode"].ShouldBe("00");
    }

    [Fact]
    public async Task The_contradictory_bank_refuses_and_takes_the_money_and_says_so_only_by_its_notice()
    {
        var (token, number) = await Ready();
        var merchant = Merchant;
        merchant.BackUrl = world.PlatformUrl + OutsideWorld.BankPathFor(number.OrderId);
        await world.Fault("{\"bank.pay\":{\"mode\":\"refuse-after-commit\",\"code\":\"64\",\"times\":1},"
            + "\"bank.notify\":{\"mode\":\"drop\",\"times\":1}}");
        world.Clock.HoldsWaits = true;

        (await merchant.Pay(number, token)).Code.ShouldBe("64");
        (await merchant.Query(number))["origRespCode"].ShouldBe("64");
        await world.Restart(() => world.Clock.HoldsWaits = false);

        var notice = BankMerchant.Form((await world.NextHeard(OutsideWorld.BankPathFor(number.OrderId))).Body);
        (notice["respCode"], notice["orderId"], merchant.IsGenuine(notice)).ShouldBe(("00", number.OrderId, true));
        await OutsideWorld.Until(async () => (await merchant.Query(number))["origRespCode"] == "00");
        (await world.BankOrder(number.OrderId))["paidFen"]!.GetValue<long>().ShouldBe(5340);
    }

    [Fact]
    public async Task While_its_notice_is_lost_the_contradictory_bank_goes_on_denying()
    {
        var (token, number) = await Ready();
        await world.Fault("{\"bank.pay\":{\"mode\":\"refuse-after-commit\",\"code\":\"60\",\"times\":1},"
            + "\"bank.notify\":{\"mode\":\"drop\"}}");

        (await Merchant.Pay(number, token)).Code.ShouldBe("60");
        await OutsideWorld.Until(async () => (await world.BankOrder(number.OrderId))["paidFen"]!.GetValue<long>() == 5340);

        (await Merchant.Query(number))["origRespCode"].ShouldBe("60");
        using var cleared = await world.Http.DeleteAsync(world.People + "/faults");
    }

    [Fact]
    public async Task The_notice_can_come_before_the_answer()
    {
        var (token, number) = await Ready();
        var (merchant, path) = (Merchant, OutsideWorld.BankPathFor(number.OrderId));
        merchant.BackUrl = world.PlatformUrl + path;
        await world.Fault("{\"bank.pay\":{\"mode\":\"paid-before-answer\",\"times\":1}}");
        // Without the fault it would stay under way.
        world.Clock.HoldsWaits = true;

        (await merchant.Pay(number, token)).Code.ShouldBe("00");

        world.HeardCount(path).ShouldBe(1);
        (await merchant.Query(number))["origRespCode"].ShouldBe("00");
        world.Clock.HoldsWaits = false;
    }

    [Fact]
    public async Task A_query_of_a_refund_has_faults_of_its_own()
    {
        var (number, payment) = await Paid();
        var refund = Merchant.Number("R");
        await Merchant.GiveBack(refund, payment, 1);
        await world.Fault("{\"bank.refund-query\":{\"mode\":\"refuse\",\"code\":\"06\",\"times\":1}}");

        (await Merchant.Query(number)).Code.ShouldBe("00");
        (await Merchant.Query(refund)).Code.ShouldBe("06");
        (await Merchant.Query(refund)).Code.ShouldBe("00");
    }

    [Theory]
    [InlineData("bank.sms")]
    [InlineData("bank.open")]
    public async Task Sending_codes_and_opening_can_fail_too(string operation)
    {
        await world.Fault($"{{\"{operation}\":{{\"mode\":\"refuse\",\"code\":\"02\",\"times\":1}}}}");
        var number = Merchant.Number("S");

        var asked = await Merchant.AskForOpeningCode(number);
        var opened = await Merchant.Open(number, "111111");

        asked.Code.ShouldBe(operation == "bank.sms" ? "02" : "00");
        opened.Code.ShouldBe(operation == "bank.sms" ? "71" : "02");
    }

    [Fact]
    public async Task Payments_refunds_and_tokens_outlive_a_restart_and_owed_notices_go_on()
    {
        var (token, number) = await Ready();
        var (merchant, path) = (Merchant, OutsideWorld.BankPathFor(number.OrderId));
        merchant.BackUrl = world.PlatformUrl + path;
        // Held by the first notice, so that no second one is sent before the restart.
        world.EarAnswers[path] = () =>
        {
            world.Clock.HoldsWaits = true;
            return 500;
        };
        var paid = await merchant.Pay(number, token);
        await world.NextHeard(path);
        var refund = merchant.Number("R");
        await merchant.GiveBack(refund, paid["queryId"]!, 40);
        var before = await world.BankOrder(number.OrderId);

        await world.Restart(() =>
        {
            world.Clock.HoldsWaits = false;
            world.EarAnswers[path] = () => 200;
        });

        await OutsideWorld.Until(async () => (await world.BankOrder(number.OrderId))["refundedFen"]!.GetValue<long>() == 40);
        var after = await world.BankOrder(number.OrderId);
        foreach (var name in new[] { "queryId", "state", "totalFen", "paidFen", "successTime", "settleDate", "txnTime" })
            JsonNode.DeepEquals(after[name], before[name]).ShouldBeTrue(name);
        (await merchant.Pay(number, token)).Code.ShouldBe("12");
        (await merchant.AskForCode(merchant.Number(), token)).Code.ShouldBe("00");
        await OutsideWorld.Until(async () => (await world.BankOrder(number.OrderId))["noticeAccepted"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("{\"bank.pay\":{\"mode\":\"refuse-after-commit\"}}")]
    [InlineData("{\"bank.pay\":{\"mode\":\"refuse\",\"code\":\"00\"}}")]
    [InlineData("{\"bank.pay\":{\"mode\":\"refuse\",\"code\":\"05\"}}")]
    [InlineData("{\"bank.refund\":{\"mode\":\"outcome\",\"code\":\"LATER\"}}")]
    [InlineData("{\"bank.refund\":{\"mode\":\"refuse-after-commit\",\"code\":\"60\"}}")]
    [InlineData("{\"bank.notify\":{\"mode\":\"user-paying\"}}")]
    [InlineData("{\"bank.teleport\":{\"mode\":\"drop\"}}")]
    public async Task A_fault_that_is_not_documented_is_refused(string fault) =>
        (await world.Fault(fault)).ShouldBe(HttpStatusCode.BadRequest);
}
