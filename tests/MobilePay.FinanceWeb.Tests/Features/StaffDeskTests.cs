using System.Net;
using Microsoft.EntityFrameworkCore;
using MobilePay.FinanceWeb.Features;
using MobilePay.FinanceWeb.Persistence;
using MobilePay.FinanceWeb.Staff;
using MobilePay.FinanceWeb.Tests.Support;
using MobilePay.Primitives;
using Npgsql;

namespace MobilePay.FinanceWeb.Tests.Features;

[Collection(Database.Name)]
public sealed class StaffDeskTests(PostgresFixture postgres) : IAsyncLifetime
{
    private ConsoleApp app = null!;
    private Person wang = null!;
    private Actor administrator = null!;

    public async Task InitializeAsync()
    {
        app = await ConsoleApp.Start(postgres);
        wang = await app.Add("wang.fang", StaffRoles.Administrator);
        administrator = await app.Acting(wang);
    }

    public Task DisposeAsync() => app.DisposeAsync().AsTask();

    [Fact]
    public async Task An_invitation_makes_one_account_with_its_roles_and_then_nothing()
    {
        var token = (await Invite("li.na", StaffRoles.Finance, StaffRoles.Approver)).Value!;
        using var clerk = app.Walker();
        await clerk.Open("/join/" + token);

        await Use(clerk);

        clerk.RecoveryCodes.Count.ShouldBe(10);
        var person = (await app.Ask<StaffDesk, List<StaffDesk.Person>>(desk => desk.People(CancellationToken.None)))
            .Single(p => p.UserName == "li.na");
        person.Roles.ShouldBe([StaffRoles.Finance, StaffRoles.Approver]);
        person.DisplayName.ShouldBe("李娜");
        (await clerk.Open("/join/" + token)).Status.ShouldBe(HttpStatusCode.Gone);
        (await app.Events())[^2..].Select(e => (e.Act, e.Actor, e.Subject, e.Detail)).ShouldBe([
            (StaffAct.Invited, "wang.fang", "li.na", "finance approver"), (StaffAct.Joined, null, "li.na", "")]);
    }

    [Fact]
    public async Task Who_was_invited_cannot_choose_another_name_or_roles()
    {
        var token = (await Invite("li.na", StaffRoles.Auditor)).Value!;
        using var clerk = app.Walker();
        await clerk.Open("/join/" + token);

        await Use(clerk, ("user", "root"), ("name", "root"), ("roles", "administrator"));

        var person = await app.Ask<FinanceWebDbContext, StaffMember>(db => db.Staff.SingleAsync(s => s.Id != wang.Id));
        person.UserName.ShouldBe("li.na");
        person.Roles.ShouldBe([StaffRoles.Auditor]);
    }

    [Fact]
    public async Task A_withdrawn_or_old_invitation_is_over()
    {
        var withdrawn = (await Invite("li.na", StaffRoles.Finance)).Value!;
        var id = (await app.Ask<StaffDesk, List<StaffDesk.Invitation>>(d => d.OpenInvitations(default))).Single().Id;
        (await On(desk => desk.Withdraw(administrator, id, CancellationToken.None))).ShouldBeNull();
        (await On(desk => desk.Withdraw(administrator, id, CancellationToken.None))).ShouldBe(StaffErrors.NotFound);
        using var clerk = app.Walker();
        (await clerk.Open("/join/" + withdrawn)).Status.ShouldBe(HttpStatusCode.Gone);

        var old = (await Invite("li.na", StaffRoles.Finance)).Value!;
        app.Clock.Advance(TimeSpan.FromHours(24));
        (await clerk.Open("/join/" + old)).Status.ShouldBe(HttpStatusCode.Gone);
    }

    [Theory]
    [InlineData("li.na", "staff.roles-missing")]
    [InlineData("li.na", "staff.roles-missing", "king")]
    [InlineData("li.na", "staff.roles-clash", "auditor", "finance")]
    [InlineData("li na", "staff.name-shape", "finance")]
    [InlineData("wang.fang", "staff.name-taken", "finance")]
    public async Task An_invitation_that_will_not_do_is_refused(string userName, string code, params string[] roles)
    {
        (await Invite(userName, roles)).Error!.Code.ShouldBe(code);
        (await app.Events()).ShouldNotContain(e => e.Act == StaffAct.Invited);
    }

    [Fact]
    public async Task One_name_is_invited_once()
    {
        (await Invite("li.na", StaffRoles.Finance)).Error.ShouldBeNull();
        (await Invite("li.na", StaffRoles.Finance)).Error.ShouldBe(StaffErrors.NameTaken);
    }

    [Fact]
    public async Task A_reset_voids_the_old_signing_in_and_its_link_gives_a_new_one()
    {
        var clerk = await app.Add("li.na", StaffRoles.Finance);
        using var before = await app.SignedIn(clerk);

        var token = (await app.Ask<StaffDesk, Result<string>>(
            desk => desk.ResetSignIn(administrator, clerk.Id, CancellationToken.None))).Value!;

        (await before.Open("/")).Path.ShouldStartWith("/sign-in");
        await before.SignIn(clerk);
        before.Status.ShouldBe(HttpStatusCode.Unauthorized);
        using var after = app.Walker();
        await after.Open("/join/" + token);
        var fresh = clerk with { Secret = after.Secret, Password = "six white horses on the hill" };
        await Use(after, ("password", fresh.Password), ("again", fresh.Password));
        using var again = await app.SignedIn(fresh);
        (await after.Open("/join/" + token)).Status.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task A_second_reset_voids_the_first_link()
    {
        var clerk = await app.Add("li.na", StaffRoles.Finance);
        var first = (await app.Ask<StaffDesk, Result<string>>(d => d.ResetSignIn(administrator, clerk.Id, default))).Value!;

        await app.Ask<StaffDesk, Result<string>>(d => d.ResetSignIn(administrator, clerk.Id, default));

        using var walker = app.Walker();
        (await walker.Open("/join/" + first)).Status.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task Nobody_locks_herself_or_takes_her_own_roles()
    {
        (await On(desk => desk.Lock(administrator, wang.Id, default))).ShouldBe(StaffErrors.OnOneself);
        (await On(desk => desk.SetRoles(administrator, wang.Id, [StaffRoles.Finance], default))).ShouldBe(StaffErrors.OnOneself);
        (await On(desk => desk.Lock(administrator, Guid.NewGuid(), default))).ShouldBe(StaffErrors.NotFound);
    }

    [Fact]
    public async Task Of_two_administrators_who_lock_each_other_one_stays()
    {
        var liu = await app.Add("liu.yang", StaffRoles.Administrator);
        var other = await app.Acting(liu);

        var both = await Task.WhenAll(
            On(desk => desk.Lock(administrator, liu.Id, default)), On(desk => desk.Lock(other, wang.Id, default)));

        both.ShouldBe([null, StaffErrors.NotAllowed], ignoreOrder: true);
    }

    [Fact]
    public async Task Who_is_no_administrator_or_has_left_does_nothing_here()
    {
        var clerk = await app.Acting(await app.Add("li.na", StaffRoles.Finance, StaffRoles.Approver));
        (await On(desk => desk.Lock(clerk, wang.Id, default))).ShouldBe(StaffErrors.NotAllowed);

        await app.Ask<Sessions, bool>(async sessions =>
        {
            await sessions.End(administrator, default);
            return true;
        });

        (await On(desk => desk.Lock(administrator, clerk.Id, default))).ShouldBe(StaffErrors.NotAllowed);
        (await app.Events()).ShouldNotContain(e => e.Act == StaffAct.Locked);
    }

    [Fact]
    public async Task Every_act_is_written_down_once_with_who_whom_and_from_where()
    {
        var clerk = await app.Add("li.na", StaffRoles.Finance);
        for (var times = 0; times < 2; times++)
            await On(desk => desk.SetRoles(administrator, clerk.Id, [StaffRoles.Auditor], default));
        for (var times = 0; times < 2; times++)
            await On(desk => desk.Lock(administrator, clerk.Id, default));
        for (var times = 0; times < 2; times++)
            await On(desk => desk.Unlock(administrator, clerk.Id, default));

        var written = (await app.Events()).Where(e => e.SubjectId == clerk.Id).ToList();

        written.Select(e => (e.Act, e.Detail)).ShouldBe([
            (StaffAct.RolesChanged, "finance -> auditor"), (StaffAct.Locked, ""), (StaffAct.Unlocked, "")]);
        written.ShouldAllBe(e => e.Actor == "wang.fang" && e.Subject == "li.na" && e.Address == "192.0.2.7");
    }

    [Theory]
    [InlineData("update staff_events set subject = 'x'")]
    [InlineData("delete from staff_events")]
    [InlineData("truncate staff_events")]
    public async Task What_was_written_down_stays(string sql)
    {
        var refused = await Should.ThrowAsync<PostgresException>(() =>
            app.Ask<FinanceWebDbContext, int>(db => db.Database.ExecuteSqlRawAsync(sql)));

        refused.MessageText.ShouldBe("staff_events only grows");
    }

    private Task<Error?> On(Func<StaffDesk, Task<Error?>> act) => app.Ask(act);

    private Task<Result<string>> Invite(string userName, params string[] roles) => app.Ask<StaffDesk, Result<string>>(
        desk => desk.Invite(administrator, userName, "李娜", roles, CancellationToken.None));

    private Task Use(Walker walker, params (string, string)[] more) => walker.Submit([
        ("password", ConsoleApp.Password), ("again", ConsoleApp.Password),
        ("code", Totp.CodeAt(walker.Secret, Totp.StepAt(app.Clock.GetUtcNow()))), .. more]);
}
