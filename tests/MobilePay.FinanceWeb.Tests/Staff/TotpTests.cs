using System.Text;
using MobilePay.FinanceWeb.Staff;

namespace MobilePay.FinanceWeb.Tests.Staff;

public sealed class TotpTests
{
    // RFC 6238, appendix B, and the same key in base 32.
    private const string Secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("12345678901234567890");

    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924")]
    [InlineData(2000000000, "69279037")]
    [InlineData(20000000000, "65353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code)
    {
        var step = Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds));

        Totp.Code(Key, step, digits: 8).ShouldBe(code);
        Totp.CodeAt(Secret, step).ShouldBe(code[2..]);
    }

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_phones_clock_may_be_half_a_minute_off(int steps, bool isTaken)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1234567890);
        var code = Totp.CodeAt(Secret, Totp.StepAt(now) + steps);

        (Totp.StepOf(Secret, code, now, lastStep: 0) is not null).ShouldBe(isTaken);
    }

    [Fact]
    public void A_code_up_to_the_last_one_taken_is_spent()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1234567890);
        var step = Totp.StepAt(now);

        Totp.StepOf(Secret, Totp.CodeAt(Secret, step), now, lastStep: step).ShouldBeNull();
        Totp.StepOf(Secret, Totp.CodeAt(Secret, step - 1), now, lastStep: step).ShouldBeNull();
        Totp.StepOf(Secret, " 005 924", now, lastStep: step - 1).ShouldBe(step);
        Totp.StepOf(Secret, "", now, lastStep: 0).ShouldBeNull();
    }

    [Fact]
    public void The_address_for_the_app_names_account_and_secret() =>
        Totp.Address(Secret, "li.na", "MobilePay").ShouldBe(
            $"otpauth://totp/MobilePay:li.na?secret={Secret}&issuer=MobilePay&algorithm=SHA1&digits=6&period=30");
}
