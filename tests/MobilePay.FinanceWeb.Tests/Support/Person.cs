using Microsoft.Extensions.Time.Testing;
using MobilePay.FinanceWeb.Staff;

namespace MobilePay.FinanceWeb.Tests.Support;

/// <summary>Somebody with an account, her password and the app on her phone.</summary>
public sealed record Person(Guid Id, string UserName, string Password, string Secret, FakeTimeProvider Clock)
{
    /// <summary>A code that was not used yet: she waits for the next half minute.</summary>
    public string NextCode()
    {
        Clock.Advance(TimeSpan.FromSeconds(Totp.Seconds));
        return Code();
    }

    public string Code() => Totp.CodeAt(Secret, Totp.StepAt(Clock.GetUtcNow()));
}
