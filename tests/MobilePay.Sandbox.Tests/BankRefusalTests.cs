using System.Net;
using System.Text;
using MobilePay.Sandbox.Tests.Support;

namespace MobilePay.Sandbox.Tests;

public sealed class BankRefusalTests(OutsideWorld world) : IClassFixture<OutsideWorld>
{
    private BankMerchant Merchant => world.BankMerchant;

    [Theory]
    [InlineData("version")]
    [InlineData("encoding")]
    [InlineData("certId")]
    [InlineData("signMethod")]
    [InlineData("signature")]
    [InlineData("txnType")]
    [InlineData("txnSubType")]
    [InlineData("bizType")]
    [InlineData("channelType")]
    [InlineData("accessType")]
    [InlineData("merId")]
    [InlineData("orderId")]
    [InlineData("txnTime")]
    public async Task A_missing_common_field_is_13_and_named_and_signed(string name)
    {
        var merchant = Merchant;
        merchant.SpoilAfterSigning = fields => fields.Remove(name);

        var answer = await merchant.Query(merchant.Number());

        (answer.Status, answer.Code, answer.IsGenuine).ShouldBe((HttpStatusCode.OK, "13", true), answer.Raw);
        answer["respMsg"]!.ShouldContain(name);
        answer["orderId"].ShouldBe(name == "orderId" ? null : answer["orderId"].ShouldNotBeNull());
    }

    [Theory]
    [InlineData("version", "5.0.0", "10")]
    [InlineData("encoding", "GBK", "10")]
    [InlineData("signMethod", "11", "10")]
    [InlineData("accessType", "1", "10")]
    [InlineData("channelType", "05", "10")]
    [InlineData("merId", "77700000000000", "10")]
    [InlineData("merId", "777000000000000", "11")]
    [InlineData("certId", "69903319369", "11")]
    [InlineData("orderId", "1234567", "10")]
    [InlineData("orderId", "12345678901234567890123456789012345678901", "10")]
    [InlineData("orderId", "PAY-12345678", "10")]
    [InlineData("orderId", "PAY_12345678", "10")]
    [InlineData("txnTime", "2026112310000", "10")]
    [InlineData("txnTime", "20261332100000", "10")]
    [InlineData("bizType", "000902", "10")]
    [InlineData("txnType", "98", "10")]
    [InlineData("txnSubType", "01", "10")]
    [InlineData("surprise", "1", "10")]
    [InlineData("reqReserved", "a&b", "10")]
    [InlineData("reqReserved", " blank", "10")]
    [InlineData("backUrl", "http://localhost/", "10")]
    public async Task A_field_of_another_form_is_refused_though_signed(string name, string value, string code)
    {
        var merchant = Merchant;
        merchant.Change = fields => fields[name] = value;

        var answer = await merchant.Query(merchant.Number());

        (answer.Code, answer.IsGenuine).ShouldBe((code, true), answer.Raw);
    }

    [Theory]
    [InlineData("txnAmt", "0")]
    [InlineData("txnAmt", "053")]
    [InlineData("txnAmt", "53.40")]
    [InlineData("txnAmt", "-1")]
    [InlineData("txnAmt", "1234567890123")]
    [InlineData("currencyCode", "840")]
    [InlineData("backUrl", "localhost/notify")]
    [InlineData("backUrl", "ftp://localhost/notify")]
    [InlineData("customerInfo", "plain text")]
    [InlineData("customerInfo", "e3Ntc0NvZGU9MTIzfQ==")]
    [InlineData("tokenPayData", "trId=62000000001&token=1")]
    [InlineData("tokenPayData", "{trId=62000000001&token=1&more=1}")]
    [InlineData("tokenPayData", "{trId=abc&token=1}")]
    [InlineData("payTimeout", "tomorrow")]
    [InlineData("bizType", "000201")]
    public async Task A_field_of_a_payment_outside_the_document_is_10_and_nothing_is_booked(string name, string value)
    {
        var token = await Merchant.SignUp();
        var (merchant, number) = (Merchant, Merchant.Number());
        await merchant.AskForCode(number, token);
        merchant.Change = fields => fields[name] = value;

        var answer = await merchant.Pay(number, token);

        (answer.Code, answer.IsGenuine).ShouldBe(("10", true), answer.Raw);
        (await Merchant.Query(number)).Code.ShouldBe("34");
        // The same payment as it should be is taken, so that it was this field alone.
        (await Merchant.Pay(number, token)).Code.ShouldBe("00");
    }

    [Theory]
    [InlineData("txnAmt")]
    [InlineData("currencyCode")]
    [InlineData("tokenPayData")]
    [InlineData("customerInfo")]
    [InlineData("backUrl")]
    public async Task A_field_a_payment_needs_is_13(string name)
    {
        var token = await Merchant.SignUp();
        var (merchant, number) = (Merchant, Merchant.Number());
        await merchant.AskForCode(number, token);
        merchant.Change = fields => fields.Remove(name);

        (await merchant.Pay(number, token)).Code.ShouldBe("13");
    }

    [Fact]
    public async Task A_changed_field_an_empty_one_and_one_given_twice_are_found_out()
    {
        var merchant = Merchant;
        merchant.SpoilAfterSigning = fields => fields["orderId"] = "SOMEBODYELSES";
        (await merchant.Query(merchant.Number())).Code.ShouldBe("11");
        merchant.SpoilAfterSigning = fields => fields["signature"] = "not base64";
        (await merchant.Query(merchant.Number())).Code.ShouldBe("11");
        merchant.SpoilAfterSigning = fields => fields["reqReserved"] = "";
        (await merchant.Query(merchant.Number())).Code.ShouldBe("10");

        merchant.SpoilAfterSigning = null;
        var signed = merchant.Signed(merchant.Message("00/00", merchant.Number()));
        var body = string.Join('&', signed.Append(new("orderId", "SECONDORDER"))
            .Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}"));
        (await Posted(body, "application/x-www-form-urlencoded")).ShouldContain("respCode=10");
        (await Posted(body.Replace("&orderId=SECONDORDER", ""), "text/plain")).ShouldContain("respCode=10");
        (await Posted(body.Replace("&orderId=SECONDORDER", ""), "application/x-www-form-urlencoded;charset=UTF-8"))
            .ShouldContain("respCode=34");
        (await Posted("version=%FF", "application/x-www-form-urlencoded")).ShouldContain("respCode=10");
        (await Posted("", "application/x-www-form-urlencoded")).ShouldContain("respCode=13");
    }

    [Theory]
    [InlineData(-86401, "10")]
    [InlineData(86401, "10")]
    [InlineData(-86399, "00")]
    public async Task A_new_transaction_is_of_today_and_a_query_of_any_day(int seconds, string code)
    {
        var merchant = Merchant;
        merchant.ClockError = TimeSpan.FromSeconds(seconds);

        (await merchant.AskForOpeningCode(merchant.Number())).Code.ShouldBe(code);
        (await merchant.Query(merchant.Number())).Code.ShouldBe("34");
    }

    [Fact]
    public async Task Each_transaction_has_its_own_address()
    {
        var merchant = Merchant;
        var query = merchant.Signed(merchant.Message("00/00", merchant.Number()));
        (await merchant.Send(query)).Code.ShouldBe("10");
        (await merchant.Send(query, "queryTrans.do")).Code.ShouldBe("34");
        using var nowhere = await world.Http.GetAsync(world.Bank + "/gateway/api/batchTrans.do");
        nowhere.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Card_data_encrypted_for_somebody_else_or_of_another_form_are_refused()
    {
        var merchant = Merchant;
        foreach (var (name, value, code) in new[]
        {
            ("encryptCertId", "69903319369", "10"), ("accNo", merchant.Encrypted("6217000000000000001"), "61"),
            ("accNo", "6217000000000000001", "61"), ("accNo", "c29tZXRoaW5n", "10"),
            ("customerInfo", merchant.Customer("", "phoneNo=123"), "10"),
            ("customerInfo", merchant.Customer("", "phoneNo=13800000001&pin=1"), "10"),
            ("customerInfo", merchant.Customer("cvn2=123", "phoneNo=13800000001"), "10"),
            ("customerInfo", merchant.Customer("customerNm=甲"), "13"),
        })
        {
            merchant.Change = fields => fields[name] = value;
            var answer = await merchant.AskForOpeningCode(merchant.Number());
            answer.Code.ShouldBe(code, $"{name} {value}: {answer.Raw}");
        }

        merchant.Change = fields => fields.Remove("encryptCertId");
        (await merchant.AskForOpeningCode(merchant.Number())).Code.ShouldBe("13");
        merchant.Change = fields =>
        {
            fields["accNo"] = BankMerchant.Card("621700");
            fields["customerInfo"] = merchant.Customer("phoneNo=13800000001");
            fields.Remove("encryptCertId");
        };
        (await merchant.AskForOpeningCode(merchant.Number())).Code.ShouldBe("00");
    }

    private async Task<string> Posted(string body, string type)
    {
        using var content = new ByteArrayContent(Encoding.ASCII.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var answer = await world.Http.PostAsync(world.Bank + "/gateway/api/queryTrans.do", content);
        return await answer.Content.ReadAsStringAsync();
    }
}
