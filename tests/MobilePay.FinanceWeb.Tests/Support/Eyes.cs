using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace MobilePay.FinanceWeb.Tests.Support;

/// <summary>Looks at a page as somebody would. With FINANCE_PICTURES set to a folder it keeps the picture.</summary>
public static partial class Eyes
{
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("FINANCE_PICTURES");

    /// <summary>Signed in by the cookie another walker got; what the policy stops is written to the complaints.</summary>
    public static async Task<IPage> Of(
        Browser browser, ConsoleApp app, Person person, string lang, int width, List<string> complaints)
    {
        var page = await browser.Page(app.Address, lang, width);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !MeantAnswer().IsMatch(message.Text))
                complaints.Add($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, failure) => complaints.Add($"{page.Url}: {failure}");
        await page.GotoAsync(app.Address + "sign-in");
        await page.FillAsync("input[name=user]", person.UserName);
        await page.FillAsync("input[name=password]", person.Password);
        await page.FillAsync("input[name=code]", person.NextCode());
        await page.ClickAsync("main button[type=submit]");
        await page.WaitForURLAsync(app.Address.ToString());
        return page;
    }

    public static async Task Look(IPage page, string name)
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
