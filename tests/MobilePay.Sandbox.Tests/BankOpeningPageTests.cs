using System.Net;
using MobilePay.Sandbox.Tests.Support;

namespace MobilePay.Sandbox.Tests;

/// <summary>UnionPay's own page, gone through as a browser does.</summary>
public sealed class BankOpeningPageTests(OutsideWorld world) : IClassFixture<OutsideWorld>
{
    private (BankMerchant Merchant, BankVisitor Visitor, BankNumber Number, string Path) Ready()
    {
        var merchant = world.BankMerchant;
        var number = merchant.Number("S");
        var path = OutsideWorld.BankPathFor(number.OrderId);
        merchant.BackUrl = world.PlatformUrl + path;
        return (merchant, new BankVisitor(world, merchant), number, path);
    }

    [Fact]
    public async Task A_card_is_typed_in_opened_told_and_asked_for_and_its_token_pays()
    {
        const string phone = "13500000001";
        var (merchant, visitor, number, path) = Ready();
        var empty = await visitor.Arrive(number, ("reqReserved", "RX1{a=1&b=2}"));
        (empty.Status, empty.CancelsTo).ShouldBe((HttpStatusCode.OK, BankVisitor.FrontUrl));
        (empty.Html.Contains("模拟"), empty.Html.Contains("示例人民医院"), empty.Html.Contains(number.OrderId))
            .ShouldBe((true, true, true));

        var asked = await visitor.Press(empty, "code", ("phoneNo", phone));
        asked.Note.ShouldBe("验证码已发送至 135****0001");
        (await merchant.Call("78/02", number)).Code.ShouldBe("34");
        var code = (string)(await world.Messages(phone))[0]!["code"]!;
        var opened = await visitor.Press(asked, "open", ("smsCode", code));

        (opened.Status, opened.Action, opened.IsOpened).ShouldBe((HttpStatusCode.OK, BankVisitor.FrontUrl, true), opened.Html);
        merchant.IsGenuine(opened.Fields).ShouldBeTrue();
        var notice = BankMerchant.Form((await world.NextHeard(path)).Body);
        merchant.IsGenuine(notice).ShouldBeTrue();
        notice.ShouldBe(opened.Fields, ignoreOrder: true);
        (notice["txnType"], notice["txnSubType"], notice["bizType"], notice["respCode"]).ShouldBe(("79", "00", "000902", "00"));
        (notice["orderId"], notice["txnTime"], notice["merId"], notice["reqReserved"])
            .ShouldBe((number.OrderId, number.TxnTime, merchant.MerId, "RX1{a=1&b=2}"));
        notice["accNo"].ShouldBe("621700*********0004");
        var token = BankMerchant.Members(notice["tokenPayData"].Trim('{', '}'));
        token.Keys.ShouldBe(["token", "trId", "tokenLevel", "tokenBegin", "tokenEnd", "tokenType"]);
        (token["trId"], token["tokenType"]).ShouldBe((BankMerchant.TrId, "01"));
        var found = await merchant.Call("78/02", number);
        (found.Code, found["tokenPayData"]).ShouldBe(("00", notice["tokenPayData"]));

        var payment = merchant.Number();
        (await merchant.AskForCode(payment, token["token"])).Code.ShouldBe("00");
        (await merchant.Pay(payment, token["token"])).Code.ShouldBe("00");
    }

    [Fact]
    public async Task What_the_merchant_sent_is_shown_masked_and_cannot_be_changed()
    {
        var (merchant, visitor, number, path) = Ready();
        var (mine, others) = (BankMerchant.Card("621701"), BankMerchant.Card("621702"));
        var page = await visitor.Arrive(number, ("accNo", merchant.Encrypted(mine)), ("encryptCertId", merchant.EncryptCertId),
            ("customerInfo", merchant.Customer(
                "certifTp=01&certifId=110101199001010015&customerNm=测试持卡人", "phoneNo=13500000002")));

        page.Html.ShouldContain("****人");
        page.Html.ShouldContain("135****0002");
        page.Html.ShouldContain("621701*********" + mine[^4..]);
        page.Html.ShouldContain("1****************5");
        page.Html.ShouldNotContain("110101199001010015");
        page.Fields.Keys.ShouldBe(["opening", "smsCode"]);
        await visitor.Press(page, "code", ("accNo", others), ("phoneNo", "13500000003"));
        (await world.Messages("13500000003")).ShouldBeEmpty();
        (await world.Messages("13500000002")).Count.ShouldBe(1);
        (await visitor.Press(page, "open", ("smsCode", "111111"), ("accNo", others), ("phoneNo", "13500000003")))
            .IsOpened.ShouldBeTrue();
        BankMerchant.Form((await world.NextHeard(path)).Body)["accNo"].ShouldStartWith("621701");
    }

    [Fact]
    public async Task A_credit_card_is_asked_for_what_is_printed_on_it_before_its_code_is_spent()
    {
        var (_, visitor, number, path) = Ready();
        var arrived = await visitor.Arrive(number);
        arrived.Fields.Keys.ShouldNotContain("cvn2");
        var asked = await visitor.Press(arrived, "code", ("accNo", "6259 0000 0000 0005"), ("certifId", "11010119900101001x"));
        (asked.Fields.ContainsKey("cvn2"), asked.Fields["accNo"]).ShouldBe((true, "6259 0000 0000 0005"));
        (await visitor.Press(asked, "open", ("smsCode", "111111"))).Note.ShouldContain("CVN2");
        var again = await visitor.Press(asked, "open", ("smsCode", "111111"), ("cvn2", "123"), ("expired", "13/30"));
        again.Note.ShouldContain("有效期");
        again.Html.ShouldNotContain("111111");
        again.Html.ShouldNotContain("123\"");

        var opened = await visitor.Press(asked, "open", ("smsCode", "111111"), ("cvn2", "123"), ("expired", "11/26"));
        opened.IsOpened.ShouldBeTrue();
        BankMerchant.Form((await world.NextHeard(path)).Body)["payCardType"].ShouldBe("02");
    }

    [Fact]
    public async Task A_refreshed_page_is_the_same_page_and_an_opened_order_opens_nothing_more()
    {
        var (merchant, visitor, number, path) = Ready();
        var form = merchant.Signed(merchant.Message("79/00", number, visitor.Form()));
        var first = await visitor.Post("/gateway/api/frontTransReq.do", form);
        (await visitor.Post("/gateway/api/frontTransReq.do", form)).Fields["opening"].ShouldBe(first.Fields["opening"]);
        (await visitor.Arrive(number, ("reqReserved", "changed"))).Code.ShouldBe("12");
        // The same content under another number is another order.
        (await visitor.Arrive(merchant.Number("S"))).Fields["opening"].ShouldNotBe(first.Fields["opening"]);

        await visitor.Press(first, "code");
        var pages = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => visitor.Press(first, "open", ("smsCode", "111111"))));

        pages.Select(page => page.IsOpened ? page.Fields["tokenPayData"] : page.Html).Distinct().Count().ShouldBe(1);
        await world.NextHeard(path);
        (await visitor.Press(first, "code")).IsOpened.ShouldBeTrue();
        (await visitor.Post("/gateway/api/frontTransReq.do", form)).Code.ShouldBe("12");
        (await merchant.AskForOpeningCode(number)).Code.ShouldBe("12");
        var opening = await Opening(number);
        ((bool)opening["isToldByNotice"]!, (int)opening["noticesSent"]!).ShouldBe((true, 1));
        world.HeardCount(path).ShouldBe(0);
    }

    [Theory]
    [InlineData(204)]
    [InlineData(302)]
    [InlineData(500)]
    public async Task Anything_but_200_to_its_notice_is_repeated_on_schedule_and_then_given_up(int status)
    {
        var (merchant, visitor, number, path) = Ready();
        world.EarAnswers[path] = () => status;
        world.Clock.ForgetWaits();

        await visitor.OpenWith(number);

        for (var sending = 0; sending < 5; sending++)
            merchant.IsGenuine(BankMerchant.Form((await world.NextHeard(path)).Body)).ShouldBeTrue();
        await OutsideWorld.Until(async () => (int)(await Opening(number))["noticesSent"]! == 5);
        (world.HeardCount(path), (bool)(await Opening(number))["noticeAccepted"]!).ShouldBe((0, false));
        int[] wanted = [60, 120, 240, 300];
        world.Clock.Waits.Select(wait => (int)wait.TotalSeconds).Where(wanted.Contains).ShouldBe(wanted);
    }

    [Fact]
    public async Task A_notice_still_owed_is_sent_after_a_restart_and_the_page_is_gone()
    {
        var (merchant, visitor, number, path) = Ready();
        world.EarAnswers[path] = () =>
        {
            world.Clock.HoldsWaits = true;
            return 500;
        };
        var left = await visitor.Arrive(merchant.Number("S"));
        await visitor.OpenWith(number);
        await world.NextHeard(path);
        await OutsideWorld.Until(async () => (int)(await Opening(number))["noticesSent"]! == 1);

        await world.Restart(() =>
        {
            world.Clock.HoldsWaits = false;
            world.EarAnswers[path] = () => 200;
        });

        BankMerchant.Form((await world.NextHeard(path)).Body)["orderId"].ShouldBe(number.OrderId);
        await OutsideWorld.Until(async () => (bool)(await Opening(number))["noticeAccepted"]!);
        (await visitor.Press(left, "code")).Code.ShouldBe("34");
    }

    [Theory]
    [InlineData("drop", 0, true)]
    [InlineData("duplicate", 2, true)]
    [InlineData("wrong-signature", 1, false)]
    public async Task A_fault_on_a_notice_happens_and_the_next_one_is_whole(string mode, int copies, bool isGenuine)
    {
        var (merchant, visitor, number, path) = Ready();
        await world.Fault($"{{\"bank.notify\":{{\"mode\":\"{mode}\",\"times\":1}}}}");
        // Taken the second time, so that no further one runs into the next test's fault.
        var refusals = mode == "wrong-signature" ? 1 : 0;
        world.EarAnswers[path] = () => refusals-- > 0 ? 400 : 200;

        await visitor.OpenWith(number);

        for (var copy = 0; copy < copies; copy++)
            merchant.IsGenuine(BankMerchant.Form((await world.NextHeard(path)).Body)).ShouldBe(isGenuine);
        if (mode != "duplicate")
            merchant.IsGenuine(BankMerchant.Form((await world.NextHeard(path)).Body)).ShouldBeTrue();
    }

    [Fact]
    public async Task An_opening_by_the_merchants_own_page_is_answered_and_not_told()
    {
        var (merchant, visitor, number, path) = Ready();
        await merchant.AskForOpeningCode(number);
        merchant.Change = fields => fields["backUrl"] = merchant.BackUrl;
        (await merchant.Open(number, "111111")).Code.ShouldBe("00");
        merchant.Change = null;
        // A notice would be on its way before the one of a later opening is.
        var later = merchant.Number("S");
        merchant.BackUrl = world.PlatformUrl + OutsideWorld.BankPathFor(later.OrderId);
        await visitor.OpenWith(later);
        await world.NextHeard(OutsideWorld.BankPathFor(later.OrderId));

        (world.HeardCount(path), (bool)(await Opening(number))["isToldByNotice"]!).ShouldBe((0, false));
    }

    private async Task<System.Text.Json.Nodes.JsonNode> Opening(BankNumber number) =>
        (await world.Json("/book/bank"))["openings"]!.AsArray()
            .Single(opening => (string?)opening!["orderId"] == number.OrderId)!;
}
