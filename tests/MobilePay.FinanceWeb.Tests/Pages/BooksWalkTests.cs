using Microsoft.Playwright;
using MobilePay.FinanceWeb.Staff;
using MobilePay.FinanceWeb.Tests.Support;
using MobilePay.FinanceWeb.Wording;
using static Microsoft.Playwright.Assertions;

namespace MobilePay.FinanceWeb.Tests.Pages;

/// <summary>What two persons do together, in a real browser, down to what the books hear of it.</summary>
[Collection(Database.Name)]
public sealed class BooksWalkTests(PostgresFixture postgres, Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    private static readonly Words W = Chinese.Words;
    private static readonly string Day = BooksFixtures.Yesterday;

    private readonly List<string> complaints = [];
    private BooksStandIn books = null!;
    private ConsoleApp app = null!;

    public async Task InitializeAsync()
    {
        books = await BooksStandIn.Start();
        app = await ConsoleApp.Start(postgres, books);
    }

    public async Task DisposeAsync()
    {
        string[] heard = [.. complaints];
        await app.DisposeAsync();
        await books.DisposeAsync();
        heard.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_proposes_her_own_approval_is_refused_and_another_approves()
    {
        var clerk = await app.Add("li.na", StaffRoles.Finance, StaffRoles.Approver);
        var page = await Open(clerk, $"differences/{BooksFixtures.Difference}");
        await Dialog(page, W.Differences.Propose, action: 1);
        await Press(page, W.Differences.Propose);
        await Expect(page.Locator(".mud-dialog .problem")).ToHaveTextAsync(W.ProblemOf("proposal.incomplete"));
        await page.FillAsync("#amount", "1,053.40");
        await page.SelectOptionAsync("#cause", "network-fault");
        await page.FillAsync("#remark", "确认丢失");
        await Eyes.Look(page, "walk-propose");
        await Press(page, W.Differences.Propose);
        await Expect(page.Locator(".done")).ToHaveTextAsync(W.Differences.Proposed);
        await Expect(page.Locator(".card.waiting")).ToContainTextAsync(W.Approvals.OwnWaits);
        await Expect(page.Locator(".card.waiting")).ToContainTextAsync("¥1,053.40");

        await page.GotoAsync(app.Address + $"approvals/{BooksFixtures.ProposalId}");
        await Expect(page.Locator("h1")).ToBeFocusedAsync();
        await Dialog(page, W.Approvals.Approve);
        await page.FillAsync("#fresh-code", clerk.NextCode());
        await Press(page, W.Approvals.Approve);
        await Expect(page.Locator(".problem")).ToHaveTextAsync(W.ProblemOf("proposal.own"));
        await Eyes.Look(page, "walk-own");

        var approver = await app.Add("chen.jing", StaffRoles.Approver);
        var second = await Open(approver, $"approvals/{BooksFixtures.ProposalId}");
        await Dialog(second, W.Approvals.Approve);
        await second.FillAsync("#fresh-code", "000000");
        await Press(second, W.Approvals.Approve);
        await Expect(second.Locator(".mud-dialog .problem")).ToHaveTextAsync(W.ProblemOf("staff.code-wrong"));
        await second.FillAsync("#fresh-code", approver.NextCode());
        await Eyes.Look(second, "walk-approve");
        await Press(second, W.Approvals.Approve);
        await Expect(second.Locator(".done")).ToHaveTextAsync(W.Approvals.Approved);

        var approvals = books.Heard.Where(h => h.Path.EndsWith("/approve", StringComparison.Ordinal)).ToList();
        approvals.Select(h => h.Headers["X-Staff-Id"]).ShouldBe([clerk.Id.ToString(), approver.Id.ToString()]);
    }

    [Fact]
    public async Task Refusing_needs_a_reason_and_who_may_not_decide_has_no_button()
    {
        books.Propose(Guid.CreateVersion7(), "李娜");
        var page = await Open(await app.Add("chen.jing", StaffRoles.Approver), $"approvals/{BooksFixtures.ProposalId}");
        await Dialog(page, W.Approvals.Reject);
        await Press(page, W.Approvals.Reject);
        await Expect(page.Locator(".mud-dialog .problem")).ToHaveTextAsync(W.ProblemOf("proposal.reason-missing"));
        await page.FillAsync("#reason", "请先上传截图");
        await Press(page, W.Approvals.Reject);
        await Expect(page.Locator(".done")).ToHaveTextAsync(W.Approvals.Rejected);

        books.Propose(Guid.CreateVersion7(), "李娜");
        var auditor = await Open(await app.Add("zhao.min", StaffRoles.Auditor), $"approvals/{BooksFixtures.ProposalId}");
        await Expect(auditor.GetByText(W.Approvals.NotApprover)).ToBeVisibleAsync();
        await Expect(auditor.Locator("main .mud-button-root")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_run_shows_how_far_it_is_and_goes_on_when_she_leaves()
    {
        books.RunGate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var time = new PassingTime(app.Clock);
        var page = await Open(await app.Add("li.na", StaffRoles.Finance), $"reconciliation/{Day}");
        await page.GetByText(W.Days.Run, new() { Exact = true }).First.ClickAsync();
        await Expect(page.Locator("progress")).ToHaveAttributeAsync("value", "48000");
        await Expect(page.Locator("main [role=status]")).ToContainTextAsync("48,000");
        await Eyes.Look(page, "walk-run");

        await page.GotoAsync(app.Address + "accounts");
        await page.GotoAsync(app.Address + $"reconciliation/{Day}");
        await Expect(page.Locator("h1")).ToBeFocusedAsync();
        await Expect(page.Locator("progress")).ToBeVisibleAsync();
        books.IsRunning.ShouldBeTrue();
        books.RunGate.SetResult();
        await Expect(page.Locator(".done")).ToHaveTextAsync(W.Days.RunDone, new() { Timeout = 20_000 });
        await Expect(page.Locator("progress")).ToHaveCountAsync(0);
        books.Heard.Count(h => h is { Method: "POST" } && h.Path == $"/reconciliations/H001/{Day}").ShouldBe(1);
    }

    [Fact]
    public async Task A_day_is_closed_by_two_and_opened_again_with_a_reason()
    {
        books.Mood = BooksMood.Empty;
        var page = await Open(await app.Add("li.na", StaffRoles.Finance), $"reconciliation/{Day}");
        await page.GetByText(W.Days.ProposeClose, new() { Exact = true }).ClickAsync();
        await Expect(page.Locator(".done")).ToHaveTextAsync(W.Days.CloseProposed);

        var approver = await app.Add("chen.jing", StaffRoles.Approver);
        var second = await Open(approver, $"reconciliation/{Day}");
        await Dialog(second, W.Approvals.Approve);
        await second.FillAsync("#fresh-code", approver.NextCode());
        await Press(second, W.Approvals.Approve);
        await Expect(second.Locator(".done")).ToHaveTextAsync(W.Days.CloseApproved);
        await Expect(second.Locator("#closing")).ToContainTextAsync("close-2026");
        await Eyes.Look(second, "walk-closed");

        await Dialog(second, W.Days.Reopen);
        await second.FillAsync("#reason", "对账单有误");
        await Press(second, W.Days.Reopen);
        await Expect(second.Locator(".done")).ToHaveTextAsync(W.Days.Reopened);
    }

    [Fact]
    public async Task Files_go_in_as_they_are()
    {
        var page = await Open(await app.Add("li.na", StaffRoles.Finance), $"differences/{BooksFixtures.Difference}");
        await page.SetInputFilesAsync("#evidence-file", File("截图.png", "image/png", new byte[3 << 20]));
        await Expect(page.Locator(".done")).ToHaveTextAsync(W.Differences.FileAdded("截图.png"));
        var evidence = books.Heard.First(h => h.Path.Contains("/evidence", StringComparison.Ordinal));
        evidence.Length.ShouldBe(3 << 20);
        evidence.Path.ShouldContain(Uri.EscapeDataString("截图.png"));

        await page.GotoAsync(app.Address + $"statements/{Day}");
        await Expect(page.Locator("h1")).ToBeFocusedAsync();
        await page.SelectOptionAsync("#upload-channel", "account");
        await page.FillAsync("#upload-merchant", "6222021001112223334");
        await page.SetInputFilesAsync("#upload-file", File("account.txt", "text/plain", new byte[70_000]));
        await Expect(page.Locator(".done")).ToHaveTextAsync(W.Sources.Uploaded("account.txt"));
        books.Heard.ShouldContain(h => h.Method == "POST" && h.Length == 70_000
            && h.Path.StartsWith($"/statements/H001/account/6222021001112223334/{Day}", StringComparison.Ordinal));
    }

    private async Task<IPage> Open(Person person, string path)
    {
        var page = await Eyes.Of(browser, app, person, "zh", 1440, complaints);
        await page.GotoAsync(app.Address + path);
        await Expect(page.Locator("h1")).ToBeFocusedAsync();
        return page;
    }

    private static async Task Dialog(IPage page, string button, int action = 0)
    {
        if (action > 0)
            await page.Locator("details.action summary").Nth(action).ClickAsync();
        await page.Locator("main .mud-button-root:visible").GetByText(button, new() { Exact = true }).First.ClickAsync();
        await Expect(page.Locator(".mud-dialog")).ToBeVisibleAsync();
    }

    private static FilePayload File(string name, string type, byte[] bytes) =>
        new() { Name = name, MimeType = type, Buffer = bytes };

    private static Task Press(IPage page, string button) =>
        page.Locator(".mud-dialog-actions").GetByText(button, new() { Exact = true }).ClickAsync();
}
