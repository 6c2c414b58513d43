using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobilePay.FinanceWeb.Features;
using MobilePay.FinanceWeb.Pages;
using MobilePay.FinanceWeb.Persistence;
using MobilePay.FinanceWeb.Staff;
using MobilePay.Primitives;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.FinanceWeb;

/// <summary>Accounts by ASP.NET Core Identity, sessions by a cookie, refusals as pages or as problem details.</summary>
internal static class AccountSetup
{
    /// <summary>PBKDF2 with SHA-512, at about a tenth of a second a try.</summary>
    public static readonly PasswordHasher<StaffMember> Hasher =
        new(Options.Create(new PasswordHasherOptions { IterationCount = 210_000 }));

    public static void AddStaffAccounts(this WebApplicationBuilder builder)
    {
        builder.Services.AddIdentityCore<StaffMember>(identity =>
        {
            identity.Password = new()
            {
                RequiredLength = PasswordRule.LengthMin,
                RequireDigit = false,
                RequireLowercase = false,
                RequireUppercase = false,
                RequireNonAlphanumeric = false,
            };
        }).AddUserStore<UserOnlyStore<StaffMember, FinanceWebDbContext, Guid>>().AddPasswordValidator<PasswordRule>();
        builder.Services.AddSingleton<IPasswordHasher<StaffMember>>(Hasher);

        builder.Services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.ApplicationScheme, cookies =>
            {
                cookies.Cookie.Name = "mp.staff";
                cookies.Cookie.HttpOnly = true;
                cookies.Cookie.SameSite = SameSiteMode.Lax;
                cookies.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                cookies.LoginPath = "/sign-in";
                cookies.ReturnUrlParameter = "back";
                cookies.Events = new()
                {
                    OnValidatePrincipal = Sessions.Validate,
                    OnRedirectToLogin = refused => Refuse(refused, StaffErrors.SignIn, refused.RedirectUri),
                    OnRedirectToAccessDenied = refused => Refuse(refused, StaffErrors.NotAllowed, "/not-allowed"),
                };
            });
        builder.Services.AddAuthorization(Policies.AddTo);
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddScoped<AuthenticationStateProvider, SessionWatch>();

        builder.Services.AddScoped<Sessions>();
        builder.Services.AddScoped<SignIn>();
        builder.Services.AddScoped<Join>();
        builder.Services.AddScoped<OwnCodes>();
        builder.Services.AddScoped<OwnAccount>();
        builder.Services.AddScoped<StaffDesk>();
        builder.Services.AddScoped<ReadStaffEvents>();
        builder.Services.AddHostedService<OfferFirstLink>();
    }

    private static Task Refuse(RedirectContext<CookieAuthenticationOptions> refused, Error error, string page)
    {
        if (refused.Request.Path.StartsWithSegments("/api"))
            return error.ToProblem().ExecuteAsync(refused.HttpContext);
        refused.Response.Redirect(page);
        return Task.CompletedTask;
    }
}
