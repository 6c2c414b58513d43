using System.Net;
using MobilePay.EndToEnd.Tests.Support;

namespace MobilePay.EndToEnd.Tests;

[Collection(OnePlatform.Name)]
public sealed class A_card_pays_only_for_its_holder(Platform platform)
{
    [Fact]
    public async Task The_card_of_another_patient_is_refused_and_nothing_moves()
    {
        var opened = await platform.Open(await platform.Issue(), "bank.quickpay");
        var owner = new Card(platform, opened);
        var card = await owner.HasCode();
        var other = new Card(platform, opened);

        Refused(await other.AskCode(card), HttpStatusCode.Forbidden, "bank.card-of-another");
        Refused(await other.Confirm(Card.GoodCode), HttpStatusCode.Forbidden, "bank.card-of-another");

        (await other.Look())["cards"]!.AsArray().ShouldBeEmpty();
        (await platform.Net(opened)).ShouldBe(0);
        (await owner.Confirm(Card.GoodCode)).Status.ShouldBe(HttpStatusCode.OK);
        await platform.UntilConfirmed(opened.PaymentId);
    }

    [Fact]
    public async Task Five_wrong_codes_end_the_order_and_nothing_moves()
    {
        var opened = await platform.Open(await platform.Issue(), "bank.quickpay");
        var card = new Card(platform, opened);
        await card.HasCode();

        for (var left = 4; left > 0; left--)
        {
            var answer = await card.Confirm(Card.WrongCode);
            Refused(answer, HttpStatusCode.Conflict, "bank.code-wrong");
            ((int)answer.Json["triesLeft"]!).ShouldBe(left);
        }

        Refused(await card.Confirm(Card.WrongCode), HttpStatusCode.Conflict, "bank.code-exhausted");
        Refused(await card.Confirm(Card.GoodCode), HttpStatusCode.Gone, "bank.order-over");
        await platform.UntilStatus(opened.PaymentId, "closed");
        (await platform.Net(opened)).ShouldBe(0);
    }

    private static void Refused(Answer answer, HttpStatusCode status, string code)
    {
        answer.Status.ShouldBe(status, answer.Text);
        answer.Code.ShouldBe(code);
    }
}
