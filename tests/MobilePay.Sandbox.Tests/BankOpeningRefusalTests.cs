using System.Net;
using System.Text;
using MobilePay.Sandbox.Tests.Support;

namespace MobilePay.Sandbox.Tests;

/// <summary>What UnionPay's own page refuses, and what goes wrong on the way to it.</summary>
public sealed class BankOpeningRefusalTests(OutsideWorld world) : IClassFixture<OutsideWorld>
{
    private const string Front = "/gateway/api/frontTransReq.do";
    private const string Script = "<script>alert(1)</script>";

    private (BankMerchant Merchant, BankVisitor Visitor, BankNumber Number) Ready()
    {
        var merchant = world.BankMerchant;
        var number = merchant.Number("S");
        merchant.BackUrl = world.PlatformUrl + OutsideWorld.BankPathFor(number.OrderId);
        return (merchant, new BankVisitor(world, merchant), number);
    }

    private static void IsRefused(BankPage page, string code, string because)
    {
        (page.Status, page.Code).ShouldBe((HttpStatusCode.OK, code), because + page.Html);
        // An unchecked form says nothing that a browser would follow.
        (page.Action, page.CancelsTo, page.Fields.Count).ShouldBe(("", "", 0), because);
    }

    [Theory]
    [InlineData("version")]
    [InlineData("certId")]
    [InlineData("signature")]
    [InlineData("txnType")]
    [InlineData("merId")]
    [InlineData("orderId")]
    [InlineData("txnTime")]
    [InlineData("tokenPayData")]
    [InlineData("frontUrl")]
    [InlineData("backUrl")]
    public async Task A_missing_field_is_13_and_named_in_a_plain_page(string name)
    {
        var (merchant, visitor, number) = Ready();
        if (name == "signature")
            merchant.SpoilAfterSigning = fields => fields.Remove(name);
        else
            merchant.Change = fields => fields.Remove(name);

        var page = await visitor.Arrive(number);

        IsRefused(page, "13", name);
        page.Html.ShouldContain(name);
        merchant.Change = merchant.SpoilAfterSigning = null;
        (await visitor.Arrive(number)).Fields.ShouldContainKey("opening");
    }

    [Theory]
    [InlineData("bizType", "000201", "10")]
    [InlineData("txnSubType", "01", "10")]
    [InlineData("txnType", "01", "10")]
    [InlineData("frontUrl", "javascript:alert(1)", "10")]
    [InlineData("backUrl", "localhost/notify", "10")]
    [InlineData("tokenPayData", "{trId=abc&tokenType=01}", "10")]
    [InlineData("tokenPayData", "{tokenType=01}", "13")]
    [InlineData("tokenPayData", "{trId=62000000001}", "13")]
    [InlineData("payTimeout", "tomorrow", "10")]
    [InlineData("payTimeout", "20261123095959", "31")]
    [InlineData("txnTime", "20261121100000", "10")]
    [InlineData("accNo", "6217000000000000001", "61")]
    [InlineData("accNo", "c29tZXRoaW5n", "13")]
    [InlineData("customerInfo", "plain text", "10")]
    [InlineData("customerInfo", "e3Ntc0NvZGU9MTExMTExfQ==", "10")]
    [InlineData("txnAmt", "1", "10")]
    [InlineData("reserved", "{customPage=true}", "10")]
    [InlineData("merId", "777000000000000", "11")]
    public async Task A_field_of_another_form_is_refused_though_signed(string name, string value, string code)
    {
        var (merchant, visitor, number) = Ready();
        merchant.Change = fields => fields[name] = value;

        IsRefused(await visitor.Arrive(number), code, name);

        // Nothing was kept: the form as it should be is not a second one.
        merchant.Change = null;
        (await visitor.Arrive(number)).Fields.ShouldContainKey("opening");
    }

    [Fact]
    public async Task A_wrong_signature_and_another_address_show_a_refusal()
    {
        var (merchant, visitor, number) = Ready();
        merchant.SpoilAfterSigning = fields => fields["frontUrl"] = "http://localhost:9/elsewhere";
        IsRefused(await visitor.Arrive(number), "11", "spoilt");
        merchant.SpoilAfterSigning = null;

        using var text = new StringContent("version=5.1.0", Encoding.UTF8, "text/plain");
        using var answer = await world.Http.PostAsync(world.Bank + Front, text);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("respCode=10");
        IsRefused(await visitor.Post(Front, merchant.Signed(merchant.Message("00/00", number))), "10", "query");
        (await merchant.Call("79/00", number, visitor.Form())).Code.ShouldBe("13");
        using var got = await world.Http.GetAsync(world.Bank + Front);
        got.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        IsRefused(await visitor.Post("/cashier/opening", [new("opening", "nobodys"), new("step", "code")]), "34", "unknown page");
        using var nothing = await world.Http.PostAsync(world.Bank + "/cashier/opening", null);
        (await nothing.Content.ReadAsStringAsync()).ShouldContain("respCode=34");
    }

    [Fact]
    public async Task What_was_posted_never_becomes_part_of_the_page()
    {
        var (merchant, visitor, number) = Ready();
        merchant.SpoilAfterSigning = fields => fields[Script] = "\"" + Script;
        (await visitor.Arrive(number)).Html.ShouldNotContain(Script);
        merchant.SpoilAfterSigning = null;
        merchant.Change = fields => fields[Script] = "x";
        var unknown = await visitor.Arrive(number);
        (unknown.Code, unknown.Html.Contains("&lt;script&gt;"), unknown.Html.Contains(Script)).ShouldBe(("10", true, false));

        merchant.Change = fields => fields["frontUrl"] = "http://localhost:9/\"><script>alert(1)</script>";
        var page = await visitor.Arrive(number, ("reqReserved", "\"" + Script));
        page.CancelsTo.ShouldBe("http://localhost:9/\"><script>alert(1)</script>");
        page = await visitor.Press(page, "code", ("customerNm", "\"" + Script), ("certifId", Script));
        (page.Html.Contains(Script), page.Fields["customerNm"]).ShouldBe((false, "\"" + Script));
        var opened = await visitor.Press(page, "open", ("certifId", "110101199001010015"), ("smsCode", "111111"));
        (opened.IsOpened, opened.Html.Contains(Script), opened.Fields["reqReserved"]).ShouldBe((true, false, "\"" + Script));
    }

    [Theory]
    [InlineData("accNo", "6217000000000000001", "卡号")]
    [InlineData("accNo", "", "卡号")]
    [InlineData("customerNm", " ", "姓名")]
    [InlineData("certifId", "1234", "身份证号")]
    [InlineData("phoneNo", "123", "手机号")]
    [InlineData("smsCode", "12345", "验证码")]
    [InlineData("smsCode", "", "验证码")]
    public async Task What_is_typed_wrong_is_asked_for_again_and_costs_no_try(string name, string value, string word)
    {
        var (_, visitor, number) = Ready();
        var page = await visitor.Press(await visitor.Arrive(number), "code");
        for (var i = 0; i < 5; i++)
        {
            var again = await visitor.Press(page, "open", [("smsCode", "111111"), (name, value)]);
            (again.Note.Contains(word), again.IsOpened).ShouldBe((true, false), again.Html);
        }

        (await visitor.Press(page, "open", ("smsCode", "111111"))).IsOpened.ShouldBeTrue();
    }

    [Theory]
    [InlineData("621765", "65")]
    [InlineData("621762", "62")]
    public async Task A_card_that_is_refused_leaves_the_order_to_another_card(string series, string code)
    {
        var (merchant, visitor, number) = Ready();
        var page = await visitor.Arrive(number);
        var card = ("accNo", BankMerchant.Card(series));
        await visitor.Press(page, "code", card);
        (await visitor.Press(page, "open", card, ("smsCode", "111111"))).Note.ShouldContain($"respCode={code}");
        (await visitor.Press(page, "open", card, ("smsCode", "111111"))).Note.ShouldContain("respCode=71");
        (await merchant.Call("78/02", number)).Code.ShouldBe("34");

        await visitor.Press(page, "code");
        (await visitor.Press(page, "open", ("smsCode", "111111"))).IsOpened.ShouldBeTrue();
    }

    [Fact]
    public async Task Five_wrong_codes_end_a_code_and_a_new_message_begins_anew()
    {
        var (merchant, visitor, number) = Ready();
        var page = await visitor.Arrive(number);
        (await visitor.Press(page, "open", ("smsCode", "111111"))).Note.ShouldContain("请先获取");
        await visitor.Press(page, "code");
        for (var i = 0; i < 5; i++)
            (await visitor.Press(page, "open", ("smsCode", "123456"))).Note.ShouldContain("respCode=71");

        (await visitor.Press(page, "open", ("smsCode", "111111"))).Note.ShouldContain("次数过多");
        (await merchant.Call("78/02", number)).Code.ShouldBe("34");
        await visitor.Press(page, "code");
        (await visitor.Press(page, "open", ("smsCode", "111111"))).IsOpened.ShouldBeTrue();
    }

    [Theory]
    [InlineData("", 899, true)]
    [InlineData("", 900, false)]
    [InlineData("20261123101000", 599, true)]
    [InlineData("20261123101000", 600, false)]
    public async Task A_page_is_open_for_its_time_and_no_longer(string payTimeout, int seconds, bool isOpen)
    {
        world.Clock.MoveTo(new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.FromHours(8)));
        var (merchant, visitor, number) = Ready();
        var form = merchant.Signed(merchant.Message("79/00", number,
            visitor.Form(payTimeout.Length > 0 ? [("payTimeout", payTimeout)] : [])));
        var page = await visitor.Post(Front, form);
        world.Clock.Move(TimeSpan.FromSeconds(seconds));

        foreach (var late in new[]
        {
            await visitor.Press(page, "code"), await visitor.Press(page, "open", ("smsCode", "111111")),
        })
            (late.Code, late.CancelsTo.Length > 0).ShouldBe((isOpen ? "" : "69", !late.IsOpened), late.Html);
        (await visitor.Post(Front, form)).Code.ShouldBe(isOpen ? "12" : "69");
        (await merchant.Call("78/02", number)).Code.ShouldBe(isOpen ? "00" : "34");
        world.Clock.MoveTo(new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.FromHours(8)));
    }

    [Fact]
    public async Task Who_cancels_goes_back_by_a_link_and_nothing_was_opened()
    {
        var (merchant, visitor, number) = Ready();
        var page = await visitor.Press(await visitor.Arrive(number), "code");

        page.CancelsTo.ShouldBe(BankVisitor.FrontUrl);

        (await merchant.Call("78/02", number)).Code.ShouldBe("34");
        world.HeardCount(OutsideWorld.BankPathFor(number.OrderId)).ShouldBe(0);
    }

    [Fact]
    public async Task An_order_opened_behind_the_page_is_not_opened_twice()
    {
        var (merchant, visitor, number) = Ready();
        var page = await visitor.Press(await visitor.Arrive(number), "code");
        (await merchant.Open(number, "111111")).Code.ShouldBe("00");

        var late = await visitor.Press(page, "open", ("smsCode", "111111"));

        (late.Code, late.IsOpened).ShouldBe(("12", false));
    }

    [Fact]
    public async Task The_page_its_messages_and_its_opening_have_faults()
    {
        var (merchant, visitor, number) = Ready();
        await world.Fault("{\"bank.open-page\":{\"mode\":\"error\",\"times\":1}}");
        (await visitor.Arrive(number)).Status.ShouldBe(HttpStatusCode.BadGateway);
        await world.Fault("{\"bank.open-page\":{\"mode\":\"refuse\",\"code\":\"06\",\"times\":1}}");
        IsRefused(await visitor.Arrive(number), "06", "refuse");
        var page = await visitor.Arrive(number);
        await world.Fault("{\"bank.sms\":{\"mode\":\"refuse\",\"code\":\"37\",\"times\":1}}");
        (await visitor.Press(page, "code")).Note.ShouldContain("respCode=37");
        await visitor.Press(page, "code");
        await world.Fault("{\"bank.open\":{\"mode\":\"refuse\",\"code\":\"02\",\"times\":1}}");
        (await visitor.Press(page, "open", ("smsCode", "111111"))).Note.ShouldContain("respCode=02");
        await world.Fault("{\"bank.open\":{\"mode\":\"wrong-signature\",\"times\":1}}");
        var spoilt = await visitor.Press(page, "open", ("smsCode", "111111"));
        (spoilt.IsOpened, merchant.IsGenuine(spoilt.Fields)).ShouldBe((true, false));
        (await world.Fault("{\"bank.open-page\":{\"mode\":\"garbage\"}}")).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_opening_whose_page_never_came_was_made_and_told_all_the_same()
    {
        var (merchant, visitor, number) = Ready();
        var page = await visitor.Press(await visitor.Arrive(number), "code");
        await world.Fault("{\"bank.open\":{\"mode\":\"timeout-after-commit\",\"times\":1}}");

        var sent = visitor.Press(page, "open", ("smsCode", "111111"));

        var notice = BankMerchant.Form((await world.NextHeard(OutsideWorld.BankPathFor(number.OrderId))).Body);
        sent.IsCompleted.ShouldBeFalse();
        (await merchant.Call("78/02", number))["tokenPayData"].ShouldBe(notice["tokenPayData"]);
        (await visitor.Press(page, "open", ("smsCode", "111111"))).Fields["tokenPayData"].ShouldBe(notice["tokenPayData"]);
    }
}
