using Microsoft.Playwright;
using MobilePay.PatientWeb.Tests.Support;
using static MobilePay.PatientWeb.Tests.Support.Samples;

namespace MobilePay.PatientWeb.Tests.Pages;

/// <summary>What the script adds, in a real browser and under the page's own security policy.</summary>
public sealed class ScriptTests(PatientApp app, Browser browser) : IClassFixture<PatientApp>, IClassFixture<Browser>
{
    // Stands in for what WeChat's browser brings along.
    private const string Bridge = "window.WeixinJSBridge = { invoke: (name, fields, done) => {"
        + " window.asked = { name, fields }; done({ err_msg: 'get_brand_wcpay_request:ANSWER' }); } };";

    [Fact]
    public async Task The_waiting_page_goes_on_to_done_by_itself()
    {
        var page = await Show("waiting");

        app.Services.On("GET", PaymentPath, Payment("paid", "confirmed"));

        await page.GetByText("缴费成功，请取药").WaitForAsync();
        await page.GetByText("3 号窗口").WaitForAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_lost_connection_is_told_and_its_return_too()
    {
        var page = await Show("waiting");

        await page.Context.SetOfflineAsync(true);
        await page.GetByText("网络断开了").WaitForAsync();
        app.Services.On("GET", PaymentPath, Payment("paid", "confirmed"));
        await page.Context.SetOfflineAsync(false);

        await page.GetByText("缴费成功，请取药").WaitForAsync();
        (await page.GetByText("网络断开了").IsVisibleAsync()).ShouldBeFalse();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_code_on_the_desktop_gives_way_to_the_result_once_paid()
    {
        var page = await Show("cashier-qr");

        app.Services.On("GET", PaymentPath, Payment("paid"));

        await page.GetByText("已付款，正在通知医院").WaitForAsync();
        page.Url.ShouldEndWith($"/p/{Id}");
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("ok", "?told=ok", "正在确认付款结果")]
    [InlineData("cancel", "?told=cancel", "您取消了付款")]
    [InlineData("fail", "?told=fail", "这次付款没有完成")]
    public async Task What_WeChats_window_says_only_decides_what_is_offered_next(string answer, string query, string title)
    {
        var page = await Show("cashier-wechat", Bridge.Replace("ANSWER", answer, StringComparison.Ordinal));

        await page.GetByText(title).WaitForAsync();
        page.Url.ShouldEndWith($"/p/{Id}{query}");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Without_WeChats_window_the_browser_is_offered()
    {
        var page = await Show("cashier-wechat");

        await page.GetByText("没能打开微信支付窗口").WaitForAsync();
        await page.GetByText("改用浏览器打开微信支付").WaitForAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Another_code_can_be_asked_for_when_the_countdown_is_over()
    {
        var page = await Show("bank-code", hasClock: true);
        var button = page.Locator("button[data-again]");
        (await button.IsDisabledAsync()).ShouldBeTrue();
        (await button.TextContentAsync())!.ShouldContain("秒后");

        await page.Clock.FastForwardAsync(60_000);

        await page.Locator("button[data-again]:enabled").WaitForAsync();
        (await button.TextContentAsync())!.ShouldNotContain("后）");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_refund_in_part_appears_on_the_page_by_itself()
    {
        var page = await Show("refund-part-under-way");

        app.Services.On("GET", PaymentPath, Payment("paid", "confirmed", refunds: Refund("refunded")));

        await page.GetByText("已退 ¥10.00").WaitForAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_keyboard_reaches_the_content_first_then_tools_details_and_payment()
    {
        var page = await Show("scan");
        var order = new List<string>();

        for (var i = 0; i < 6; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            order.Add(await page.EvaluateAsync<string>("document.activeElement.textContent.trim().split('\\n')[0]"));
        }

        order.ShouldBe(["跳到主要内容", "大字版", "English", "查看明细", "去支付 ¥53.40", "其他付款方式"]);
        await page.Context.CloseAsync();
    }

    private async Task<IPage> Show(string name, string? script = null, bool hasClock = false)
    {
        var scene = EveryPageTests.SceneOf(name);
        app.Services.Forget();
        using var patient = app.Walker(scene.Agent);
        await scene.Play(new(app.Services, patient));
        return await browser.Show(app, patient, scene.Agent, script: script, hasClock: hasClock);
    }
}
