using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MobilePay.EndToEnd.Tests.Support;
using MobilePay.LocalHost;
using MobilePay.LocalHost.Demo;
using static Microsoft.Playwright.Assertions;

namespace MobilePay.EndToEnd.Tests;

#pragma warning disable CA1001 // xunit calls DisposeAsync of IAsyncLifetime, which disposes of everything.

/// <summary>
/// From the work list to the journal, in a real browser, through every service; on a platform of its own, because it ends the
/// hospital's day.
/// </summary>
[Collection(OnePlatform.Name)]
public sealed class Two_persons_settle_what_differs(Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    private static readonly CancellationToken Stop = CancellationToken.None;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mobilepay-two-");
    private LocalPlatform platform = null!;
    private DemoWorld world = null!;
    private string hospital = "";
    private string day = "";

    public async Task InitializeAsync()
    {
        platform = await LocalPlatform.Start(new()
        {
            Folder = folder.FullName,
            PortBase = Ports.FreeBase(),
            Build = false,
            RemoveFilesAtStop = true,
        });
        world = new(platform.Endpoints);
    }

    public async Task DisposeAsync()
    {
        world.Dispose();
        await platform.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_one_sided_entry_goes_from_the_list_to_the_journal()
    {
        using var admin = await DemoStaff.Join(platform.Endpoints.Finance!,
            await File.ReadAllTextAsync(Path.Combine(platform.Folder, "console", "first-link")), "chen.jing", "陈静", Stop);
        using var clerk = await Join(admin, "wang.fang", "王芳", "finance", "approver");
        using var approver = await Join(admin, "li.min", "李敏", "approver");
        await EndTheDayWithOneEntryOnlyTheHospitalHas(clerk);

        var first = await SignIn("wang.fang", clerk);
        await first.GotoAsync(Finance("/differences"));
        await Expect(first.GetByText("¥1.00").First).ToBeVisibleAsync();
        await Browser.Picture(first, "differences.png");
        await Expect(first.Locator("h1")).ToBeFocusedAsync();
        await first.Locator("tbody a[href*='/differences/']").First.ClickAsync();
        await Expect(first.Locator("h1")).ToContainTextAsync("仅医院有");
        await Browser.Picture(first, "difference.png", isWhole: true);
        await Propose(first);
        await Browser.Picture(first, "proposed.png", isWhole: true);
        var difference = first.Url;

        await first.Locator(".card.waiting a[href*='/approvals/']").ClickAsync();
        await Expect(first.Locator("dl.facts").First).ToContainTextAsync("王芳");
        await Approve(first, await clerk.NextCode(Stop));
        await Expect(first.Locator(".problem")).ToContainTextAsync("这是您自己提出的");
        (await OwnApprovalByCall(clerk, difference)).ShouldBe("403 proposal.own");

        var second = await SignIn("li.min", approver);
        await second.GotoAsync(first.Url);
        await Expect(second.Locator("dl.facts").First).ToContainTextAsync("王芳");
        await Browser.Picture(second, "approval.png", isWhole: true);
        await Approve(second, await approver.NextCode(Stop));
        await Expect(second.Locator(".done")).ToContainTextAsync("已同意");

        await Until(async () =>
        {
            await first.GotoAsync(difference);
            await Expect(first.Locator(".lead")).ToContainTextAsync("挂账", new() { Timeout = 2_000 });
        });
        await first.GotoAsync(Finance("/journal?rule=J9"));
        await Expect(first.Locator("tbody.entry")).ToContainTextAsync("短款挂账");
        await Browser.Picture(first, "journal.png");
        browser.Complaints.ShouldBeEmpty();
    }

    private async Task<DemoStaff> Join(DemoStaff admin, string user, string name, params string[] roles) =>
        await DemoStaff.Join(platform.Endpoints.Finance!, await admin.Invite(user, name, roles, Stop), user, name, Stop);

    private async Task EndTheDayWithOneEntryOnlyTheHospitalHas(DemoStaff clerk)
    {
        var prescription = await world.Issue(new { template = "one-line" }, Stop);
        var payment = await world.Open([prescription], "wechat.h5", Stop);
        await world.PayInWallet(payment, isLate: false, Stop);
        await world.Until(payment, p => DemoWorld.Text(p["hospital"]!, "status") == "confirmed", "confirmed", Stop);

        hospital = DemoWorld.Text((await clerk.Get("hospitals", Stop))[0]!, "id");
        day = DemoWorld.Text(await world.Control("/clock", Stop), "hospitalDate");
        await world.Control("/control/statements/planted",
            new object[] { new { party = "his", date = day, kind = "extra", amountFen = 100 } }, Stop);
        await world.Control("/control/his/handover", new { businessDate = day, push = true }, Stop);
        var next = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture).AddDays(1);
        await world.Control("/clock", new { now = $"{next:yyyy-MM-dd}T11:00:00+08:00" }, Stop);
        await clerk.Post($"statements/{hospital}/{day}/fetch", null, Stop);
        await clerk.Post($"reconciliations/{hospital}/{day}", null, Stop);
    }

    private async Task<IPage> SignIn(string user, DemoStaff staff)
    {
        var page = await browser.Desktop(1440, 900);
        await page.GotoAsync(Finance("/sign-in"));
        await page.FillAsync("#user", user);
        await page.FillAsync("#password", staff.Password);
        await page.FillAsync("#code", await staff.NextCode(Stop));
        await page.Locator("main form button[type=submit]").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/$"));
        await Expect(page.Locator("h1")).ToBeVisibleAsync();
        return page;
    }

    private static async Task Propose(IPage page)
    {
        await page.Locator("details.action summary").GetByText("挂账", new() { Exact = true }).ClickAsync();
        await page.Locator("main .mud-button-root:visible").GetByText("提出处理", new() { Exact = true }).ClickAsync();
        await page.SelectOptionAsync("#cause", "unknown");
        await page.FillAsync("#remark", "医院有记录，三方均无款项，先挂账");
        await page.Locator(".mud-dialog-actions").GetByText("提出处理", new() { Exact = true }).ClickAsync();
        await Expect(page.Locator(".done")).ToContainTextAsync("等待另一位同事审批");
    }

    private static async Task Approve(IPage page, string code)
    {
        await page.Locator("main .mud-button-root").GetByText("同意", new() { Exact = true }).ClickAsync();
        await page.FillAsync("#fresh-code", code);
        await page.Locator(".mud-dialog-actions").GetByText("同意", new() { Exact = true }).ClickAsync();
    }

    // Past the page, with everything a page would send.
    private static async Task<string> OwnApprovalByCall(DemoStaff clerk, string difference)
    {
        var id = difference.Split('/')[^1];
        var read = await clerk.Get($"differences/{id}", Stop);
        var proposal = read["proposals"]![0]!;
        return await clerk.Refused($"differences/{id}/approve", new JsonObject
        {
            ["proposalId"] = (string)proposal["id"]!,
            ["version"] = DemoWorld.Text(proposal, "version"),
        }, await clerk.NextCode(Stop), Stop);
    }

    private string Finance(string path) => platform.Endpoints.Finance + path;

    private static async Task Until(Func<Task> holds)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await holds();
                return;
            }
            catch (PlaywrightException) when (tries < 20)
            {
            }
        }
    }
}
