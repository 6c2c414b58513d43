using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MobilePay.EndToEnd.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace MobilePay.EndToEnd.Tests;

/// <summary>Every page as a person meets it, in a real browser, with pictures taken on the way.</summary>
[Collection(OnePlatform.Name)]
public sealed class A_person_walks_from_the_desk_to_the_pharmacy(Platform platform, Browser browser) : IClassFixture<Browser>
{
    private const string Done = "缴费成功，请取药";

    [Fact]
    public async Task In_WeChat_with_its_own_cashier()
    {
        var hospital = await browser.Desktop();
        var number = await IssueAtTheDesk(hospital);
        var patient = await browser.WeChat();
        var address = await AddressInTheCode(number);
        await patient.GotoAsync(address);
        await Expect(patient.GetByText("是您本人或家人的处方吗？")).ToBeVisibleAsync();
        await Expect(patient.GetByText(number)).ToBeVisibleAsync();
        await Expect(patient.Locator("body")).Not.ToContainTextAsync("阿莫西林");
        await Browser.Picture(patient, "scan.png");
        await ProveHerself(patient);

        await using (await platform.Fault("his.settlements", new { mode = "timeout-before" }))
        {
            await Press(patient, "去支付 ¥53.40");
            var cashier = patient.FrameLocator("iframe[title='模拟收银台']");
            await Expect(cashier.GetByText("模拟 · 不是真实的微信支付")).ToBeVisibleAsync();
            await Expect(cashier.GetByText("¥53.40", new() { Exact = true })).ToBeVisibleAsync();
            await Browser.Picture(patient, "cashier.png");
            await cashier.GetByRole(AriaRole.Button, new() { Name = "支付 ¥53.40" }).ClickAsync();

            await Expect(Heading(patient, "已付款，正在通知医院")).ToBeVisibleAsync();
            await Browser.Picture(patient, "waiting.png");
        }

        await Expect(Heading(patient, Done)).ToBeVisibleAsync();
        await Expect(patient.Locator(".pickup")).ToContainTextAsync("窗口");
        await Browser.Picture(patient, "done.png");
        await HandOut(hospital, number);
        await patient.GotoAsync(address);
        await Expect(Heading(patient, "已付款，药已取走")).ToBeVisibleAsync();
        browser.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task In_the_phones_browser_without_any_script()
    {
        var prescription = await platform.Issue();
        var patient = await browser.BrowserWithoutScript();
        await patient.GotoAsync(prescription.QrContent);
        await Press(patient, "去支付 ¥53.40");

        await Expect(Heading(patient, "模拟收银台")).ToBeVisibleAsync();
        await Press(patient, "支付 ¥53.40");

        await Expect(Heading(patient, Done)).ToBeVisibleAsync();
        await Expect(patient.Locator(".pickup")).ToContainTextAsync("窗口");
        new Uri(patient.Url).GetLeftPart(UriPartial.Authority).ShouldBe(platform.At.Public);
        browser.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task On_the_sandboxs_phone_with_the_books_beside_it()
    {
        var prescription = await platform.Issue();
        var visitor = await browser.Desktop(1440, 900);
        await visitor.GotoAsync(platform.At.Sandbox + "/phone");
        await visitor.Locator("select:has(option[value=wechat])").SelectOptionAsync("wechat");
        await visitor.Locator("select").Filter(new() { HasText = prescription.PrescriptionNo[^6..] })
            .SelectOptionAsync(new SelectOptionValue { Index = 0 });
        await Press(visitor, "扫码");

        var screen = visitor.FrameLocator(".handset iframe");
        await screen.GetByRole(AriaRole.Button, new() { Name = "去支付" }).ClickAsync();
        var cashier = screen.FrameLocator("iframe[title='模拟收银台']");
        await cashier.GetByRole(AriaRole.Button, new() { Name = "支付 ¥53.40" }).ClickAsync();

        await Expect(screen.GetByRole(AriaRole.Heading, new() { Name = Done })).ToBeVisibleAsync();
        var payment = await screen.Locator(".facts .number").First.InnerTextAsync();
        var books = visitor.Locator(".stage > section").Last;
        await Expect(books).ToContainTextAsync(new Regex($@"{payment}\s+(SUCCESS|已付款)"));
        await Expect(books).ToContainTextAsync(new Regex($@"{Digits(prescription.PrescriptionNo)}\s+(PAID|已缴费)"));
        await Browser.Picture(visitor, "phone.png", isWhole: true);
        browser.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task In_English()
    {
        var prescription = await platform.Issue();
        var patient = await browser.WeChat();
        await patient.GotoAsync(prescription.QrContent + "?lang=en");
        await Expect(patient.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await Expect(patient.GetByText("Is this prescription yours or a family member’s?")).ToBeVisibleAsync();
        await Browser.Picture(patient, "scan-en.png");

        await Press(patient, "Pay ¥53.40");
        await patient.FrameLocator("iframe[title='模拟收银台']").Locator("button[value=pay]").ClickAsync();

        await Expect(Heading(patient, "Paid. Collect your medicine")).ToBeVisibleAsync();
        await Expect(patient.Locator(".pickup")).ToContainTextAsync("Window");
        await Browser.Picture(patient, "done-en.png");
    }

    /// <summary>Answers the prescription's number, which the new sheet shows in print.</summary>
    private async Task<string> IssueAtTheDesk(IPage hospital)
    {
        await hospital.GotoAsync(platform.At.Sandbox + "/desk");
        await hospital.GetByLabel("模板").SelectOptionAsync("cda-sample");
        await Press(hospital, "开出处方");
        await Expect(hospital.GetByRole(AriaRole.Status)).ToContainTextAsync("处方已开出");
        await Browser.Picture(hospital, "desk.png");

        var newest = hospital.GetByRole(AriaRole.Row).Nth(1);
        var number = await newest.GetByRole(AriaRole.Cell).First.InnerTextAsync();
        await newest.GetByRole(AriaRole.Link, new() { Name = "打印" }).ClickAsync();
        await Expect(hospital.GetByText(number)).ToBeVisibleAsync();
        await Expect(hospital.Locator(".qr svg")).ToBeVisibleAsync();
        await Browser.Picture(hospital, "sheet.png", isWhole: true);
        return number;
    }

    /// <summary>What the sheet's code holds, as the platform answers the hospital whenever it asks.</summary>
    private async Task<string> AddressInTheCode(string prescriptionNo)
    {
        var pushed = await platform.Control(HttpMethod.Post, $"/desk/bills/B{Digits(prescriptionNo)}/push");
        return (string)pushed.Json["qrContent"]!;
    }

    private static async Task ProveHerself(IPage patient)
    {
        await patient.GetByRole(AriaRole.Link, new() { Name = "查看明细" }).ClickAsync();
        await patient.GetByLabel("患者证件号或手机号的后 4 位").FillAsync("0019");
        await Press(patient, "查看明细");
        await Expect(patient.GetByText("阿莫西林胶囊")).ToBeVisibleAsync();
        await Browser.Picture(patient, "detail.png");
    }

    private async Task HandOut(IPage hospital, string number)
    {
        await hospital.GotoAsync(platform.At.Sandbox + "/pharmacy");
        var waiting = hospital.Locator("form").Filter(new() { HasText = number });
        await Expect(waiting).ToBeVisibleAsync();
        await Browser.Picture(hospital, "pharmacy.png");
        await waiting.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(waiting).ToHaveCountAsync(0);
    }

    // The bill and the prescription it was made for have one number and two prefixes.
    private static string Digits(string prescriptionNo) => prescriptionNo["RX".Length..];

    private static Task Press(IPage page, string button) =>
        page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();

    private static ILocator Heading(IPage page, string name) => page.GetByRole(AriaRole.Heading, new() { Name = name });
}
