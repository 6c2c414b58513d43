using MobilePay.FinanceWeb.Staff;
using MobilePay.FinanceWeb.Tests.Support;
using MobilePay.FinanceWeb.Wording;
using static Microsoft.Playwright.Assertions;

namespace MobilePay.FinanceWeb.Tests.Pages;

/// <summary>Each page of the books is looked at: in both languages, on desk and phone, full, empty, in trouble.</summary>
[Collection(Database.Name)]
public sealed class BooksLookTests(PostgresFixture postgres, Browser browser) : IClassFixture<Browser>
{
    private static readonly string Day = BooksFixtures.Yesterday;

    private static readonly (string Path, string Name)[] Pages =
    [
        ("", "today"), ("differences", "differences"), ($"differences/{BooksFixtures.Difference}", "difference"),
        ("approvals", "approvals"), ($"approvals/{BooksFixtures.ProposalId}", "approval"), ("reconciliation", "days"),
        ($"reconciliation/{Day}", "day"), ("hand-overs", "hand-overs"), ($"hand-overs/{Day}", "hand-over"),
        ("statements", "statements"), ($"statements/{Day}", "statement-day"), ("journal", "journal"),
        ("trial-balance", "trial-balance"), ("accounts", "accounts"), ("funds", "funds"), ("reports", "report-day-summary"),
        ("reports/channel-share", "report-share"), ("reports/takings-by-hour", "report-hours"),
        ("reports/suspense-ageing", "report-ageing"), ("reports/refunds", "report-refunds"), ("reports/income", "report-income"),
        ("reports/month", "report-month"),
    ];

    private readonly List<string> complaints = [];

    [Theory]
    [InlineData("zh", 1440, BooksMood.Normal)]
    [InlineData("en", 390, BooksMood.Normal)]
    [InlineData("zh", 390, BooksMood.Empty)]
    public async Task Each_page_can_be_read_and_reached(string lang, int width, BooksMood mood)
    {
        await using var books = await BooksStandIn.Start();
        await using var app = await ConsoleApp.Start(postgres, books);
        books.Propose(Guid.CreateVersion7(), "欧阳娜娜（财务处一科）");
        books.Mood = mood;
        var person = await app.Add("li.na", StaffRoles.Finance, StaffRoles.Approver);
        var page = await Eyes.Of(browser, app, person, lang, width, complaints);
        foreach (var (path, name) in Pages)
        {
            await page.GotoAsync(app.Address + path);
            await Expect(page.Locator("main [aria-busy]")).ToHaveCountAsync(0);
            await Expect(page.Locator("main .away")).ToHaveCountAsync(0);
            foreach (var chart in await page.Locator("[data-chart]").AllAsync())
                await Expect(chart.Locator("svg")).ToBeVisibleAsync();
            await Eyes.Look(page, $"{name}.{lang}.{width}.{mood}");
        }

        complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(BooksMood.Refusing, "day.closed")]
    [InlineData(BooksMood.Down, "service.unavailable")]
    public async Task In_trouble_a_page_says_what_to_do(BooksMood mood, string code)
    {
        await using var books = await BooksStandIn.Start();
        await using var app = await ConsoleApp.Start(postgres, books);
        books.Mood = mood;
        await using var time = new PassingTime(app.Clock);
        var page = await Eyes.Of(browser, app, await app.Add("li.na", StaffRoles.Finance), "zh", 1440, complaints);
        foreach (var (path, name) in Pages)
        {
            await page.GotoAsync(app.Address + path);
            await Expect(page.Locator("main .away")).ToContainTextAsync(Chinese.Words.ProblemOf(code));
            await Expect(page.Locator("main .away a")).ToHaveTextAsync(Chinese.Words.Books.TryAgain);
        }

        await Eyes.Look(page, $"trouble.{mood}");
        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Keys_go_to_the_search_and_through_the_rows()
    {
        await using var books = await BooksStandIn.Start();
        await using var app = await ConsoleApp.Start(postgres, books);
        var page = await Eyes.Of(browser, app, await app.Add("li.na", StaffRoles.Auditor), "zh", 1440, complaints);
        await page.GotoAsync(app.Address + "differences");
        await Expect(page.Locator("h1")).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("j");
        await Expect(page.Locator("main [data-row]").Nth(1)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("k");
        await Expect(page.Locator("main [data-row]").Nth(0)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("/");
        await Expect(page.Locator("#text")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("j");
        await Expect(page.Locator("#text")).ToHaveValueAsync("j");

        await page.Locator("main [data-row]").Nth(0).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(app.Address + $"differences/{BooksFixtures.Difference}");
    }
}
