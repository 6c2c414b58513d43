using Microsoft.AspNetCore.DataProtection;
using MobilePay.FinanceWeb.Features;
using MobilePay.FinanceWeb.Look;
using MobilePay.FinanceWeb.Pages;
using MobilePay.FinanceWeb.Persistence;
using MobilePay.FinanceWeb.Staff;
using MudBlazor.Services;

namespace MobilePay.FinanceWeb;

/// <summary>Pages by Blazor: those that set cookies as plain forms, the others alive over one connection.</summary>
internal static class ConsoleSetup
{
    public static void AddConsolePages(this WebApplicationBuilder builder)
    {
        // From build output the styles of packages are found by the list the build wrote; published ones lie beside the program.
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddDataProtection().SetApplicationName("mobilepay-finance")
            .PersistKeysToDbContext<FinanceWebDbContext>();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents(circuits =>
        {
            circuits.DetailedErrors = false;
            circuits.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(3);
        });
        builder.Services.AddMudServices();
        builder.Services.AddAntiforgery(forms =>
        {
            forms.SuppressXFrameOptionsHeader = true;
            forms.Cookie.Name = "mp.form";
            forms.Cookie.SameSite = SameSiteMode.Strict;
            forms.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });

        // Chinese stays readable in the page's source.
        builder.Services.Configure<Microsoft.Extensions.WebEncoders.WebEncoderOptions>(encoder =>
            encoder.TextEncoderSettings = new(System.Text.Unicode.UnicodeRanges.All));
    }

    public static void UseConsolePages(this WebApplication app)
    {
        app.Use((http, next) => PageHeaders.Add(http, _ => next(http)));
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();

        app.MapStaticAssets().AllowAnonymous();
        Theme.Map(app);
        Language.Map(app);
        HospitalChoice.Map(app.MapGroup("").RequireAuthorization(Policies.Everybody));
        SessionEndpoints.Map(app);

        // Every page is for those who signed in, unless it says otherwise.
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(pages => pages.ContentSecurityFrameAncestorsPolicy = null)
            .RequireAuthorization(Policies.Everybody);
    }
}
