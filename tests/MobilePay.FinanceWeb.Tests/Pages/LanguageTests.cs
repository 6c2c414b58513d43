using System.Text.RegularExpressions;
using MobilePay.FinanceWeb.Look;
using MobilePay.FinanceWeb.Pages.Finance;
using MobilePay.FinanceWeb.Staff;
using MobilePay.FinanceWeb.Tests.Support;
using MobilePay.FinanceWeb.Wording;

namespace MobilePay.FinanceWeb.Tests.Pages;

[Collection(Database.Name)]
public sealed partial class LanguageTests(PostgresFixture postgres)
{
    private static readonly (string Path, Func<Words, string> Title)[] Pages =
    [
        ("/sign-in", w => w.Door.SignInTitle),
        ("/join/x", w => w.Door.LinkOverTitle),
        ("/no-such-page", w => w.Shell.NotFoundTitle),
        ("/", w => w.Today.Hello("示例wang.fang")),
        ("/account", w => w.Account.Title),
        ("/account/password", w => w.Account.PasswordTitle),
        ("/account/code", w => w.Account.FactorTitle),
        ("/account/recovery-codes", w => w.Account.CodesTitle),
        ("/not-allowed", w => w.Shell.NotAllowedTitle),
        ("/staff", w => w.MenuName(MenuPlace.Staff)),
        ("/staff-events", w => w.MenuName(MenuPlace.StaffEvents)),
        ("/hand-overs", w => w.MenuName(MenuPlace.HandOver)),
        ("/hand-overs/2026-11-27", w => w.Sources.HandOverOf("2026-11-27")),
        ("/statements", w => w.MenuName(MenuPlace.Statements)),
        ("/statements/2026-11-27", w => w.Sources.StatementsOf("2026-11-27")),
        ("/reconciliation", w => w.MenuName(MenuPlace.Reconciliation)),
        ("/reconciliation/2026-11-27", w => w.Days.One("2026-11-27")),
        ("/differences", w => w.MenuName(MenuPlace.Differences)),
        ("/approvals", w => w.MenuName(MenuPlace.Approvals)),
        ("/journal", w => w.MenuName(MenuPlace.Journal)),
        ("/trial-balance", w => w.Journal.BalanceTab),
        ("/accounts", w => w.Journal.AccountsTab),
        ("/funds", w => w.MenuName(MenuPlace.Funds)),
        ("/reports", w => w.MenuName(MenuPlace.Reports)),
        ("/reports/month", w => w.MenuName(MenuPlace.Reports)),
    ];

    [Fact]
    public async Task Every_page_speaks_both_languages_and_offers_the_other_one()
    {
        await using var app = await ConsoleApp.Start(postgres);
        using var walker = await app.SignedIn(await app.Add("wang.fang", StaffRoles.Administrator));
        foreach (var (path, title) in Pages)
        {
            await walker.Open(path);
            ShouldSpeak(walker, Chinese.Words, title);
            await walker.Open(walker.Page.QuerySelector("a[lang=en]")!.GetAttribute("href")!);
            walker.Path.ShouldBe(path);
            ShouldSpeak(walker, English.Words, title);
            Han().IsMatch(Names().Replace(walker.Text, "")).ShouldBeFalse(walker.Text);
            await walker.Open(walker.Page.QuerySelector("a[lang=zh-CN]")!.GetAttribute("href")!);
        }
    }

    [Fact]
    public async Task Every_page_is_kept_nowhere_and_loads_nothing_from_elsewhere()
    {
        await using var app = await ConsoleApp.Start(postgres);
        using var walker = await app.SignedIn(await app.Add("wang.fang", StaffRoles.Administrator));
        foreach (var (path, _) in Pages)
        {
            await walker.Open(path);
            walker.Answer.Headers.CacheControl!.NoStore.ShouldBeTrue(path);
            var policy = walker.Answer.Headers.GetValues("Content-Security-Policy").Single();
            policy.ShouldContain("script-src 'self';");
            policy.ShouldContain("style-src 'self';");
            policy.ShouldContain("frame-ancestors 'none'");
            walker.Page.QuerySelectorAll("script:not([src]), style, [onclick]").Length.ShouldBe(0, path);
            foreach (var loaded in walker.Page.QuerySelectorAll("script[src], link[href]"))
            {
                var address = loaded.GetAttribute("src") ?? loaded.GetAttribute("href")!;
                address.ShouldNotContain("//");
                ((int)(await walker.Ask(HttpMethod.Get, "/" + address)).StatusCode).ShouldBe(200, address);
            }
        }
    }

    [Fact]
    public void English_is_English_and_Chinese_is_Chinese()
    {
        Texts(English.Words).Where(text => text != English.Words.OtherLangName && Han().IsMatch(text)).ShouldBeEmpty();
        Texts(Chinese.Words).Where(text => !Han().IsMatch(text)).ShouldBe(["zh-CN", "en", "English"], ignoreOrder: true);
        Texts(English.Words).Count().ShouldBe(Texts(Chinese.Words).Count());
    }

    [Fact]
    public void Each_code_of_the_books_has_a_name_in_both_languages()
    {
        (string Sort, IReadOnlyList<string> Codes)[] all =
        [
            ("class", Codes.Classes), ("list", Codes.ListStatuses), ("status", Codes.DifferenceStatuses),
            ("action", Codes.Actions), ("cause", Codes.Causes), ("channel", Codes.Channels), ("account", Codes.Accounts),
            ("block", Codes.Blocks),
            ("step", Codes.Steps), ("proposal", Codes.ProposalStatuses), ("close", Codes.CloseStatuses),
            ("source", Codes.SourceStatuses), ("fund", Codes.FundStatuses), ("report", Codes.Reports),
        ];
        foreach (var (sort, codes) in all)
            foreach (var code in codes)
            {
                Han().IsMatch(Chinese.Words.Books.Name(sort, code)).ShouldBeTrue(sort + " " + code);
                English.Words.Books.Name(sort, code).ShouldNotBe(code);
                Han().IsMatch(English.Words.Books.Name(sort, code)).ShouldBeFalse(sort + " " + code);
            }

        ChineseNames.All.Keys.ShouldBe(EnglishNames.All.Keys, ignoreOrder: true);
        ChineseNames.All.Values.ShouldAllBe(name => Han().IsMatch(name));
    }

    private static void ShouldSpeak(Walker walker, Words words, Func<Words, string> title)
    {
        walker.Page.DocumentElement.GetAttribute("lang").ShouldBe(words.Lang, walker.Path);
        walker.Page.QuerySelectorAll("h1").Length.ShouldBe(1, walker.Path);
        walker.Title.ShouldBe(title(words));
        walker.Page.Title!.ShouldContain(words.Product, customMessage: walker.Path);
    }

    private static IEnumerable<string> Texts(object words) =>
        from property in words.GetType().GetProperties()
        where property.GetIndexParameters().Length == 0
        let value = property.GetValue(words)
        from text in value switch
        {
            string one => [one],
            { } part when part.GetType().Name.EndsWith("Words", StringComparison.Ordinal) => Texts(part),
            Func<MenuPlace, string> menu => Enum.GetValues<MenuPlace>().Select(menu),
            Func<StaffAct, string> act => Enum.GetValues<StaffAct>().Select(act),
            Func<string, string> role when property.Name is "RoleName" or "RoleMeaning" => StaffRoles.All.Select(role),
            Func<string, string> meaning when property.Name == "Meaning" => Codes.Classes.Select(meaning),
            Func<string, string> meaning when property.Name == "ActionMeaning" => Codes.Actions.Select(meaning),
            Func<string, string> sentence => [sentence("x")],
            Func<int, int, string> counts => [counts(1, 2)],
            Func<string, string, string, string> sentence => [sentence("x", "x", "x")],
            Func<string, string, string, string, string> sentence => [sentence("x", "x", "x", "x")],
            Func<int, string> count => [count(3)],
            _ => [],
        }
        select text;

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Han();

    [GeneratedRegex("示例")]
    private static partial Regex Names();
}
