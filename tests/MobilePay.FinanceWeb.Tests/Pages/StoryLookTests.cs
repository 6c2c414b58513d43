using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using MobilePay.FinanceWeb.Staff;
using MobilePay.FinanceWeb.Tests.Support;
using MobilePay.FinanceWeb.Wording;
using static Microsoft.Playwright.Assertions;

namespace MobilePay.FinanceWeb.Tests.Pages;

/// <summary>Payments and refunds in a real browser. With FINANCE_PICTURES set to a folder it keeps what it saw.</summary>
[Collection(Database.Name)]
public sealed class StoryLookTests(PostgresFixture postgres, Browser browser) : IClassFixture<Browser>
{
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("FINANCE_PICTURES");

    private static readonly (string Path, string Name)[] Pages =
    [
        ("payments?from=2026-11-21&to=2026-11-27", "payments"), ($"payments/{StoryFixtures.Payment}", "payment"),
        ("refunds?from=2026-11-01&to=2026-11-30", "refunds"),
    ];

    [Theory]
    [InlineData("zh", 1440)]
    [InlineData("en", 1440)]
    [InlineData("zh", 390)]
    [InlineData("en", 390)]
    public async Task Each_page_can_be_read_and_a_failed_refund_tried_again(string lang, int width)
    {
        var words = Words.In(lang);
        await using var others = await StoryStandIn.Start();
        await using var app = await ConsoleApp.Start(postgres, others.Settings);
        var page = await SignedIn(app, await app.Add("li.na", StaffRoles.Finance), lang, width);
        foreach (var (path, name) in Pages)
        {
            await page.GotoAsync(app.Address + path);
            await Expect(page.Locator("main [aria-busy]")).ToHaveCountAsync(0);
            await Look(page, $"{name}.{lang}.{width}");
        }

        others.Away.Add("banksettlement");
        await page.GotoAsync(app.Address + Pages[1].Path);
        await Expect(page.Locator("main .problem")).ToBeVisibleAsync();
        await Look(page, $"payment-in-part.{lang}.{width}");

        await page.GotoAsync(app.Address + Pages[2].Path);
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await page.GetByRole(AriaRole.Button, new() { Name = words.Story.TryAgain + " " + StoryFixtures.FailedNo }).ClickAsync();
        await Expect(page.Locator(".mud-dialog")).ToContainTextAsync("¥5.00");
        await Look(page, $"retry.{lang}.{width}");
        await page.Locator(".mud-dialog-actions button").Last.ClickAsync();

        await Expect(page.Locator("main .done")).ToHaveTextAsync(words.Story.TriedAgain(StoryFixtures.FailedNo));
        others.Heard.Count(ask => ask.StartsWith("POST /refunds/", StringComparison.Ordinal)).ShouldBe(1);
        (await app.Events()).Count(e => e.Act == StaffAct.RefundTriedAgain).ShouldBe(1);
    }

    private async Task<IPage> SignedIn(ConsoleApp app, Person person, string lang, int width)
    {
        var page = await browser.Page(app.Address, lang, width);
        await page.GotoAsync(app.Address + "sign-in");
        await page.FillAsync("input[name=user]", person.UserName);
        await page.FillAsync("input[name=password]", person.Password);
        await page.FillAsync("input[name=code]", person.NextCode());
        await page.ClickAsync("main button[type=submit]");
        await page.WaitForURLAsync(app.Address.ToString());
        return page;
    }

    private static async Task Look(IPage page, string name)
    {
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var found = await page.RunAxe();
        if (Pictures is not null)
            await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, name + ".png"), FullPage = true });
        found.Violations.Where(v => v.Impact is "serious" or "critical")
            .Select(v => $"{name} {v.Id}: {string.Join(" | ", v.Nodes.Select(n => n.Html))}").ShouldBeEmpty();
        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth")).ShouldBeFalse(name);
    }
}
