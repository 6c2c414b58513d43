using Microsoft.AspNetCore.Identity;
using MobilePay.Primitives;

namespace MobilePay.FinanceWeb.Staff;

/// <summary>Long, and not the user name: nobody is made to add a digit and an exclamation mark.</summary>
public sealed class PasswordRule : IPasswordValidator<StaffMember>
{
    public const int LengthMin = 12;
    public const int LengthMax = 128;

    public static Error? Check(string userName, string password) =>
        password.Length is < LengthMin or > LengthMax ? StaffErrors.PasswordLength
        : userName.Length > 0 && password.Contains(userName, StringComparison.OrdinalIgnoreCase) ? StaffErrors.PasswordHoldsName
        : null;

    public Task<IdentityResult> ValidateAsync(UserManager<StaffMember> manager, StaffMember user, string? password) =>
        Task.FromResult(Check(user.UserName ?? "", password ?? "") is { } error
            ? IdentityResult.Failed(new IdentityError { Code = error.Code, Description = error.Message })
            : IdentityResult.Success);
}
