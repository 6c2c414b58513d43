using System.Net;
using System.Text.Json;
using MobilePay.PatientWeb.Tests.Support;
using static MobilePay.PatientWeb.Tests.Support.Samples;

namespace MobilePay.PatientWeb.Tests.Features;

public sealed class WaysToPayTests(PatientApp app) : IClassFixture<PatientApp>
{
    private const string Open = "/api/v1/payments";

    [Theory]
    [InlineData(Agents.WeChat, "wechat.jsapi bank.quickpay wechat.native")]
    [InlineData(Agents.WeChat + " miniProgram", "")]
    [InlineData(Agents.Alipay, "alipay.wap bank.quickpay")]
    [InlineData(Agents.UnionPay, "bank.quickpay alipay.wap wechat.h5")]
    [InlineData(Agents.Phone, "wechat.h5 alipay.wap bank.quickpay wechat.native")]
    [InlineData(Agents.Desktop, "wechat.native alipay.qr bank.quickpay")]
    public async Task Each_entrance_offers_its_own_the_natural_one_first(string agent, string offered)
    {
        using var patient = Begin(agent);

        await new Stage(app.Services, patient).Scan(Sheet());

        var buttons = patient.Page.QuerySelectorAll("button[name=method]").Select(button => button.GetAttribute("value"));
        string.Join(' ', buttons).ShouldBe(offered);
    }

    [Theory]
    [InlineData(Agents.Phone, "wechat.h5")]
    [InlineData(Agents.Phone, "alipay.wap")]
    [InlineData(Agents.Phone, "bank.quickpay")]
    [InlineData(Agents.Phone, "wechat.native")]
    [InlineData(Agents.Alipay, "alipay.wap")]
    [InlineData(Agents.UnionPay, "bank.quickpay")]
    [InlineData(Agents.WeChat, "bank.quickpay")]
    [InlineData(Agents.Desktop, "alipay.qr")]
    public async Task Each_way_opens_its_cashier(string agent, string method)
    {
        using var patient = Begin(agent);
        app.Services.On("GET", BankSamples.Path, BankSamples.QuickPay(cards: BankSamples.Card));
        var (action, place) = method switch
        {
            "wechat.h5" => (Samples.Redirect, $"http://cashier.example/h5?prepay_id=wx1&package=2&redirect_url="
                + $"http%3A%2F%2Fpay.example%2Fp%2F{Id}"),
            "alipay.wap" => (AlipayRedirect, AlipayAddress),
            "bank.quickpay" => (BankSamples.SmsConfirm, BankSamples.Page),
            "wechat.native" => (Qr, $"/pay/{Id}"),
            _ => (AlipayQr, $"/pay/{Id}"),
        };

        await new Stage(app.Services, patient).PayBy($"button[value='{method}']", Opened(action));

        (patient.Outside?.OriginalString ?? patient.Path).ShouldBe(place);
        Methods().ShouldBe([method]);
    }

    [Fact]
    public async Task Alipays_address_is_untouched_also_when_its_cashier_is_opened_again()
    {
        using var patient = Begin(Agents.Alipay);
        await new Stage(app.Services, patient).Pay(Opened(AlipayRedirect));

        await patient.Open($"/pay/{Id}");

        patient.Outside!.OriginalString.ShouldBe(AlipayAddress);
        patient.Cookies.GetCookies(app.Address).ShouldAllBe(cookie => cookie.Name.Length + cookie.Value.Length < 4000);
    }

    [Fact]
    public async Task A_cookie_of_the_version_that_knew_only_WeChat_still_opens_its_cashier()
    {
        using var patient = Begin(Agents.Phone);
        var name = $"mp.p.{Id:N}";
        var old = new { Token, TraceParent = (string?)null, Action = Samples.Redirect };
        patient.Cookies.Add(app.Address, new Cookie(name, app.Sealing.Seal(name, old, TimeSpan.FromHours(1)), "/"));
        app.Services.On("GET", PaymentPath, Payment());

        await patient.Open($"/pay/{Id}");

        patient.Outside!.OriginalString.ShouldEndWith($"&redirect_url=http%3A%2F%2Fpay.example%2Fp%2F{Id}");
    }

    [Theory]
    [InlineData(Agents.Alipay, "wechat.jsapi", "alipay.wap")]
    [InlineData(Agents.Desktop, "wechat.h5", "wechat.native")]
    [InlineData(Agents.Phone, "account", "wechat.h5")]
    public async Task A_way_that_does_not_work_here_becomes_the_natural_one(string agent, string asked, string taken)
    {
        using var patient = Begin(agent);
        app.Services.On("POST", Open, Opened(Qr));
        await new Stage(app.Services, patient).Scan(Sheet());

        patient.Page.QuerySelector("button[name=method]")!.SetAttribute("value", asked);
        await patient.Press("main form button");

        Methods().ShouldBe([taken]);
    }

    [Fact]
    public async Task What_Alipay_adds_to_the_way_back_is_not_believed()
    {
        using var patient = Begin(Agents.Alipay);

        await new Stage(app.Services, patient).Show(Payment(method: "alipay.wap"),
            "?total_amount=53.40&trade_status=TRADE_SUCCESS&trade_no=2026112322000000000000000001&sign=c2lnbmVk&status=paid");

        patient.Text.ShouldContain("正在等待付款结果");
        app.Log.Text.ShouldNotContain("c2lnbmVk");
        (await patient.Answer.Content.ReadAsStringAsync()).ShouldNotContain("c2lnbmVk");
    }

    [Fact]
    public async Task An_open_payment_offers_the_other_ways_and_the_new_one_takes_its_place()
    {
        using var patient = Begin(Agents.Phone);
        await new Stage(app.Services, patient).Show(Payment());
        app.Services.On("POST", Open, Opened(AlipayRedirect, OtherId));
        app.Services.On("GET", $"{Open}/{OtherId}", Payment(id: OtherId, method: "alipay.wap"));

        patient.Page.QuerySelector("button[value='wechat.h5']").ShouldBeNull();
        await patient.Press("button[value='alipay.wap']");

        patient.Outside!.OriginalString.ShouldBe(AlipayAddress);
        Methods().ShouldBe(["wechat.h5", "alipay.wap"]);
        patient.Cookies.GetCookies(app.Address).ShouldNotContain(cookie => cookie.Name == $"mp.p.{Id:N}");
    }

    [Theory]
    [InlineData("payment.already-open")]
    [InlineData("prescription.already-paid")]
    public async Task Where_the_first_payment_turns_out_to_be_paid_it_is_the_payment(string said)
    {
        using var patient = Begin(Agents.Phone);
        await new Stage(app.Services, patient).Show(Payment());
        app.Services.On("POST", Open, Problem(409, said, new { paymentId = Id }));
        app.Services.On("POST", $"{PaymentPath}/close", Payment("paid"));
        app.Services.On("GET", PaymentPath, Payment("paid"));

        await patient.Press("button[value='bank.quickpay']");

        patient.Path.ShouldBe($"/p/{Id}");
        patient.Text.ShouldContain("已付款，正在通知医院");
        patient.Page.QuerySelector("button[name=method]").ShouldBeNull();
    }

    [Theory]
    [InlineData("paid", "")]
    [InlineData("pending", "?told=ok")]
    public async Task Whoever_has_paid_is_offered_no_other_way(string status, string query)
    {
        using var patient = Begin(Agents.Phone);

        await new Stage(app.Services, patient).Show(Payment(status), query);

        patient.Page.QuerySelector("button[name=method]").ShouldBeNull();
    }

    [Fact]
    public async Task After_a_refusal_her_way_is_repeated_first_and_the_others_are_open()
    {
        using var patient = Begin(Agents.Phone);

        await new Stage(app.Services, patient).PayBy("button[value='alipay.wap']", Problem(409, "channel.refused"));

        patient.Page.QuerySelector("button[name=method]")!.GetAttribute("value").ShouldBe("alipay.wap");
        patient.Page.QuerySelector("details")!.HasAttribute("open").ShouldBeTrue();
    }

    private Walker Begin(string agent)
    {
        app.Services.Forget();
        return app.Walker(agent);
    }

    private List<string?> Methods() => [.. app.Services.CallsTo("POST", Open)
        .Select(call => JsonDocument.Parse(call.Body).RootElement.GetProperty("method").GetString())];
}
