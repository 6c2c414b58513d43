using Microsoft.Playwright;
using MobilePay.EndToEnd.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MobilePay.EndToEnd.Tests;

/// <summary>The other channels on a phone's screen, in a real browser.</summary>
[Collection(OnePlatform.Name)]
public sealed class A_person_pays_as_she_likes(Platform platform, Browser browser) : IClassFixture<Browser>
{
    private const string Done = "缴费成功，请取药";
    private const string BankCard = "银行卡快捷支付";

    [Fact]
    public async Task In_Alipay_with_its_own_cashier()
    {
        var prescription = await platform.Issue();
        var patient = await browser.Alipay();
        await patient.GotoAsync(prescription.QrContent);
        await Browser.Picture(patient, "scan-alipay.png");
        await Press(patient, "去支付 ¥53.40");

        await Expect(patient.GetByText("模拟 · 不是真实的支付宝")).ToBeVisibleAsync();
        await Press(patient, "支付 ¥53.40");

        await Collects(patient);
        patient.Url.ShouldContain("sign=");
    }

    [Fact]
    public async Task By_a_bank_card_she_types_in()
    {
        var prescription = await platform.Issue();
        var patient = await browser.OnPhone();
        await patient.GotoAsync(prescription.QrContent);
        await patient.GetByText("其他付款方式").ClickAsync();
        await Press(patient, BankCard);

        await Expect(Heading(patient, "填写银行卡")).ToBeVisibleAsync();
        await patient.GetByLabel("银行卡号").FillAsync("6217 0000 0000 0000 004");
        await patient.GetByLabel("持卡人姓名").FillAsync("测试甲");
        await patient.GetByLabel("证件号码").FillAsync("110101199001011237");
        await patient.GetByLabel("手机号", new() { Exact = true }).FillAsync("199 0000 0001");
        await Browser.Picture(patient, "card.png", isWhole: true);
        await Press(patient, "获取验证码");

        await Expect(Heading(patient, "输入验证码，核对银行卡")).ToBeVisibleAsync();
        await patient.GetByLabel("短信验证码").FillAsync(Card.GoodCode);
        await Press(patient, "下一步");

        await Expect(Heading(patient, "输入付款验证码")).ToBeVisibleAsync();
        await patient.GetByLabel("短信验证码").FillAsync(Card.WrongCode);
        await Press(patient, "确认支付 ¥53.40");
        await Expect(patient.GetByText("验证码不对，没有扣款")).ToBeVisibleAsync();
        await Browser.Picture(patient, "card-code.png");
        await patient.GetByLabel("短信验证码").FillAsync(Card.GoodCode);
        await Press(patient, "确认支付 ¥53.40");

        await Collects(patient);
    }

    [Fact]
    public async Task First_opened_in_WeChat_and_then_paid_by_card_without_any_script()
    {
        var prescription = await platform.Issue();
        var patient = await browser.BrowserWithoutScript();
        await patient.GotoAsync(prescription.QrContent);
        await Press(patient, "去支付 ¥53.40");
        await Press(patient, "取消，不付款");
        await patient.GotoAsync(prescription.QrContent);
        await patient.GetByText("其他付款方式").ClickAsync();
        await Press(patient, BankCard);

        await Expect(Heading(patient, "填写银行卡")).ToBeVisibleAsync();
        var orders = (await platform.Book("wechat"))["orders"]!.AsArray();
        ((string)orders[^1]!["state"]!).ShouldBe("CLOSED");
    }

    private async Task Collects(IPage patient)
    {
        await Expect(Heading(patient, Done)).ToBeVisibleAsync();
        await Expect(patient.Locator(".pickup")).ToContainTextAsync("窗口");
        new Uri(patient.Url).GetLeftPart(UriPartial.Authority).ShouldBe(platform.At.Public);
        browser.Complaints.ShouldBeEmpty();
    }

    private static Task Press(IPage page, string button) =>
        page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();

    private static ILocator Heading(IPage page, string name) => page.GetByRole(AriaRole.Heading, new() { Name = name });
}
