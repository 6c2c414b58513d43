using MobilePay.Sandbox.Tests.Support;

namespace MobilePay.Sandbox.Tests;

public sealed class BankRefundTests(OutsideWorld world) : IClassFixture<OutsideWorld>
{
    private BankMerchant Merchant => world.BankMerchant;

    private async Task<(BankNumber Number, string QueryId)> Paid()
    {
        var token = await Merchant.SignUp();
        var number = Merchant.Number();
        await Merchant.AskForCode(number, token);
        var paid = await Merchant.Pay(number, token);
        await Ended(number);
        return (number, paid["queryId"]!);
    }

    private Task Ended(BankNumber number) => OutsideWorld.Until(async () =>
        (await Merchant.Query(number))["origRespCode"] is not "05");

    [Fact]
    public async Task Part_after_part_goes_back_up_to_the_rest_and_is_told_each_time()
    {
        var (number, payment) = await Paid();
        var (merchant, first) = (Merchant, Merchant.Number("R"));
        merchant.BackUrl = world.PlatformUrl + OutsideWorld.BankPathFor(number.OrderId);

        var accepted = await merchant.GiveBack(first, payment, 1260);

        (accepted.Code, accepted.IsGenuine, accepted["origQryId"], accepted["txnAmt"]).ShouldBe(("00", true, payment, "1260"));
        accepted["queryId"].ShouldNotBe(payment);
        var notice = BankMerchant.Form((await world.NextHeard(OutsideWorld.BankPathFor(number.OrderId))).Body);
        merchant.IsGenuine(notice).ShouldBeTrue();
        (notice["txnType"], notice["txnSubType"], notice["orderId"], notice["origQryId"], notice["txnAmt"], notice["respCode"])
            .ShouldBe(("04", "00", first.OrderId, payment, "1260", "00"));
        var done = await merchant.Query(first);
        (done["origRespCode"], done["txnAmt"], done["origQryId"], done["queryId"])
            .ShouldBe(("00", "1260", payment, accepted["queryId"]));
        (await merchant.GiveBack(merchant.Number("R"), payment, 4081)).Code.ShouldBe("36");
        (await merchant.GiveBack(merchant.Number("R"), payment, 4080)).Code.ShouldBe("00");
        await world.NextHeard(OutsideWorld.BankPathFor(number.OrderId));
        (await merchant.GiveBack(merchant.Number("R"), payment, 1)).Code.ShouldBe("36");

        var order = await world.BankOrder(number.OrderId);
        (order["refundedFen"]!.GetValue<long>(), order["paidFen"]!.GetValue<long>()).ShouldBe((5340, 5340));
        order["refunds"]!.AsArray().Select(r => (r!["amountFen"]!.GetValue<long>(), (string?)r["status"]))
            .ShouldBe([(1260, "SUCCESS"), (4080, "SUCCESS")]);
        var book = await world.Json("/book/bank");
        book["netFen"]!.GetValue<long>().ShouldBe(
            book["capturedFen"]!.GetValue<long>() - book["refundedFen"]!.GetValue<long>());
    }

    [Fact]
    public async Task The_same_refund_twice_is_12_and_moves_the_money_once()
    {
        var (number, payment) = await Paid();
        var refund = Merchant.Number("R");

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Merchant.GiveBack(refund, payment, 1000)));

        answers.Select(answer => answer.Code).Order().ShouldBe(["00", "12", "12", "12", "12", "12"]);
        await Ended(refund);
        (await world.BankOrder(number.OrderId))["refundedFen"]!.GetValue<long>().ShouldBe(1000);
    }

    [Fact]
    public async Task Many_refunds_at_once_give_back_no_more_than_was_paid()
    {
        var (number, payment) = await Paid();
        // None of them has ended yet, so that what is under way must count.
        world.Clock.HoldsWaits = true;

        var answers = await Task.WhenAll(Enumerable.Range(0, 12)
            .Select(_ => Merchant.GiveBack(Merchant.Number("R"), payment, 1000)));

        answers.Count(answer => answer.Code == "00").ShouldBe(5);
        answers.Count(answer => answer.Code == "36").ShouldBe(7);
        await world.Restart(() => world.Clock.HoldsWaits = false);
        await OutsideWorld.Until(async () =>
            (await world.BankOrder(number.OrderId))["refundedFen"]!.GetValue<long>() == 5000);
    }

    [Fact]
    public async Task What_is_unknown_unpaid_a_refund_itself_or_long_ago_is_not_given_back()
    {
        (await Merchant.GiveBack(Merchant.Number("R"), "202611231000000000008", 1)).Code.ShouldBe("35");
        var refused = await Merchant.SignUp(BankMerchant.Card("621764"));
        var unpaid = Merchant.Number();
        await Merchant.AskForCode(unpaid, refused);
        await Merchant.Pay(unpaid, refused);
        var unpaidId = (await Merchant.Query(unpaid))["queryId"]!;
        (await Merchant.GiveBack(Merchant.Number("R"), unpaidId, 1)).Code.ShouldBe("35");
        var (_, payment) = await Paid();
        var refund = Merchant.Number("R");
        var refundId = (await Merchant.GiveBack(refund, payment, 1))["queryId"]!;
        await Ended(refund);
        (await Merchant.GiveBack(Merchant.Number("R"), refundId, 1)).Code.ShouldBe("35");

        world.Clock.Move(TimeSpan.FromDays(340));
        (await Merchant.GiveBack(Merchant.Number("R"), payment, 1)).Code.ShouldBe("39");
        world.Clock.Move(TimeSpan.FromDays(-340));
        (await Merchant.GiveBack(Merchant.Number("R"), payment, 1)).Code.ShouldBe("00");
    }

    [Fact]
    public async Task A_refund_that_fails_ends_so_frees_the_rest_and_is_not_told()
    {
        var (number, payment) = await Paid();
        var (merchant, refund) = (Merchant, Merchant.Number("R"));
        merchant.BackUrl = world.PlatformUrl + OutsideWorld.BankPathFor(refund.OrderId);
        await world.Fault("{\"bank.refund\":{\"mode\":\"outcome\",\"code\":\"60\",\"times\":1}}");

        (await merchant.GiveBack(refund, payment, 5340)).Code.ShouldBe("00");
        await Ended(refund);

        (await merchant.Query(refund))["origRespCode"].ShouldBe("60");
        world.HeardCount(OutsideWorld.BankPathFor(refund.OrderId)).ShouldBe(0);
        ((string?)(await world.BankOrder(number.OrderId))["refunds"]![0]!["status"]).ShouldBe("FAILED");
        (await merchant.GiveBack(refund, payment, 5340)).Code.ShouldBe("12");
        (await merchant.GiveBack(merchant.Number("R"), payment, 5340)).Code.ShouldBe("00");
        await world.NextHeard(OutsideWorld.BankPathFor(refund.OrderId));
    }

    [Fact]
    public async Task A_void_gives_back_the_whole_on_the_same_settlement_day()
    {
        var (number, payment) = await Paid();
        (await Merchant.GiveBack(Merchant.Number("V"), payment, 5339, "31/00")).Code.ShouldBe("36");
        await world.Post("/clock", new { now = "2026-11-23T23:00:00+08:00" });
        (await Merchant.GiveBack(Merchant.Number("V"), payment, 5340, "31/00")).Code.ShouldBe("39");
        await world.Post("/clock", new { offsetDays = 0 });
        var reversal = Merchant.Number("V");

        (await Merchant.GiveBack(reversal, payment, 5340, "31/00")).Code.ShouldBe("00");

        await Ended(reversal);
        (await Merchant.Query(reversal))["origRespCode"].ShouldBe("00");
        (await world.BankOrder(number.OrderId))["refundedFen"]!.GetValue<long>().ShouldBe(5340);
        (await Merchant.GiveBack(Merchant.Number("R"), payment, 1)).Code.ShouldBe("36");
    }

    [Fact]
    public async Task Both_business_types_are_taken_for_a_refund_and_no_other()
    {
        var (_, payment) = await Paid();
        var merchant = Merchant;
        foreach (var (bizType, code) in new[] { ("000902", "00"), ("000301", "00"), ("000201", "10") })
        {
            merchant.Change = fields => fields["bizType"] = bizType;
            (await merchant.GiveBack(merchant.Number("R"), payment, 1)).Code.ShouldBe(code);
        }
    }
}
