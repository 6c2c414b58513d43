using System.Net;
using MobilePay.Sandbox.Tests.Support;

namespace MobilePay.Sandbox.Tests;

public sealed class BankWalletTests(OutsideWorld world) : IClassFixture<OutsideWorld>
{
    private string Placed()
    {
        var number = "P" + Guid.NewGuid().ToString("N")[..20];
        world.QuickPays.Place(number);
        return number;
    }

    [Fact]
    public async Task The_thumb_signs_up_a_card_reads_its_codes_and_pays()
    {
        var number = Placed();
        var before = world.QuickPays.Steps.Count;

        var paid = await world.Post($"/wallet/bank/{number}/pay");

        paid.Status.ShouldBe(HttpStatusCode.OK, paid.Body);
        ((string?)paid.Json["outTradeNo"], (string?)paid.Json["state"], paid.Json["paidFen"]!.GetValue<long>())
            .ShouldBe((number, "SUCCESS", 5340));
        ((string?)paid.Json["queryId"]).ShouldBe((string?)(await world.BankOrder(number))["queryId"]);
        ((string?)paid.Json["successTime"]).ShouldNotBeNull();
        world.QuickPays.Steps.Skip(before)
            .ShouldBe(["GET ", "POST sign-ups", "POST sign-ups/id/confirm", "POST code", "POST confirm"]);
        ((string?)(await world.Post($"/wallet/bank/{number}/pay")).Json["reason"]).ShouldBe("paid-already");
    }

    [Fact]
    public async Task A_patient_who_was_here_before_pays_by_the_same_card()
    {
        var holder = Guid.NewGuid().ToString("N");
        await world.Post($"/wallet/bank/{Placed()}/pay", new { holder, card = BankMerchant.Card("625900", 16) });
        var number = Placed();
        var before = world.QuickPays.Steps.Count;

        (await world.Post($"/wallet/bank/{number}/pay", new { holder })).Status.ShouldBe(HttpStatusCode.OK);

        world.QuickPays.Steps.Skip(before).ShouldBe(["GET ", "POST code", "POST confirm"]);
        ((string?)(await world.BankOrder(number))["card"])!.ShouldStartWith("625900");
    }

    [Fact]
    public async Task A_card_that_was_refused_is_followed_by_another_under_another_number()
    {
        var number = Placed();
        var refused = await world.Post($"/wallet/bank/{number}/pay", new { card = BankMerchant.Card("621764") });
        (refused.Status, (string?)refused.Json["reason"]).ShouldBe((HttpStatusCode.Conflict, "bank.refused-64"));

        var paid = await world.Post($"/wallet/bank/{number}/pay");

        (paid.Status, (string?)paid.Json["outTradeNo"]).ShouldBe((HttpStatusCode.OK, number));
        ((string?)(await world.BankOrder(number))["state"]).ShouldBe("FAILED");
        ((string?)(await world.BankOrder(number + "A1"))["state"]).ShouldBe("SUCCESS");
    }

    [Theory]
    [InlineData("621765", null, "bank.refused-65")]
    [InlineData("621700", "123456", "bank.refused-71")]
    public async Task What_the_platform_says_no_to_is_a_409_with_its_word(string series, string? code, string reason)
    {
        var answer = await world.Post($"/wallet/bank/{Placed()}/pay", new { card = BankMerchant.Card(series), code });

        (answer.Status, (string?)answer.Json["reason"]).ShouldBe((HttpStatusCode.Conflict, reason));
    }

    [Fact]
    public async Task An_order_the_platform_does_not_know_is_a_404_and_a_holder_it_cannot_read_a_409()
    {
        var unknown = await world.Post("/wallet/bank/NOBODYS1/pay");
        (unknown.Status, (string?)unknown.Json["reason"]).ShouldBe((HttpStatusCode.NotFound, "bank.order-unknown"));
        var unreadable = await world.Post($"/wallet/bank/{Placed()}/pay", new { holder = "short" });
        (unreadable.Status, (string?)unreadable.Json["reason"]).ShouldBe((HttpStatusCode.Conflict, "bank.holder-unreadable"));
    }

    [Fact]
    public async Task What_the_bank_is_still_at_is_a_202()
    {
        var number = Placed();
        world.Clock.HoldsOnly = TimeSpan.FromMilliseconds(150);

        var answer = await world.Post($"/wallet/bank/{number}/pay");

        world.Clock.HoldsOnly = null;
        (answer.Status, (string?)answer.Json["state"]).ShouldBe((HttpStatusCode.Accepted, "PROCESSING"));
        answer.Json["paidFen"]!.GetValue<long>().ShouldBe(0);
    }

    [Theory]
    [InlineData("P1", "P1", true)]
    [InlineData("P1A1", "P1", true)]
    [InlineData("P1A12", "P1", true)]
    [InlineData("P1A", "P1", false)]
    [InlineData("P12", "P1", false)]
    [InlineData("P1AB", "P1", false)]
    [InlineData("P", "P1", false)]
    public void A_try_belongs_to_the_order_it_repeats(string orderId, string outTradeNo, bool isOf) =>
        Bank.BankBook.IsOf(orderId, outTradeNo).ShouldBe(isOf);
}
