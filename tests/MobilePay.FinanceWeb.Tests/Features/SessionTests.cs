using System.Net;
using MobilePay.FinanceWeb.Features;
using MobilePay.FinanceWeb.Staff;
using MobilePay.FinanceWeb.Tests.Support;
using MobilePay.FinanceWeb.Wording;

namespace MobilePay.FinanceWeb.Tests.Features;

[Collection(Database.Name)]
public sealed class SessionTests(PostgresFixture postgres) : IAsyncLifetime
{
    private ConsoleApp app = null!;
    private Person clerk = null!;

    public async Task InitializeAsync()
    {
        app = await ConsoleApp.Start(postgres);
        clerk = await app.Add("li.na", StaffRoles.Finance);
    }

    public Task DisposeAsync() => app.DisposeAsync().AsTask();

    [Fact]
    public async Task Half_an_hour_without_a_key_ends_it_and_a_key_keeps_it()
    {
        using var walker = await app.SignedIn(clerk);

        app.Clock.Advance(TimeSpan.FromMinutes(29));
        (await walker.Ask(HttpMethod.Post, "/api/session")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        app.Clock.Advance(TimeSpan.FromMinutes(29));
        (await walker.Open("/")).Path.ShouldBe("/");
        app.Clock.Advance(TimeSpan.FromMinutes(30));

        (await walker.Open("/")).Path.ShouldStartWith("/sign-in");
    }

    [Fact]
    public async Task Eight_hours_end_it_however_busy_she_is()
    {
        using var walker = await app.SignedIn(clerk);
        for (var worked = TimeSpan.FromMinutes(20); worked < TimeSpan.FromHours(8); worked += TimeSpan.FromMinutes(20))
        {
            app.Clock.Advance(TimeSpan.FromMinutes(20));
            (await walker.Open("/")).Path.ShouldBe("/");
        }

        app.Clock.Advance(TimeSpan.FromMinutes(20));

        (await walker.Open("/")).Path.ShouldStartWith("/sign-in");
    }

    [Fact]
    public async Task A_new_password_ends_all_sessions_but_her_own()
    {
        using var here = await app.SignedIn(clerk);
        using var elsewhere = await app.SignedIn(clerk);
        const string next = "five young cranes fly south";
        await here.Open("/account/password");

        await here.Submit(("present", clerk.Password), ("password", next), ("again", next));

        here.Path.ShouldBe("/account?done=password");
        (await elsewhere.Open("/account")).Path.ShouldStartWith("/sign-in");
        await elsewhere.SignIn(clerk);
        elsewhere.Status.ShouldBe(HttpStatusCode.Unauthorized);
        await elsewhere.SignIn(clerk with { Password = next });
        elsewhere.Path.ShouldBe("/");
    }

    [Fact]
    public async Task A_new_app_voids_the_old_one_and_the_other_sessions()
    {
        using var here = await app.SignedIn(clerk);
        using var elsewhere = await app.SignedIn(clerk);
        await here.Open("/account/code");
        var fresh = clerk with { Secret = here.Secret };

        await here.Submit(("present", clerk.Password), ("code", fresh.Code()));

        here.Path.ShouldBe("/account?done=code");
        (await elsewhere.Open("/")).Path.ShouldStartWith("/sign-in");
        await elsewhere.SignIn(clerk);
        elsewhere.Status.ShouldBe(HttpStatusCode.Unauthorized);
        await elsewhere.SignIn(fresh);
        elsewhere.Path.ShouldBe("/");
    }

    [Theory]
    [InlineData("/account/password")]
    [InlineData("/account/code")]
    [InlineData("/account/recovery-codes")]
    public async Task Without_the_present_password_nothing_changes_and_five_guesses_end_the_session(string path)
    {
        using var walker = await app.SignedIn(clerk, "en");
        await walker.Open(path);
        for (var i = 0; i < 5; i++)
        {
            await walker.Submit(("present", "not the password"), ("password", "five young cranes fly south"),
                ("again", "five young cranes fly south"), ("code", clerk.Code()));
            walker.Text.ShouldContain(English.Words.ProblemOf("staff.password-wrong"));
        }

        (await walker.Open(path)).Path.ShouldStartWith("/sign-in");
        (await app.Events()).ShouldNotContain(e => e.Act == StaffAct.PasswordChanged || e.Act == StaffAct.SecondFactorChanged
            || e.Act == StaffAct.RecoveryCodesRenewed);
    }

    [Fact]
    public async Task Locking_and_other_roles_end_sessions_at_once()
    {
        var administrator = await app.Acting(await app.Add("wang.fang", StaffRoles.Administrator));
        using var walker = await app.SignedIn(clerk);
        await app.Ask<StaffDesk, object?>(async desk =>
            await desk.SetRoles(administrator, clerk.Id, [StaffRoles.Approver], CancellationToken.None));
        (await walker.Open("/")).Path.ShouldStartWith("/sign-in");

        await walker.SignIn(clerk);
        walker.Path.ShouldBe("/");
        await app.Ask<StaffDesk, object?>(async desk => await desk.Lock(administrator, clerk.Id, CancellationToken.None));

        (await walker.Open("/")).Path.ShouldStartWith("/sign-in");
        await walker.SignIn(clerk);
        walker.Status.ShouldBe(HttpStatusCode.Unauthorized);
        await app.Ask<StaffDesk, object?>(async desk => await desk.Unlock(administrator, clerk.Id, CancellationToken.None));
        await walker.SignIn(clerk);
        walker.Path.ShouldBe("/");
    }

    [Fact]
    public async Task Who_signs_out_leaves_no_cookie_that_works()
    {
        using var walker = await app.SignedIn(clerk);
        using var thief = app.Walker();
        foreach (Cookie cookie in walker.Cookies.GetCookies(app.Address))
            thief.Cookies.Add(app.Address, new Cookie(cookie.Name, cookie.Value, "/"));
        (await thief.Open("/")).Path.ShouldBe("/");

        await walker.SubmitForm("form[action='/sign-out']");

        walker.Path.ShouldBe("/sign-in?out=1");
        (await walker.Open("/")).Path.ShouldStartWith("/sign-in");
        (await thief.Open("/")).Path.ShouldStartWith("/sign-in");
        (await app.Events())[^1].Act.ShouldBe(StaffAct.SignedOut);
    }
}
