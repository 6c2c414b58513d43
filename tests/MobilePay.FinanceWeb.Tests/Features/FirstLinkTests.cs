using System.Net;
using MobilePay.FinanceWeb.Staff;
using MobilePay.FinanceWeb.Tests.Support;

namespace MobilePay.FinanceWeb.Tests.Features;

[Collection(Database.Name)]
public sealed class FirstLinkTests(PostgresFixture postgres)
{
    [Fact]
    public async Task The_first_link_makes_one_administrator_and_then_nothing()
    {
        await using var app = await ConsoleApp.Start(postgres);
        using var operatorHerself = app.Walker();
        await operatorHerself.Open(app.FirstLink);

        await Use(app, operatorHerself, "wang.fang");

        operatorHerself.Status.ShouldBe(HttpStatusCode.OK);
        operatorHerself.RecoveryCodes.Count.ShouldBe(10);
        (await operatorHerself.Open("/staff")).Title.ShouldBe("员工");
        using var another = app.Walker();
        (await another.Open(app.FirstLink)).Status.ShouldBe(HttpStatusCode.Gone);
        (await app.Events()).Single().ShouldSatisfyAllConditions(
            e => e.Act.ShouldBe(StaffAct.FirstAdministratorMade), e => e.Subject.ShouldBe("wang.fang"),
            e => e.Address.ShouldBe("127.0.0.1"), e => e.Actor.ShouldBeNull());
    }

    [Fact]
    public async Task Two_at_once_with_one_link_make_one_administrator()
    {
        await using var app = await ConsoleApp.Start(postgres);
        using var one = app.Walker();
        using var two = app.Walker();
        await one.Open(app.FirstLink);
        await two.Open(app.FirstLink);

        await Task.WhenAll(Use(app, one, "wang.fang"), Use(app, two, "li.na"));

        new[] { one.Status, two.Status }.ShouldBe([HttpStatusCode.OK, HttpStatusCode.Gone], ignoreOrder: true);
    }

    [Fact]
    public async Task A_start_without_staff_tells_a_link_and_a_start_with_staff_none()
    {
        await using var first = await ConsoleApp.Start(postgres);
        await using var second = first.Again();
        second.FirstLink.ShouldNotBe(first.FirstLink);
        using var operatorHerself = first.Walker();
        await operatorHerself.Open(first.FirstLink);
        await Use(first, operatorHerself, "wang.fang");

        await using var third = first.Again();

        third.Log.Text.ShouldNotContain("/join/");
        using var late = second.Walker();
        (await late.Open(second.FirstLink)).Status.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task The_first_link_is_over_after_a_day()
    {
        await using var app = await ConsoleApp.Start(postgres);
        app.Clock.Advance(TimeSpan.FromHours(24));
        using var late = app.Walker();

        (await late.Open(app.FirstLink)).Status.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task The_operators_file_holds_the_link_while_there_is_nobody()
    {
        var folder = Directory.CreateTempSubdirectory("mobilepay-link-");
        await using var app = await ConsoleApp.Start(postgres, ("Console:LinkDirectory", folder.FullName));
        var file = Path.Combine(folder.FullName, "first-link");
        (await File.ReadAllTextAsync(file)).ShouldBe(app.FirstLink);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await app.Add("wang.fang", StaffRoles.Administrator);

        await using var again = app.Again(("Console:LinkDirectory", folder.FullName));

        File.Exists(file).ShouldBeFalse();
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("Wang Fang", ConsoleApp.Password, "staff.name-shape")]
    [InlineData("wang.fang", "too short", "staff.password-length")]
    [InlineData("wang.fang", "my name is Wang.Fang", "staff.password-holds-name")]
    public async Task A_name_or_password_that_will_not_do_is_refused_and_the_link_stays(string name, string password, string code)
    {
        await using var app = await ConsoleApp.Start(postgres);
        using var operatorHerself = app.Walker("en");
        await operatorHerself.Open(app.FirstLink);

        await Use(app, operatorHerself, name, password);

        operatorHerself.Status.ShouldBe(HttpStatusCode.BadRequest);
        operatorHerself.Text.ShouldContain(Wording.English.Words.ProblemOf(code));
        await Use(app, operatorHerself, "wang.fang");
        operatorHerself.RecoveryCodes.Count.ShouldBe(10);
    }

    [Fact]
    public async Task Without_the_apps_code_or_with_two_different_passwords_there_is_no_account()
    {
        await using var app = await ConsoleApp.Start(postgres);
        using var operatorHerself = app.Walker("en");
        await operatorHerself.Open(app.FirstLink);

        await operatorHerself.Submit(("user", "wang.fang"), ("name", "王芳"), ("password", ConsoleApp.Password),
            ("again", ConsoleApp.Password), ("code", "000000"));
        operatorHerself.Text.ShouldContain(Wording.English.Words.ProblemOf("staff.code-wrong"));
        await operatorHerself.Submit(("user", "wang.fang"), ("name", "王芳"), ("password", ConsoleApp.Password),
            ("again", ConsoleApp.Password + "!"), ("code", "000000"));

        operatorHerself.Text.ShouldContain(Wording.English.Words.ProblemOf("staff.passwords-differ"));
    }

    private static Task Use(ConsoleApp app, Walker walker, string name, string password = ConsoleApp.Password) => walker.Submit(
        ("user", name), ("name", "王芳"), ("password", password), ("again", password),
        ("code", Totp.CodeAt(walker.Secret, Totp.StepAt(app.Clock.GetUtcNow()))));
}
