using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MobilePay.FinanceWeb.Look;
using MobilePay.FinanceWeb.Pages;
using MobilePay.FinanceWeb.Staff;
using MobilePay.FinanceWeb.Tests.Support;

namespace MobilePay.FinanceWeb.Tests.Pages;

[Collection(Database.Name)]
public sealed class RightsTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Nobody = "nobody";

    // Written by hand: which role opens which page. Nobody stands for who did not sign in.
    private static readonly Dictionary<string, string[]> Opens = new()
    {
        ["/sign-in"] = [Nobody, .. StaffRoles.All],
        ["/join/x"] = [Nobody, .. StaffRoles.All],
        ["/no-such-page"] = [Nobody, .. StaffRoles.All],
        ["/"] = StaffRoles.All.ToArray(),
        ["/account"] = StaffRoles.All.ToArray(),
        ["/account/password"] = StaffRoles.All.ToArray(),
        ["/account/code"] = StaffRoles.All.ToArray(),
        ["/account/recovery-codes"] = StaffRoles.All.ToArray(),
        ["/not-allowed"] = StaffRoles.All.ToArray(),
        ["/staff"] = ["administrator"],
        ["/staff-events"] = ["administrator", "auditor"],
        ["/hand-overs"] = StaffRoles.All.ToArray(),
        ["/hand-overs/2026-11-27"] = StaffRoles.All.ToArray(),
        ["/statements"] = StaffRoles.All.ToArray(),
        ["/statements/2026-11-27"] = StaffRoles.All.ToArray(),
        ["/reconciliation"] = StaffRoles.All.ToArray(),
        ["/reconciliation/2026-11-27"] = StaffRoles.All.ToArray(),
        ["/differences"] = StaffRoles.All.ToArray(),
        ["/differences/01990000-0000-7000-8000-00000000d1ff"] = StaffRoles.All.ToArray(),
        ["/approvals"] = StaffRoles.All.ToArray(),
        ["/approvals/01990000-0000-7000-8000-0000000ab0ab"] = StaffRoles.All.ToArray(),
        ["/journal"] = StaffRoles.All.ToArray(),
        ["/trial-balance"] = StaffRoles.All.ToArray(),
        ["/accounts"] = StaffRoles.All.ToArray(),
        ["/funds"] = StaffRoles.All.ToArray(),
        ["/payments"] = StaffRoles.All.ToArray(),
        ["/payments/01990000-0000-7000-8000-0000000ab0ab"] = StaffRoles.All.ToArray(),
        ["/refunds"] = StaffRoles.All.ToArray(),
        ["/reports"] = StaffRoles.All.ToArray(),
    };

    private static readonly string[] Books =
        ["今日", "交账", "对账单", "对账", "差异", "审批", "支付查询", "退款", "凭证与试算", "资金到账", "报表"];

    private static readonly Dictionary<string, string[]> Menu = new()
    {
        ["finance"] = Books,
        ["approver"] = Books,
        ["auditor"] = [.. Books, "员工记录"],
        ["administrator"] = [.. Books, "员工", "员工记录"],
    };

    private ConsoleApp app = null!;

    public async Task InitializeAsync() => app = await ConsoleApp.Start(postgres);

    public Task DisposeAsync() => app.DisposeAsync().AsTask();

    [Theory]
    [InlineData(Nobody)]
    [InlineData("finance")]
    [InlineData("approver")]
    [InlineData("auditor")]
    [InlineData("administrator")]
    public async Task Each_role_opens_its_pages_and_no_other(string role)
    {
        using var walker = role == Nobody ? app.Walker() : await app.SignedIn(await app.Add("li.na", role));
        foreach (var (path, roles) in Opens)
        {
            await walker.Open(path);
            if (roles.Contains(role))
                walker.Path.ShouldBe(path, role);
            else if (role == Nobody)
                walker.Path.ShouldBe("/sign-in?back=" + Uri.EscapeDataString(path));
            else
                (walker.Path, walker.Status).ShouldBe(("/not-allowed", HttpStatusCode.Forbidden), path);
        }
    }

    [Fact]
    public async Task A_wrong_address_is_a_page_and_still_404()
    {
        using var walker = app.Walker();

        (await walker.Open("/no-such-page")).Status.ShouldBe(HttpStatusCode.NotFound);
        walker.Title.ShouldBe("没有这个页面");
    }

    [Theory]
    [InlineData("finance")]
    [InlineData("approver")]
    [InlineData("auditor")]
    [InlineData("administrator")]
    public async Task The_menu_shows_what_she_may_open_and_every_entry_leads_somewhere(string role)
    {
        using var walker = await app.SignedIn(await app.Add("li.na", role));
        var links = walker.Page.QuerySelectorAll("nav a").Select(a => (a.TextContent.Trim(), a.GetAttribute("href")!)).ToList();

        links.Select(link => link.Item1).ShouldBe(Menu[role]);
        foreach (var (name, path) in links)
        {
            (await walker.Open(path)).Status.ShouldBe(HttpStatusCode.OK, name);
            walker.Page.QuerySelector("nav a.active")!.TextContent.Trim().ShouldBe(name);
        }
    }

    [Fact]
    public void Every_page_stands_in_the_table_and_says_itself_who_may_open_it()
    {
        var pages = typeof(App).Assembly.GetTypes()
            .Where(type => type.GetCustomAttributes(typeof(RouteAttribute), false) is not []).ToList();

        pages.Count.ShouldBe(Opens.Count);
        pages.Where(page => page.GetCustomAttributes(typeof(AuthorizeAttribute), false) is []
            && page.GetCustomAttributes(typeof(AllowAnonymousAttribute), false) is []).ShouldBeEmpty();
        MenuEntry.All.Select(entry => entry.Place).ShouldBeUnique();
    }

    [Fact]
    public void What_is_open_to_everybody_is_known_by_name()
    {
        var open = app.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is not null || e.Metadata.GetMetadata<IAuthorizeData>() is null)
            .Select(e => e.RoutePattern.RawText!.TrimStart('/'))
            .Where(path => !path.StartsWith("_content/", StringComparison.Ordinal)
                && !path.StartsWith("_framework/", StringComparison.Ordinal)
                && !path.StartsWith("look/", StringComparison.Ordinal))
            .Distinct();

        open.ShouldBe(["sign-in", "join/{Token}", "{*rest:nonfile}", "{**path:file}", "sign-out", "language/{lang}",
            "health/live", "health/ready"], ignoreOrder: true);
    }

    [Fact]
    public async Task The_api_answers_strangers_and_the_wrong_role_with_problem_details()
    {
        using var stranger = app.Walker();
        using var clerk = await app.SignedIn(await app.Add("li.na", StaffRoles.Finance));
        using var auditor = await app.SignedIn(await app.Add("zhao.min", StaffRoles.Auditor));

        await ShouldBeProblem(await stranger.Ask(HttpMethod.Get, "/api/v1/staff-events"), 401, "staff.sign-in");
        await ShouldBeProblem(await stranger.Ask(HttpMethod.Get, "/api/v1/nothing"), 401, "staff.sign-in");
        await ShouldBeProblem(await stranger.Ask(HttpMethod.Post, "/api/session"), 401, "staff.sign-in");
        await ShouldBeProblem(await clerk.Ask(HttpMethod.Get, "/api/v1/staff-events"), 403, "staff.not-allowed");
        await ShouldBeProblem(await clerk.Ask(HttpMethod.Get, "/api/v1/nothing"), 404, "route.not-found");
        var table = await (await auditor.Ask(HttpMethod.Get, "/api/v1/staff-events?who=li.na")).Content.ReadAsStringAsync();
        table.ShouldContain(",SignedIn,li.na,li.na,");
        table.ShouldNotContain("zhao.min");
    }

    private static async Task ShouldBeProblem(HttpResponseMessage answer, int status, string code)
    {
        ((int)answer.StatusCode).ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString().ShouldBe(code);
    }
}
