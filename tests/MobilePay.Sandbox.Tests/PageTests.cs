using System.Net;
using System.Text.RegularExpressions;
using MobilePay.Sandbox.Desk;
using MobilePay.Sandbox.Tests.Support;

namespace MobilePay.Sandbox.Tests;

public sealed class PageTests(OutsideWorld world) : IClassFixture<OutsideWorld>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/desk")]
    [InlineData("/phone")]
    [InlineData("/pharmacy")]
    public async Task Every_page_opens_and_says_that_it_is_simulated(string path)
    {
        (await world.Http.GetStringAsync(world.People + path)).ShouldContain("模拟");
        (await world.Http.GetStringAsync(world.People + path + "?lang=en")).ShouldContain("SIMULATED");
    }

    [Fact]
    public async Task The_sheet_carries_a_code_the_words_and_the_last_hour()
    {
        var sheet = await world.Http.GetStringAsync($"{world.People}/desk/sheet/{await world.Bill()}");

        sheet.ShouldContain("<svg");
        sheet.ShouldContain("微信、支付宝、医院 App 扫码缴费");
        sheet.ShouldContain("2026-11-23 23:59");
        (await world.Http.GetAsync(world.People + "/desk/sheet/B0")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("12.6", "1", 1260)]
    [InlineData("0.0850", "105", 893)]
    [InlineData("0.0630", "105.00", 662)]
    [InlineData("0.0001", "1", 0)]
    [InlineData("0.005", "1", 1)]
    [InlineData("99999.9999", "9999.99", 99999899900)]
    public void A_line_costs_price_times_quantity_and_half_a_fen_goes_up(string price, string quantity, long fen) =>
        LineAmount.Fen(LineAmount.Read(price, 4)!.Value, LineAmount.Read(quantity, 2)!.Value).ShouldBe(fen);

    [Theory]
    [InlineData("")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("-1")]
    [InlineData("1,5")]
    [InlineData("1e3")]
    [InlineData("1.23456")]
    [InlineData("1.2.3")]
    [InlineData("１")]
    public void A_number_written_otherwise_is_not_read(string text) => LineAmount.Read(text, 4).ShouldBeNull();

    [Fact]
    public async Task The_doctor_writes_lines_of_their_own_and_is_told_which_cannot_be_read()
    {
        var bad = await Send("/desk", "/desk?handler=Write", Row("甲", "2", "4,5"));
        bad.Page.ShouldContain("第 1 行");
        bad.Page.ShouldContain("4,5");

        var written = await Send("/desk", "/desk?handler=Write",
            [.. Row("甲", "2", "4.5"), .. Row("", "", ""), .. Row("乙", "1.5", "3.33")]);

        written.Status.ShouldBe(HttpStatusCode.Redirect);
        var bill = (await world.His.Read(written.To!.Split('=')[1])).Json;
        bill["lines"]!.AsArray().Select(line => line!["amountFen"]!.GetValue<long>()).ShouldBe([900, 500]);
        ((string?)bill["lines"]![1]!["unitPrice"]).ShouldBe("3.3300");
        (await world.Http.GetStringAsync(world.People + written.To)).ShouldContain("¥14.00");
    }

    [Fact]
    public async Task Change_edits_the_lines_and_void_asks_first()
    {
        var bill = await world.Bill();

        (await Send("/desk/change/" + bill, $"/desk/change/{bill}?handler=Lines", Row("甲", "3", "1"))).Status
            .ShouldBe(HttpStatusCode.Redirect);
        var changed = (await world.His.Read(bill)).Json;
        changed["payableFen"]!.GetValue<long>().ShouldBe(300);
        ((string?)changed["billVersion"]).ShouldBe("2");
        (await Send("/desk/change/" + bill, $"/desk/change/{bill}?handler=Template", [new("template", "one-line")])).Status
            .ShouldBe(HttpStatusCode.Redirect);
        (await world.His.Read(bill)).Json["payableFen"]!.GetValue<long>().ShouldBe(900);

        await world.Http.GetStringAsync($"{world.People}/desk/void/{bill}");
        ((string?)(await world.His.Read(bill)).Json["status"]).ShouldBe("UNPAID");
        await Send("/desk/void/" + bill, "/desk/void/" + bill, []);
        ((string?)(await world.His.Read(bill)).Json["status"]).ShouldBe("VOIDED");
    }

    [Fact]
    public async Task A_fault_is_switched_on_and_off_without_a_script()
    {
        KeyValuePair<string, string>[] press = [new("operation", "his.presettlements"), new("mode", "refuse")];
        var bill = await world.Bill();

        await Send("/phone", "/phone?handler=Fault", press);
        (await world.His.Presettle(bill, "P" + bill)).Result.ShouldBe("LOCKED_BY_OTHER");
        await Send("/phone", "/phone?handler=Fault", press);

        (await world.His.Presettle(bill, "P" + bill)).Result.ShouldBe("ACCEPTED");
    }

    [Fact]
    public async Task A_message_with_a_code_appears_above_the_phone_in_the_visitors_language()
    {
        world.Clock.Move(TimeSpan.FromMinutes(6));
        (await world.Http.GetStringAsync(world.People + "/phone")).ShouldContain("短信验证码会显示在这里");
        await world.BankMerchant.AskForOpeningCode(world.BankMerchant.Number("S"), phone: "13600000001");
        var code = (string)(await world.Messages("13600000001"))[0]!["code"]!;

        foreach (var path in new[] { "/phone", "/phone/messages" })
        {
            (await world.Http.GetStringAsync(world.People + path)).ShouldContain($"验证码 {code}");
            (await world.Http.GetStringAsync(world.People + path + "?lang=en")).ShouldContain($"Code {code}");
        }

        world.Clock.Move(TimeSpan.FromMinutes(6));
        (await world.Http.GetStringAsync(world.People + "/phone/messages")).ShouldNotContain(code);
    }

    [Fact]
    public async Task A_payment_by_card_stands_in_the_banks_book_with_what_became_of_it()
    {
        var (merchant, number) = (world.BankMerchant, world.BankMerchant.Number());
        var token = await merchant.SignUp(BankMerchant.Card("621764"));
        await merchant.AskForCode(number, token);
        await merchant.Pay(number, token);

        var book = await world.Http.GetStringAsync(world.People + "/phone/books");

        book.ShouldContain(number.OrderId);
        book.ShouldContain("银行拒绝");
        (await world.Http.GetStringAsync(world.People + "/phone?entrance=bank")).ShouldContain("<details open");
    }

    [Fact]
    public async Task The_pharmacy_shows_what_is_paid_until_it_is_handed_out()
    {
        var bill = await world.Bill();
        (await world.Http.GetStringAsync(world.People + "/pharmacy")).ShouldNotContain(bill);
        await world.His.Settle(bill, "S" + bill);

        (await world.Http.GetStringAsync(world.People + "/pharmacy")).ShouldContain(bill);
        await Send("/pharmacy", "/pharmacy?billNo=" + bill, []);

        // What was handed out can only be taken back.
        (await world.Http.GetStringAsync(world.People + "/pharmacy")).ShouldNotContain($"billNo={bill}\"");
        (await world.Http.GetStringAsync(world.People + "/phone/books")).ShouldContain("已发药");
    }

    private static KeyValuePair<string, string>[] Row(string name, string quantity, string price) =>
    [
        new("itemName", name), new("spec", ""), new("unit", "盒"), new("quantity", quantity), new("unitPrice", price),
    ];

    /// <summary>Opens the page, then sends its form as a browser would, with the token against forgery.</summary>
    private async Task<(HttpStatusCode Status, string Page, string? To)> Send(
        string page, string action, IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var opened = await world.Http.GetAsync(world.People + page);
        var token = Regex.Match(await opened.Content.ReadAsStringAsync(), "__RequestVerificationToken[^>]*value=\"([^\"]+)\"");
        using var request = new HttpRequestMessage(HttpMethod.Post, world.People + action);
        request.Content = new FormUrlEncodedContent(
            fields.Append(KeyValuePair.Create("__RequestVerificationToken", token.Groups[1].Value)));
        request.Headers.Add("Cookie", opened.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
        using var answer = await world.Http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.Location?.OriginalString);
    }
}
