using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using MobilePay.FinanceWeb.Look;
using MobilePay.FinanceWeb.Staff;
using MobilePay.FinanceWeb.Tests.Support;
using MobilePay.FinanceWeb.Wording;
using static Microsoft.Playwright.Assertions;

namespace MobilePay.FinanceWeb.Tests.Pages;

/// <summary>The whole way in a real browser. With FINANCE_PICTURES set to a folder it also keeps what it saw.</summary>
[Collection(Database.Name)]
public sealed partial class WalkTests(PostgresFixture postgres, Browser browser) : IClassFixture<Browser>
{
    private const string Password = "seven quiet rivers in autumn";
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("FINANCE_PICTURES");

    private readonly List<string> complaints = [];

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task The_first_administrator_enrols_signs_in_and_invites_a_second_person(string lang)
    {
        var words = Words.In(lang);
        await using var app = await ConsoleApp.Start(postgres, ("Console:LookAgainAfter", "00:00:01"));
        var page = await Open(app, lang);
        await page.GotoAsync(app.Address + app.FirstLink[1..]);
        await Look(page, $"join-first.{lang}");

        var administrator = await Enrol(app, page, ("user", "wang.fang"), ("name", "王芳"));
        await Look(page, $"recovery-codes.{lang}");
        await page.GetByText(words.Door.CodesKept).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync(words.Today.Hello("王芳"));
        await page.GetByText(words.Shell.SignOut).ClickAsync();
        await Look(page, $"signed-out.{lang}");
        await SignIn(page, "wang.fang", "wrong wrong wrong", "123456");
        await Look(page, $"sign-in-refused.{lang}");
        await SignIn(page, "wang.fang", Password, administrator.NextCode());
        await Expect(page.Locator("h1")).ToHaveTextAsync(words.Today.Hello("王芳"));

        // Alive when its head has the focus; a link followed before that may lose to the page that is just coming alive.
        await Expect(page.Locator("h1")).ToBeFocusedAsync();
        await page.GetByText(words.MenuName(MenuPlace.Staff), new() { Exact = true }).First.ClickAsync();
        await Expect(page.Locator("tr[data-user='wang.fang']")).ToBeVisibleAsync();

        // A new page puts the reader at its head; a key pressed before that would lose to it.
        await Expect(page.Locator("h1")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("/");
        await Expect(page.Locator("#staff-search")).ToBeFocusedAsync();
        await page.Locator("h1").ClickAsync();
        await page.Keyboard.PressAsync("?");
        await Expect(page.Locator("dialog#help")).ToBeVisibleAsync();
        await Look(page, $"help.{lang}");
        await page.Keyboard.PressAsync("Escape");
        var link = await Invite(page, words, "li.na", lang);
        await Look(page, $"staff-invited.{lang}");

        var second = await Open(app, lang);
        await second.GotoAsync(link);
        await Look(second, $"join-invited.{lang}");
        var clerk = await Enrol(app, second);
        await second.GetByText(words.Door.CodesKept).ClickAsync();
        await Expect(second.Locator("nav a")).ToHaveCountAsync(11);
        await Look(second, $"today-finance.{lang}");
        await second.GotoAsync(app.Address + "staff");
        await Look(second, $"not-allowed.{lang}");
        await second.GotoAsync(link);
        await Look(second, $"link-over.{lang}");

        await page.ReloadAsync();
        await Expect(page.Locator("tr[data-user='li.na']")).ToBeVisibleAsync();
        await Look(page, $"staff.{lang}");
        await Ask(page, words.Staff.ChangeRoles, $"staff-roles.{lang}", words.Shell.Cancel);
        await Ask(page, words.Staff.Reset, $"staff-reset.{lang}", words.Shell.Cancel);
        await second.GotoAsync(app.Address.ToString());
        await Expect(second.Locator("h1")).ToHaveTextAsync(words.Today.Hello("李娜"));
        await Ask(page, words.Staff.Lock, $"staff-lock.{lang}", words.Staff.Lock);
        await Expect(page.Locator("tr[data-user='li.na']")).ToContainTextAsync(words.Staff.LockedState);
        await Look(page, $"staff-locked.{lang}");
        await Expect(second.Locator("input[name=code]")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await SignIn(second, "li.na", Password, clerk.NextCode());
        await Expect(second.Locator(".problem")).ToBeVisibleAsync();

        await Tour(app, page, words, lang);
        complaints.ShouldBeEmpty();
    }

    private static async Task Tour(ConsoleApp app, IPage page, Words words, string lang)
    {
        await page.GotoAsync(app.Address + "staff-events");
        await Expect(page.GetByText(words.ActName(StaffAct.Locked)).Last).ToBeVisibleAsync();
        await Look(page, $"staff-events.{lang}");
        foreach (var (path, name) in new[]
        {
            ("", "today"), ("staff-events?who=nobody", "staff-events-empty"), ("account", "account"),
            ("account/password", "password"), ("account/code", "code"), ("account/recovery-codes", "account-recovery-codes"),
            ("no-such-page", "not-found"),
        })
        {
            await page.GotoAsync(app.Address + path);
            await Look(page, $"{name}.{lang}");
        }
    }

    private static async Task<string> Invite(IPage page, Words words, string userName, string lang)
    {
        await page.GetByText(words.Staff.Invite, new() { Exact = true }).ClickAsync();
        await page.GetByText(words.Staff.MakeLink).ClickAsync();
        await Expect(page.Locator(".mud-dialog .problem")).ToBeVisibleAsync();
        await Look(page, $"invite-refused.{lang}");
        await page.Locator("#invite-user").FillAsync(userName);
        await page.Locator("#invite-name").FillAsync("李娜");
        await page.Locator("input[value=finance]").CheckAsync();
        await page.Locator("input[value=approver]").CheckAsync();
        await page.GetByText(words.Staff.MakeLink).ClickAsync();
        var link = page.Locator("#one-time-link");
        await Expect(link).ToHaveValueAsync(new Regex("/join/"));
        await Look(page, $"one-time-link.{lang}");
        var address = await link.InputValueAsync();
        await page.Locator(".mud-dialog").GetByText(words.Shell.Close, new() { Exact = true }).ClickAsync();
        await Expect(page.Locator(".mud-dialog")).ToHaveCountAsync(0);
        return address;
    }

    private static async Task Ask(IPage page, string act, string picture, string answer)
    {
        await page.Locator("tr[data-user='li.na']").GetByText(act, new() { Exact = true }).ClickAsync();
        await Expect(page.Locator(".mud-dialog")).ToBeVisibleAsync();
        await Look(page, picture);
        await page.Locator(".mud-dialog").GetByText(answer, new() { Exact = true }).ClickAsync();
        await Expect(page.Locator(".mud-dialog")).ToHaveCountAsync(0);
    }

    private static async Task<Person> Enrol(ConsoleApp app, IPage page, params (string Name, string Value)[] fields)
    {
        var secret = (await page.Locator("#secret").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        var person = new Person(Guid.Empty, "", Password, secret, app.Clock);
        foreach (var (name, value) in fields)
            await page.FillAsync($"input[name={name}]", value);
        await page.FillAsync("input[name=password]", Password);
        await page.FillAsync("input[name=again]", Password);
        await page.FillAsync("input[name=code]", person.NextCode());
        await page.ClickAsync("main button[type=submit]");
        await Expect(page.Locator(".codes li")).ToHaveCountAsync(10);
        return person;
    }

    private static async Task SignIn(IPage page, string name, string password, string code)
    {
        await page.FillAsync("input[name=user]", name);
        await page.FillAsync("input[name=password]", password);
        await page.FillAsync("input[name=code]", code);
        await page.ClickAsync("main button[type=submit]");
    }

    private async Task<IPage> Open(ConsoleApp app, string lang)
    {
        var page = await browser.Page(app.Address, lang);

        // What the policy stops, the browser says here; answers of 4xx are meant.
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !MeantAnswer().IsMatch(message.Text))
                complaints.Add($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, failure) => complaints.Add($"{page.Url}: {failure}");
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

    [GeneratedRegex(@"status of (400|401|403|404|410)")]
    private static partial Regex MeantAnswer();
}
