using MobilePay.FinanceWeb.Features;
using MobilePay.FinanceWeb.Staff;
using MobilePay.FinanceWeb.Tests.Support;

namespace MobilePay.FinanceWeb.Tests.Features;

[Collection(Database.Name)]
public sealed class FreshCodeTests(PostgresFixture postgres) : IAsyncLifetime
{
    private ConsoleApp app = null!;
    private Person approver = null!;

    public async Task InitializeAsync()
    {
        app = await ConsoleApp.Start(postgres);
        approver = await app.Add("zhao.min", StaffRoles.Approver);
    }

    public Task DisposeAsync() => app.DisposeAsync().AsTask();

    [Fact]
    public async Task A_code_holds_for_five_minutes_of_its_session()
    {
        var (here, elsewhere) = (await app.Acting(approver), await app.Acting(approver));
        (await Take(here, "")).ShouldBe(StaffErrors.FreshCodeWrong);

        (await Take(here, approver.NextCode())).ShouldBeNull();

        app.Clock.Advance(TimeSpan.FromMinutes(4));
        (await Take(here, "")).ShouldBeNull();
        (await Take(elsewhere, "")).ShouldBe(StaffErrors.FreshCodeWrong);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        (await Take(here, "")).ShouldBe(StaffErrors.FreshCodeWrong);
    }

    [Fact]
    public async Task No_code_is_taken_twice()
    {
        var here = await app.Acting(approver);
        var code = approver.NextCode();
        (await Take(here, code)).ShouldBeNull();

        (await Take(here, code)).ShouldBe(StaffErrors.FreshCodeWrong);
    }

    private Task<MobilePay.Primitives.Error?> Take(Actor actor, string code) =>
        app.Ask<FreshCode, MobilePay.Primitives.Error?>(codes => codes.Take(actor, code, CancellationToken.None));
}
