using System.Net;
using System.Text.RegularExpressions;
using MobilePay.FinanceWeb.Clients;
using MobilePay.FinanceWeb.Features;
using MobilePay.FinanceWeb.Staff;
using MobilePay.FinanceWeb.Tests.Support;
using MobilePay.FinanceWeb.Wording;

namespace MobilePay.FinanceWeb.Tests.Pages;

[Collection(Database.Name)]
public sealed partial class StoryPagesTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly string PaymentPath = $"/payments/{StoryFixtures.Payment}";
    private static readonly string[] Paths = ["/payments", PaymentPath, "/refunds"];

    private StoryStandIn others = null!;
    private ConsoleApp app = null!;

    public async Task InitializeAsync()
    {
        others = await StoryStandIn.Start();
        app = await ConsoleApp.Start(postgres, others.Settings);
    }

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await others.DisposeAsync();
    }

    [Fact]
    public async Task A_payments_story_is_told_in_order_of_time_by_all_who_know_a_part()
    {
        using var clerk = await app.SignedIn(await app.Add("li.na", StaffRoles.Finance));

        await clerk.Open(PaymentPath);

        clerk.Page.QuerySelectorAll("main .moment > span:nth-child(2)").Select(what => what.TextContent).ShouldBe([
            "患者发起支付", "向渠道下单", "渠道收款成功", "收到渠道通知，内容不符，没有采用", "收到渠道通知，已采用", "自动记账", "通知医院入账",
            "医院确认入账", "医院要求退款", "向渠道发起退款", "款项已退回患者", "财务决定退款", "渠道拒绝退款",
        ]);
        var text = clerk.Text;
        foreach (var part in new[] { "¥53.40", "已退", "¥12.60", "退款失败", "医院已入账", "金额不符", "商户余额不足", "共 2 次", "HR-77" })
            text.ShouldContain(part);
        clerk.Page.QuerySelector("main a[href^='/differences']")!.GetAttribute("href")
            .ShouldBe($"/differences?text={StoryFixtures.OrderNo}&status=all");
    }

    [Theory]
    [InlineData("payments", "平台", "通知医院入账", "患者发起支付")]
    [InlineData("banksettlement", "渠道", "医院确认入账", "收到渠道通知")]
    [InlineData("hissync", "医院", "患者发起支付", "通知医院入账")]
    [InlineData("reconciliation", "账务", "收到渠道通知，已采用", "自动记账")]
    public async Task A_part_that_is_away_is_named_and_the_rest_is_readable(
        string away, string name, string readable, string missing)
    {
        using var clerk = await app.SignedIn(await app.Add("li.na", StaffRoles.Finance));
        others.Away.Add(away);

        await clerk.Open(PaymentPath);

        clerk.Status.ShouldBe(HttpStatusCode.OK);
        clerk.Page.QuerySelector("main .problem")!.TextContent.ShouldStartWith(name + "现在没有应答");
        var story = string.Join('\n', Lines(clerk));
        story.ShouldContain(readable);
        story.ShouldNotContain(missing);
    }

    [Fact]
    public async Task Without_any_answer_and_for_a_wrong_address_the_page_says_what_to_do()
    {
        using var clerk = await app.SignedIn(await app.Add("li.na", StaffRoles.Finance));

        await clerk.Open($"/payments/{Guid.NewGuid()}");
        clerk.Page.QuerySelector("main .away")!.TextContent.ShouldContain(Chinese.Words.ProblemOf("payment.not-found"));

        others.Away.UnionWith(["payments", "banksettlement", "hissync", "reconciliation"]);
        foreach (var path in Paths)
        {
            await clerk.Open(path);
            clerk.Page.QuerySelector("main .away")!.TextContent.ShouldContain(Chinese.Words.ProblemOf("service.unavailable"));
        }
    }

    [Fact]
    public async Task A_search_asks_what_the_address_says_and_the_next_page_asks_it_again()
    {
        using var clerk = await app.SignedIn(await app.Add("li.na", StaffRoles.Finance));

        await clerk.Open("/payments?amount=53.4&from=2026-11-27&to=2026-11-27&status=paid&channel=wechat");
        others.Heard[^1].ShouldBe($"GET /payments/search?hospitalId={StoryFixtures.Hospital}&from=2026-11-27&to=2026-11-27"
            + "&status=paid&channel=wechat&amountFen=5340&take=50");
        clerk.Page.QuerySelector("main [data-row]")!.GetAttribute("href").ShouldBe(PaymentPath);
        await clerk.Open(clerk.Page.QuerySelector("main a[rel=next]")!.GetAttribute("href")!);
        others.Heard[^1].ShouldEndWith($"&amountFen=5340&cursor={StoryFixtures.Payment}&take=50");

        // Who has a number looks through all days.
        await clerk.Open("/payments?text=%20RX2611270001%20");
        others.Heard[^1].ShouldBe($"GET /payments/search?hospitalId={StoryFixtures.Hospital}&text=RX2611270001&take=50");

        await clerk.Open("/payments?amount=5,3x");
        clerk.Page.QuerySelector("main .problem")!.TextContent.ShouldBe(Chinese.Words.Story.AmountUnread);
    }

    [Theory]
    [InlineData("payments", "退款登记", "退款失败，需要处理")]
    [InlineData("", "HR-77", "P2R01")]
    public async Task Refunds_show_the_register_and_the_queue_of_this_hospital(string away, string shown, string notShown)
    {
        using var clerk = await app.SignedIn(await app.Add("li.na", StaffRoles.Finance));
        others.Away.Add(away);

        await clerk.Open("/refunds?from=2026-11-01&to=2026-11-30");

        clerk.Text.ShouldContain(shown);
        clerk.Text.ShouldContain("HR-77");
        clerk.Page.QuerySelectorAll("main .acts button").Length.ShouldBe(away.Length == 0 ? 1 : 0);
        if (away.Length == 0)
            clerk.Text.ShouldNotContain(notShown);
        else
            clerk.Page.QuerySelector("main .problem")!.TextContent.ShouldStartWith("平台现在没有应答");
    }

    [Theory]
    [InlineData(StaffRoles.Finance, true)]
    [InlineData(StaffRoles.Approver, false)]
    [InlineData(StaffRoles.Auditor, false)]
    [InlineData(StaffRoles.Administrator, false)]
    public async Task Every_role_reads_and_only_finance_tries_again(string role, bool may)
    {
        using var stranger = app.Walker();
        var person = await app.Add("li.na", role);
        using var walker = await app.SignedIn(person);
        foreach (var path in Paths)
        {
            (await walker.Open(path)).Status.ShouldBe(HttpStatusCode.OK);
            walker.Path.ShouldBe(path);
            (await stranger.Open(path)).Path.ShouldBe("/sign-in?back=" + Uri.EscapeDataString(path));
        }

        walker.Page.QuerySelectorAll("main .acts button").Length.ShouldBe(may ? 1 : 0);
        var error = await app.Ask<RetryRefund, MobilePay.Primitives.Error?>(
            async retry => await retry.Try(await app.Acting(person), Failed, CancellationToken.None));

        error?.Code.ShouldBe("staff.not-allowed");
        (error is null).ShouldBe(may);
        var order = $"POST /refunds/{StoryFixtures.Payment}/{StoryFixtures.FailedNo}/retry";
        others.Heard.Count(ask => ask == order).ShouldBe(may ? 1 : 0);
        (await app.Events()).Count(e => e.Act == StaffAct.RefundTriedAgain && e.Subject == StoryFixtures.FailedNo
            && e.Actor == "li.na").ShouldBe(may ? 1 : 0);
    }

    [Fact]
    public async Task The_pages_speak_both_languages()
    {
        using var walker = await app.SignedIn(await app.Add("li.na", StaffRoles.Finance), "en");
        foreach (var path in Paths)
        {
            await walker.Open(path);
            Han().IsMatch(HospitalsOwn().Replace(walker.Text, "")).ShouldBeFalse(walker.Text);
        }

        StoryNames.Chinese.Keys.ShouldBe(StoryNames.English.Keys);
        StoryNames.Chinese.Values.ShouldAllBe(name => Han().IsMatch(name));
        StoryNames.English.Values.ShouldAllBe(name => !Han().IsMatch(name) && name.Length > 2);
    }

    private static FailedRefund Failed => new(StoryFixtures.FailedNo, StoryFixtures.Payment, StoryFixtures.Hospital,
        StoryFixtures.OrderNo, "wechat.jsapi", 500, "finance-decided", "refund.merchant-balance", false, default, default);

    private static List<string> Lines(Walker walker) =>
        [.. walker.Page.QuerySelectorAll("main ol.story > li").Select(li => Blanks().Replace(li.TextContent, " ").Trim())];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Han();

    // Names and reasons that are the hospital's own words.
    [GeneratedRegex("门诊西药房|号窗口|退药")]
    private static partial Regex HospitalsOwn();
}
