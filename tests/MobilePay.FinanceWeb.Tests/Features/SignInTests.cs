using System.Net;
using Microsoft.EntityFrameworkCore;
using MobilePay.FinanceWeb.Features;
using MobilePay.FinanceWeb.Persistence;
using MobilePay.FinanceWeb.Staff;
using MobilePay.FinanceWeb.Tests.Support;
using MobilePay.FinanceWeb.Wording;

namespace MobilePay.FinanceWeb.Tests.Features;

[Collection(Database.Name)]
public sealed class SignInTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly string Refusal = English.Words.ProblemOf("staff.refused");
    private ConsoleApp app = null!;
    private Person clerk = null!;

    public async Task InitializeAsync()
    {
        app = await ConsoleApp.Start(postgres);
        clerk = await app.Add("li.na", StaffRoles.Finance);
    }

    public Task DisposeAsync() => app.DisposeAsync().AsTask();

    [Fact]
    public async Task Name_password_and_code_open_the_page_she_wanted()
    {
        using var walker = app.Walker("en");
        (await walker.Open("/account")).Path.ShouldBe("/sign-in?back=%2Faccount");

        await Try(walker, clerk.Password, clerk.NextCode());

        walker.Path.ShouldBe("/account");
        (await app.Events()).Single().Act.ShouldBe(StaffAct.SignedIn);
    }

    [Fact]
    public async Task Five_wrong_passwords_make_the_account_rest_for_half_an_hour()
    {
        using var walker = app.Walker("en");
        for (var i = 0; i < 5; i++)
        {
            await walker.Open("/sign-in");
            await Try(walker, "not the password", clerk.NextCode());
            walker.Status.ShouldBe(HttpStatusCode.Unauthorized);
        }

        await Try(walker, clerk.Password, clerk.NextCode());
        walker.Text.ShouldContain(Refusal);
        (await app.Events()).Select(e => e.Act).ShouldBe([.. Enumerable.Repeat(StaffAct.SignInRefused, 4),
            StaffAct.PausedAfterWrongTries, StaffAct.SignInRefused]);

        app.Clock.Advance(TimeSpan.FromMinutes(30));
        await Try(walker, clerk.Password, clerk.NextCode());
        walker.Path.ShouldBe("/");
    }

    [Fact]
    public async Task Wrong_tries_side_by_side_are_all_counted()
    {
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Ask("not the password", "000000")));

        (await app.Events()).Count(e => e.Act == StaffAct.PausedAfterWrongTries).ShouldBe(1);
        (await Ask(clerk.Password, clerk.NextCode())).ShouldBeFalse();
    }

    [Fact]
    public async Task The_right_password_without_the_code_is_refused_and_counts()
    {
        using var walker = app.Walker("en");
        await walker.Open("/sign-in");

        await Try(walker, clerk.Password, "");

        walker.Text.ShouldContain(Refusal);
        (await app.Ask<FinanceWebDbContext, int>(db => db.Staff.Select(s => s.AccessFailedCount).SingleAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task A_code_is_taken_once_even_by_two_at_once()
    {
        var code = clerk.NextCode();

        var both = await Task.WhenAll(Ask(clerk.Password, code), Ask(clerk.Password, code));

        both.ShouldBe([true, false], ignoreOrder: true);
        (await Ask(clerk.Password, code)).ShouldBeFalse();
        (await Ask(clerk.Password, clerk.NextCode())).ShouldBeTrue();
    }

    [Fact]
    public async Task An_unknown_name_gets_the_same_answer()
    {
        using var walker = app.Walker("en");
        await walker.Open("/sign-in");

        await walker.Submit(("user", "nobody"), ("password", clerk.Password), ("code", clerk.NextCode()));

        walker.Status.ShouldBe(HttpStatusCode.Unauthorized);
        walker.Text.ShouldContain(Refusal);
        (await app.Events()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_recovery_code_stands_in_for_the_phone_once()
    {
        var codes = await app.Ask<OwnCodes, IReadOnlyList<string>>(async own => await own.Renew(
            new() { Id = clerk.Id, DisplayName = "", Roles = [], CreatedAt = default }, CancellationToken.None));
        await app.Change(db => db.RecoveryCodes.Add(new()
        {
            Id = Guid.NewGuid(),
            StaffId = clerk.Id,
            Hash = RecoveryCode.HashOf(clerk.Id, codes[0]),
        }));

        (await Ask(clerk.Password, codes[0])).ShouldBeTrue();
        (await Ask(clerk.Password, codes[0])).ShouldBeFalse();
        (await Ask(clerk.Password, codes[1])).ShouldBeFalse("it was never saved");
        (await app.Events()).ShouldContain(e => e.Act == StaffAct.RecoveryCodeUsed);
    }

    [Fact]
    public async Task Neither_log_nor_database_holds_what_opens_an_account()
    {
        using var walker = await app.SignedIn(clerk);
        var used = clerk.Code();
        await walker.Open("/account/code");
        var offered = walker.Secret;
        await walker.Open("/account/recovery-codes");
        await walker.Submit(("present", clerk.Password));

        foreach (var secret in walker.RecoveryCodes.Concat([clerk.Password, clerk.Secret, offered, $"={used}", $" {used} "]))
            app.Log.Text.ShouldNotContain(secret);
        var stored = await app.Ask<FinanceWebDbContext, string>(db => db.Database
            .SqlQuery<string>($"select row_to_json(s)::text as \"Value\" from staff s").SingleAsync());
        stored.ShouldNotContain(clerk.Secret);
        stored.ShouldNotContain(clerk.Password);
    }

    [Fact]
    public async Task The_cookie_is_closed_to_scripts_and_other_sites()
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = app.Address };
        using var walker = app.Walker();
        await walker.Open("/sign-in");
        var fields = walker.Page.QuerySelectorAll("form input").ToDictionary(
            i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "");
        (fields["user"], fields["password"], fields["code"]) = (clerk.UserName, clerk.Password, clerk.NextCode());
        http.DefaultRequestHeaders.Add("Cookie", walker.Cookies.GetCookieHeader(app.Address));

        var answer = await http.PostAsync("/sign-in", new FormUrlEncodedContent(fields));

        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("mp.staff=", StringComparison.Ordinal));
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
        cookie.ShouldNotContain("expires");
    }

    [Fact]
    public async Task A_form_without_its_own_secret_is_not_taken()
    {
        using var http = new HttpClient { BaseAddress = app.Address };

        var answer = await http.PostAsync("/sign-in", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "sign-in",
            ["user"] = clerk.UserName,
            ["password"] = clerk.Password,
            ["code"] = clerk.NextCode(),
        }));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await app.Events()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    public async Task Nobody_is_sent_to_another_site(string back)
    {
        using var walker = app.Walker("en");
        await walker.Open("/sign-in?back=" + Uri.EscapeDataString(back));

        await Try(walker, clerk.Password, clerk.NextCode());

        walker.Path.ShouldBe("/");
    }

    private Task Try(Walker walker, string password, string code) =>
        walker.Submit(("user", clerk.UserName), ("password", password), ("code", code));

    private Task<bool> Ask(string password, string code) => app.Ask<SignIn, bool>(async signIn =>
        (await signIn.Try(clerk.UserName, password, code, "192.0.2.7", CancellationToken.None)).Error is null);
}
