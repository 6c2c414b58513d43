using System.Text;
using MobilePay.Sandbox.Tests.Support;

namespace MobilePay.Sandbox.Tests;

public sealed class BankProductTests(OutsideWorld world) : IClassFixture<OutsideWorld>
{
    private BankMerchant Merchant => world.BankMerchant;

    [Fact]
    public async Task A_card_is_signed_up_by_the_code_its_phone_got_and_the_token_stands_for_it()
    {
        const string phone = "13900000002";
        var number = Merchant.Number("S");
        (await Merchant.AskForOpeningCode(number, phone: phone)).Code.ShouldBe("00");
        var code = (await world.Messages(phone))[0]!["code"]!.GetValue<string>();

        var opened = await Merchant.Open(number, code, encrypted: "phoneNo=" + phone);

        (opened.Code, opened.IsGenuine).ShouldBe(("00", true), opened.Raw);
        (opened["orderId"], opened["txnTime"], opened["merId"]).ShouldBe((number.OrderId, number.TxnTime, Merchant.MerId));
        (opened["txnType"], opened["txnSubType"], opened["bizType"]).ShouldBe(("79", "00", "000902"));
        (opened["version"], opened["encoding"], opened["accessType"]).ShouldBe(("5.1.0", "UTF-8", "0"));
        (opened["accNo"], opened["payCardType"]).ShouldBe(("621700*********0004", "01"), opened.Raw);
        opened["signPubKeyCert"]!.ShouldContain("\r\n");
        (opened.Token("trId"), opened.Token("tokenType"), opened.Token("tokenBegin").Length)
            .ShouldBe((BankMerchant.TrId, "01", 14));
        var asked = await Merchant.Call("78/02", number);
        asked["tokenPayData"].ShouldBe(opened["tokenPayData"]);
        Encoding.UTF8.GetString(Convert.FromBase64String(asked["customerInfo"]!)).ShouldBe("{phoneNo=139****0002}");
        (await Merchant.Call("79/05", number, ("tokenPayData", $"{{trId={BankMerchant.TrId}&tokenType=01}}")))
            .Token().ShouldBe(opened.Token());
        (await Merchant.Call("78/02", Merchant.Number("S"))).Code.ShouldBe("34");
    }

    [Fact]
    public async Task A_payment_is_accepted_then_in_process_then_paid_and_told()
    {
        var token = await Merchant.SignUp();
        var (merchant, number) = (Merchant, Merchant.Number());
        merchant.BackUrl = world.PlatformUrl + OutsideWorld.BankPathFor(number.OrderId);
        await merchant.AskForCode(number, token);
        (await merchant.Query(number)).Code.ShouldBe("34");
        world.Clock.HoldsWaits = true;

        var paid = await merchant.Call("01/01", number, [.. merchant.PayFields(token), ("reqReserved", "RX1{a=1&b=2}")]);

        (paid.Code, paid.IsGenuine).ShouldBe(("00", true), paid.Raw);
        (paid["txnAmt"], paid["currencyCode"], paid["reqReserved"]).ShouldBe(("5340", "156", "RX1{a=1&b=2}"));
        paid["queryId"]!.ShouldMatch("^[0-9]{21}$");
        paid["traceNo"]!.ShouldMatch("^[0-9]{6}$");
        (paid["traceTime"], paid["settleDate"], paid["settleAmt"], paid["settleCurrencyCode"])
            .ShouldBe(("1123100000", "1123", "5340", "156"));
        var underWay = await merchant.Query(number);
        (underWay.Code, underWay["origRespCode"], underWay["queryId"]).ShouldBe(("00", "05", paid["queryId"]));
        world.HeardCount(OutsideWorld.BankPathFor(number.OrderId)).ShouldBe(0);

        // A wait that is held is over when the next process takes it up.
        await world.Restart(() => world.Clock.HoldsWaits = false);

        var notice = BankMerchant.Form((await world.NextHeard(OutsideWorld.BankPathFor(number.OrderId))).Body);
        merchant.IsGenuine(notice).ShouldBeTrue();
        (notice["respCode"], notice["txnType"], notice["txnSubType"], notice["orderId"], notice["txnTime"], notice["txnAmt"])
            .ShouldBe(("00", "01", "01", number.OrderId, number.TxnTime, "5340"));
        (notice["queryId"], notice["reqReserved"], notice["currencyCode"], notice["settleDate"], notice["merId"])
            .ShouldBe((paid["queryId"]!, "RX1{a=1&b=2}", "156", "1123", merchant.MerId));
        var done = await merchant.Query(number);
        (done["origRespCode"], done["txnAmt"], done["settleDate"]).ShouldBe(("00", "5340", "1123"));
        var order = await world.BankOrder(number.OrderId);
        ((string?)order["state"], order["paidFen"]!.GetValue<long>(), (string?)order["queryId"], (string?)order["method"])
            .ShouldBe(("SUCCESS", 5340, paid["queryId"], "bank.quickpay"));
    }

    [Fact]
    public async Task A_credit_card_wants_what_is_printed_on_it()
    {
        var card = BankMerchant.Card("625900", 16);
        async Task<string?> Opened(string encrypted, string digits)
        {
            var number = Merchant.Number("S");
            await Merchant.AskForOpeningCode(number, digits);
            return (await Merchant.Open(number, "111111", digits, encrypted)).Code;
        }

        const string phone = $"phoneNo={BankMerchant.Phone}";
        (await Opened(phone, card)).ShouldBe("66");
        (await Opened($"{phone}&cvn2=123", card)).ShouldBe("66");
        (await Opened($"{phone}&cvn2=000&expired=3012", card)).ShouldBe("66");
        (await Opened($"{phone}&cvn2=123&expired=2610", card)).ShouldBe("73");
        (await Opened($"{phone}&cvn2=123&expired=2611", card)).ShouldBe("00");
        (await Opened($"{phone}&cvn2=123&expired=3012", BankMerchant.Card("625966", 16))).ShouldBe("66");
        (await Opened($"{phone}&cvn2=123&expired=3012", BankMerchant.Card("625973", 16))).ShouldBe("73");
        (await Opened(phone, BankMerchant.Card("621765"))).ShouldBe("65");
    }

    [Theory]
    [InlineData("621760", "60")]
    [InlineData("621763", "63")]
    [InlineData("621764", "64")]
    public async Task A_card_that_signs_up_and_cannot_pay_leaves_a_refused_order(string series, string code)
    {
        var token = await Merchant.SignUp(BankMerchant.Card(series));
        var number = Merchant.Number();
        await Merchant.AskForCode(number, token);

        (await Merchant.Pay(number, token)).Code.ShouldBe(code);

        (await Merchant.Query(number))["origRespCode"].ShouldBe(code);
        (await Merchant.Pay(number, token)).Code.ShouldBe("12");
        var order = await world.BankOrder(number.OrderId);
        ((string?)order["state"], order["paidFen"]!.GetValue<long>(), order["noticesSent"]!.GetValue<int>())
            .ShouldBe(("FAILED", 0, 0));
        // The next try has a number of its own, and so its own line.
        var again = number with { OrderId = number.OrderId + "A1" };
        var good = await Merchant.SignUp();
        await Merchant.AskForCode(again, good);
        (await Merchant.Pay(again, good)).Code.ShouldBe("00");
        ((string?)(await world.BankOrder(again.OrderId))["outTradeNo"]).ShouldBe(again.OrderId);
    }

    [Fact]
    public async Task The_same_payment_twice_takes_the_money_once_even_at_once()
    {
        var token = await Merchant.SignUp();
        var number = Merchant.Number();
        await Merchant.AskForCode(number, token);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Merchant.Pay(number, token)));

        answers.Select(answer => answer.Code).Order().ShouldBe(["00", .. Enumerable.Repeat("12", 7)]);
        (await Merchant.AskForCode(number, token)).Code.ShouldBe("12");
        (await world.Json("/book/bank"))["orders"]!.AsArray().Count(o => (string?)o!["outTradeNo"] == number.OrderId).ShouldBe(1);
    }

    [Fact]
    public async Task The_settlement_day_ends_at_eleven_of_the_sandboxs_day()
    {
        var token = await Merchant.SignUp();
        async Task<string?> SettleDate(string now)
        {
            await world.Post("/clock", new { now });
            var number = Merchant.Number();
            await Merchant.AskForCode(number, token);
            return (await Merchant.Pay(number, token))["settleDate"];
        }

        (await SettleDate("2026-12-31T22:59:59+08:00")).ShouldBe("1231");
        (await SettleDate("2026-12-31T23:00:00+08:00")).ShouldBe("0101");
        await world.Post("/clock", new { offsetDays = 0 });
    }

    [Fact]
    public async Task A_token_is_good_for_its_trid_until_it_is_renewed_or_deleted()
    {
        const string other = "62000000002";
        var token = await Merchant.SignUp(trId: other);
        (await Merchant.AskForCode(Merchant.Number(), token)).Code.ShouldBe("77");
        (await Merchant.AskForCode(Merchant.Number(), "6235000000000000000", trId: other)).Code.ShouldBe("77");
        (await Merchant.AskForCode(Merchant.Number(), token, trId: other)).Code.ShouldBe("00");
        (string, string) Data(string of) => ("tokenPayData", $"{{trId={other}&token={of}}}");

        var renewed = (await Merchant.Call("79/03", Merchant.Number("S"), Data(token))).Token();
        (await Merchant.AskForCode(Merchant.Number(), token, trId: other)).Code.ShouldBe("77");
        (await Merchant.AskForCode(Merchant.Number(), renewed, trId: other)).Code.ShouldBe("00");

        (await Merchant.Call("74/01", Merchant.Number("S"), Data(renewed))).Code.ShouldBe("00");
        (await Merchant.AskForCode(Merchant.Number(), renewed, trId: other)).Code.ShouldBe("77");
        (await Merchant.Call("74/01", Merchant.Number("S"), Data(renewed))).Code.ShouldBe("77");
    }

    [Fact]
    public async Task The_certificate_for_card_data_is_the_one_that_signs()
    {
        var answer = await Merchant.Call("95/00", Merchant.Number("C"), ("certType", "01"));

        (answer["certType"], answer["encryptPubKeyCert"]).ShouldBe(("01", answer["signPubKeyCert"]));
        answer.IsGenuine.ShouldBeTrue();
    }
}
