using System.Net;
using System.Text;
using System.Text.Json;
using MobilePay.FinanceWeb.Features;
using MobilePay.FinanceWeb.Staff;
using MobilePay.FinanceWeb.Tests.Support;

namespace MobilePay.FinanceWeb.Tests.Features;

/// <summary>What programs and downloads may ask of the books through the console.</summary>
[Collection(Database.Name)]
public sealed class ForwardToBooksTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Day = "2026-11-27";
    private static readonly string Difference = $"/api/v1/differences/{BooksFixtures.Difference}";

    // Written by hand: whose hands may do what.
    private static readonly (string Method, string Path, string[] Roles)[] Calls =
    [
        ("GET", "/api/v1/hospitals", StaffRoles.All.ToArray()),
        ("GET", "/api/v1/today?hospitalId=H001", StaffRoles.All.ToArray()),
        ("GET", "/api/v1/differences?hospitalId=H001&format=csv", StaffRoles.All.ToArray()),
        ("GET", $"/api/v1/proposals/{BooksFixtures.ProposalId}", StaffRoles.All.ToArray()),
        ("GET", "/api/v1/journal?hospitalId=H001", StaffRoles.All.ToArray()),
        ("GET", "/api/v1/trial-balance?hospitalId=H001", StaffRoles.All.ToArray()),
        ("GET", "/api/v1/accounts?hospitalId=H001", StaffRoles.All.ToArray()),
        ("GET", $"/api/v1/closes/H001/{Day}", StaffRoles.All.ToArray()),
        ("GET", "/api/v1/funds?hospitalId=H001", StaffRoles.All.ToArray()),
        ("GET", "/api/v1/reports/month?hospitalId=H001&month=2026-11", StaffRoles.All.ToArray()),
        ("GET", $"/api/v1/statements/{BooksFixtures.Difference}/file", StaffRoles.All.ToArray()),
        ("GET", $"/api/v1/handovers/H001/{Day}", StaffRoles.All.ToArray()),
        ("GET", $"/api/v1/reconciliations/H001/{Day}", StaffRoles.All.ToArray()),
        ("POST", $"/api/v1/reconciliations/H001/{Day}", ["finance"]),
        ("POST", $"/api/v1/handovers/H001/{Day}/pull", ["finance"]),
        ("POST", $"/api/v1/statements/H001/{Day}/fetch", ["finance"]),
        ("POST", $"/api/v1/statements/H001/wechat/1900000109/{Day}?fileName=a.csv", ["finance"]),
        ("POST", Difference + "/take", ["finance"]),
        ("POST", Difference + "/propose", ["finance"]),
        ("POST", Difference + "/evidence?fileName=a.pdf", ["finance"]),
        ("POST", Difference + "/withdraw", ["finance"]),
        ("POST", Difference + "/reject", ["approver"]),
        ("POST", Difference + "/approve", ["approver"]),
        ("POST", $"/api/v1/closes/H001/{Day}/propose", ["finance"]),
        ("POST", $"/api/v1/closes/H001/{Day}/reject", ["approver"]),
        ("POST", $"/api/v1/closes/H001/{Day}/reopen", ["approver"]),
    ];

    private BooksStandIn books = null!;
    private ConsoleApp app = null!;

    public async Task InitializeAsync()
    {
        books = await BooksStandIn.Start();
        app = await ConsoleApp.Start(postgres, books);
        books.Propose(Guid.CreateVersion7(), "李娜");
    }

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await books.DisposeAsync();
    }

    [Theory]
    [InlineData("finance")]
    [InlineData("approver")]
    [InlineData("auditor")]
    [InlineData("administrator")]
    public async Task Each_role_does_what_is_its_own_and_nothing_else(string role)
    {
        var person = await app.Add("li.na", role);
        using var walker = await app.SignedIn(person);
        foreach (var (method, path, roles) in Calls)
        {
            var before = books.Heard.Count;
            using var request = Json(method, path, """{"version":"v1"}""");
            request.Headers.Add(ForwardToBooks.FreshCodeHeader, person.NextCode());
            using var answer = await walker.Send(request);
            if (roles.Contains(role))
                answer.IsSuccessStatusCode.ShouldBeTrue($"{role} {method} {path} {answer.StatusCode}");
            else
            {
                await ShouldBeProblem(answer, 403, "staff.not-allowed", path);
                books.Heard.Count.ShouldBe(before, path);
            }
        }
    }

    [Fact]
    public async Task A_stranger_reaches_nothing()
    {
        using var stranger = app.Walker();
        foreach (var (method, path, _) in Calls)
            await ShouldBeProblem(await stranger.Send(Json(method, path, "{}")), 401, "staff.sign-in", path);
        books.Heard.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("POST", "/api/v1/handovers/H001/2026-11-27")]
    [InlineData("POST", "/api/v1/journal")]
    [InlineData("POST", "/api/v1/differences/x/approve/y")]
    [InlineData("GET", "/api/v1/elsewhere")]
    [InlineData("DELETE", "/api/v1/differences/x")]
    public async Task What_is_not_listed_is_not_there(string method, string path)
    {
        using var walker = await app.SignedIn(await app.Add("li.na", StaffRoles.Finance, StaffRoles.Approver));
        var before = books.Heard.Count;

        await ShouldBeProblem(await walker.Send(Json(method, path, "{}")), 404, "route.not-found", path);
        books.Heard.Count.ShouldBe(before);
    }

    [Fact]
    public async Task The_books_learn_who_asks_and_nothing_of_her_session()
    {
        var person = await app.Add("li.na", StaffRoles.Finance);
        using var walker = await app.SignedIn(person);
        using var request = Json("POST", Difference + "/take", "{}");
        request.Headers.Add("X-Staff-Id", Guid.CreateVersion7().ToString());
        request.Headers.Add("X-Staff-Name", "somebody.else");
        using var answer = await walker.Send(request);

        var heard = books.Heard[^1];
        heard.Path.ShouldBe($"/differences/{BooksFixtures.Difference}/take");
        heard.Headers["X-Staff-Id"].ShouldBe(person.Id.ToString());
        Uri.UnescapeDataString(heard.Headers["X-Staff-Name"]).ShouldBe("示例li.na");
        heard.Headers.Keys.ShouldNotContain("Cookie");
        heard.Headers.Keys.ShouldNotContain(ForwardToBooks.FreshCodeHeader);
    }

    [Theory]
    [InlineData("cross-site", null, 403)]
    [InlineData("same-site", null, 403)]
    [InlineData("same-origin", null, 200)]
    [InlineData(null, "https://elsewhere.example", 403)]
    [InlineData(null, "null", 403)]
    [InlineData(null, null, 200)]
    public async Task A_page_of_another_site_writes_nothing(string? site, string? origin, int status)
    {
        using var walker = await app.SignedIn(await app.Add("li.na", StaffRoles.Finance));
        using var request = Json("POST", $"/api/v1/reconciliations/H001/{Day}", "");
        if (site is not null)
            request.Headers.Add("Sec-Fetch-Site", site);
        if (origin is not null)
            request.Headers.Add("Origin", origin);

        ((int)(await walker.Send(request)).StatusCode).ShouldBe(status);
    }

    [Fact]
    public async Task Approving_takes_a_fresh_code_and_each_code_once()
    {
        var person = await app.Add("chen.jing", StaffRoles.Approver);
        using var walker = await app.SignedIn(person);

        await ShouldBeProblem(await Approve(walker, null), 403, "staff.code-wrong");
        await ShouldBeProblem(await Approve(walker, person.Code()), 403, "staff.code-wrong", "it was used to sign in");
        var code = person.NextCode();
        (await Approve(walker, code)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await ShouldBeProblem(await Approve(walker, code), 403, "staff.code-wrong");
        books.Heard.Count(h => h.Path.EndsWith("/approve", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Five_wrong_codes_end_the_session()
    {
        using var walker = await app.SignedIn(await app.Add("chen.jing", StaffRoles.Approver));
        for (var i = 0; i < 5; i++)
            await ShouldBeProblem(await Approve(walker, "000000"), 403, "staff.code-wrong");

        await ShouldBeProblem(await Approve(walker, "000000"), 401, "staff.sign-in");
        (await app.Events()).ShouldContain(e => e.Act == StaffAct.PausedAfterWrongTries);
    }

    [Fact]
    public async Task Large_files_pass_through_in_both_directions()
    {
        using var walker = await app.SignedIn(await app.Add("li.na", StaffRoles.Finance));
        using var request = new HttpRequestMessage(
            HttpMethod.Post, $"/api/v1/statements/H001/wechat/1900000109/{Day}?fileName=%E8%B4%A6.csv")
        {
            Content = new StreamContent(new MemoryStream(new byte[40 << 20])),
        };
        (await walker.Send(request)).StatusCode.ShouldBe(HttpStatusCode.OK);
        books.Heard[^1].Length.ShouldBe(40 << 20);
        books.Heard[^1].Path.ShouldContain("fileName=%E8%B4%A6.csv");

        using var file = await walker.Send(new(HttpMethod.Get, "/api/v1/differences?hospitalId=H001&format=csv"));
        file.Content.Headers.ContentDisposition!.FileName.ShouldBe("list.csv");
        (await file.Content.ReadAsByteArrayAsync())[..3].ShouldBe(Encoding.UTF8.GetPreamble());
        file.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    private static async Task<HttpResponseMessage> Approve(Walker walker, string? code)
    {
        using var request = Json("POST", Difference + "/approve", """{"version":"v1"}""");
        if (code is not null)
            request.Headers.Add(ForwardToBooks.FreshCodeHeader, code);
        return await walker.Send(request);
    }

    private static HttpRequestMessage Json(string method, string path, string body) => new(new(method), path)
    {
        Content = method == "GET" ? null : new StringContent(body, Encoding.UTF8, "application/json"),
    };

    private static async Task ShouldBeProblem(HttpResponseMessage answer, int status, string code, string? path = null)
    {
        ((int)answer.StatusCode).ShouldBe(status, path);
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString().ShouldBe(code);
    }
}
