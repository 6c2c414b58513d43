using MobilePay.Sandbox.Tests.Support;

namespace MobilePay.Sandbox.Tests;

public sealed class BankCodeTests(OutsideWorld world) : IClassFixture<OutsideWorld>
{
    private BankMerchant Merchant => world.BankMerchant;

    private async Task<(string Token, BankNumber Number, string Code)> Asked(string phone)
    {
        var token = await SignedUp(phone);
        var number = Merchant.Number();
        (await Merchant.AskForCode(number, token)).Code.ShouldBe("00");
        return (token, number, await Newest(phone));
    }

    private async Task<string> SignedUp(string phone)
    {
        var number = Merchant.Number("S");
        await Merchant.AskForOpeningCode(number, phone: phone);
        return (await Merchant.Open(number, "111111", encrypted: "phoneNo=" + phone)).Token();
    }

    private async Task<string> Newest(string phone) => (string)(await world.Messages(phone))[0]!["code"]!;

    [Fact]
    public async Task The_inbox_lists_newest_first_what_a_phone_got()
    {
        var (_, number, code) = await Asked("13700000001");

        var messages = await world.Messages("13700000001");

        messages.Count.ShouldBe(2);
        ((string?)messages[0]!["orderId"], (string?)messages[0]!["phone"]).ShouldBe((number.OrderId, "13700000001"));
        ((string)messages[0]!["at"]!).ShouldMatch(@"^2026-11-23T10:\d\d:\d\d\+08:00$");
        ((string)messages[0]!["text"]!).ShouldContain(code);
        ((string)messages[0]!["text"]!).ShouldContain("53.40");
        ((string)messages[1]!["text"]!).ShouldContain("开通");
    }

    [Fact]
    public async Task A_code_pays_its_own_order_of_its_own_amount_by_its_own_card_once()
    {
        var (token, number, code) = await Asked("13700000002");
        (await Merchant.Pay(number, token, code, fen: 5341)).Code.ShouldBe("71");
        (await Merchant.Pay(Merchant.Number(), token, code)).Code.ShouldBe("71");
        (await Merchant.Pay(number with { TxnTime = "20261123095959" }, token, code)).Code.ShouldBe("71");
        (await Merchant.Pay(number, await SignedUp("13700000003"), code)).Code.ShouldBe("71");

        (await Merchant.Pay(number, token, code)).Code.ShouldBe("00");

        (await Merchant.Pay(number, token, code)).Code.ShouldBe("12");
    }

    [Fact]
    public async Task Without_a_message_even_the_code_that_is_always_good_is_not()
    {
        var token = await Merchant.SignUp();
        var number = Merchant.Number();

        (await Merchant.Pay(number, token)).Code.ShouldBe("71");

        (await Merchant.Query(number)).Code.ShouldBe("34");
        (await Merchant.Open(Merchant.Number("S"), "111111")).Code.ShouldBe("71");
    }

    [Theory]
    [InlineData("123456")]
    [InlineData("654321")]
    public async Task Two_codes_are_never_good_and_a_wrong_one_leaves_the_order_open(string code)
    {
        var (token, number, good) = await Asked("13700000004");

        (await Merchant.Pay(number, token, code)).Code.ShouldBe("71");

        (await Merchant.Query(number)).Code.ShouldBe("34");
        (await Merchant.Pay(number, token, good)).Code.ShouldBe("00");
    }

    [Theory]
    [InlineData(4, "00")]
    [InlineData(5, "71")]
    public async Task Five_wrong_tries_are_the_end_of_a_code_and_a_new_message_begins_anew(int tries, string code)
    {
        var (token, number, good) = await Asked("13700000005");
        for (var i = 0; i < tries; i++)
            (await Merchant.Pay(number, token, "123456")).Code.ShouldBe("71");

        (await Merchant.Pay(number, token, good)).Code.ShouldBe(code);

        if (code == "00")
            return;
        (await Merchant.Pay(number, token, "111111")).Code.ShouldBe("71");
        await Merchant.AskForCode(number, token);
        (await Merchant.Pay(number, token, await Newest("13700000005"))).Code.ShouldBe("00");
    }

    [Fact]
    public async Task A_code_lives_five_minutes_and_the_newest_one_counts()
    {
        var (token, number, first) = await Asked("13700000006");
        await Merchant.AskForCode(number, token);
        var second = await Newest("13700000006");
        if (first != second)
            (await Merchant.Pay(number, token, first)).Code.ShouldBe("71");

        world.Clock.Move(TimeSpan.FromMinutes(5));
        (await Merchant.Pay(number, token, second)).Code.ShouldBe("71");
        await Merchant.AskForCode(number, token);
        world.Clock.Move(TimeSpan.FromSeconds(299));

        (await Merchant.Pay(number, token, await Newest("13700000006"))).Code.ShouldBe("00");
    }

    [Fact]
    public async Task A_code_for_signing_up_is_for_one_card_and_one_phone_and_is_spent_by_a_refusal()
    {
        var number = Merchant.Number("S");
        await Merchant.AskForOpeningCode(number);
        (await Merchant.Open(number, "111111", BankMerchant.Card("621701"))).Code.ShouldBe("71");
        (await Merchant.Open(number, "111111", encrypted: "phoneNo=13700000007")).Code.ShouldBe("71");
        (await Merchant.Open(number, "111111", plain: "certifTp=02&certifId=1&customerNm=甲")).Code.ShouldBe("10");
        (await Merchant.Open(number, "111111", plain: "certifTp=01&customerNm=甲")).Code.ShouldBe("13");
        (await Merchant.Open(number, "111111")).Code.ShouldBe("00");
        (await Merchant.Open(number, "111111")).Code.ShouldBe("12");

        var (refused, card) = (Merchant.Number("S"), BankMerchant.Card("621765"));
        await Merchant.AskForOpeningCode(refused, card);
        (await Merchant.Open(refused, "111111", card)).Code.ShouldBe("65");
        (await Merchant.Open(refused, "111111", card)).Code.ShouldBe("71");
    }

    [Fact]
    public async Task A_code_to_pay_goes_to_the_phone_that_signed_up()
    {
        var token = await SignedUp("13700000008");
        var merchant = Merchant;
        merchant.Change = fields =>
        {
            fields["customerInfo"] = merchant.Customer("", "phoneNo=13700000009");
            fields["encryptCertId"] = merchant.EncryptCertId;
        };

        (await merchant.AskForCode(merchant.Number(), token)).Code.ShouldBe("65");

        (await world.Messages("13700000009")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_payment_after_its_own_deadline_is_refused()
    {
        var (token, number, code) = await Asked("13700000010");

        (await Merchant.Call("01/01", number, [.. Merchant.PayFields(token, code), ("payTimeout", number.TxnTime)]))
            .Code.ShouldBe("31");
        (await Merchant.Call("01/01", number, [.. Merchant.PayFields(token, code), ("payTimeout", "20991231235959")]))
            .Code.ShouldBe("00");
    }
}
