using MobilePay.FinanceWeb.Staff;

namespace MobilePay.FinanceWeb.Tests.Staff;

public sealed class RolesTests
{
    [Theory]
    [InlineData(true, "finance", "approver")]
    [InlineData(true, "finance", "approver", "administrator")]
    [InlineData(true, "auditor")]
    [InlineData(true, "auditor", "administrator")]
    [InlineData(false, "auditor", "finance")]
    [InlineData(false, "auditor", "approver")]
    [InlineData(false, "auditor", "finance", "approver", "administrator")]
    public void Who_audits_does_not_write(bool doTheyGo, params string[] roles) =>
        StaffRoles.GoTogether(roles).ShouldBe(doTheyGo);

    [Theory]
    [InlineData("eleven char", "staff.password-length")]
    [InlineData("twelve chars", null)]
    [InlineData("aaaaaaaaaaaa", null)]
    [InlineData("hello LI.NA hello", "staff.password-holds-name")]
    public void A_password_is_long_and_not_the_name(string password, string? code) =>
        PasswordRule.Check("li.na", password)?.Code.ShouldBe(code);

    [Fact]
    public void A_password_has_an_end() => PasswordRule.Check("li.na", new('x', 129)).ShouldBe(StaffErrors.PasswordLength);

    [Fact]
    public void Recovery_codes_are_read_however_they_are_typed()
    {
        var id = Guid.NewGuid();
        var code = RecoveryCode.New();

        RecoveryCode.HashOf(id, $" {code.ToUpperInvariant().Replace('-', ' ')} ").ShouldBe(RecoveryCode.HashOf(id, code));
        RecoveryCode.HashOf(Guid.NewGuid(), code).ShouldNotBe(RecoveryCode.HashOf(id, code));
    }
}
