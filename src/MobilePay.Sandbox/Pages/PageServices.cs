using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace MobilePay.Sandbox.Pages;

internal static class PageServices
{
    public static void AddPages(this IServiceCollection services)
    {
        services.AddRazorPages();
        services.AddScoped<Words>().AddScoped<CashierPage>();
        // Chinese as it is, not as numbers.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
    }

    public static void MapPages(this RouteGroupBuilder routes)
    {
        routes.MapGet("/assets/sandbox.css", () => Asset("sandbox.css", "text/css; charset=utf-8"));
        routes.MapGet("/assets/phone.js", () => Asset("phone.js", "text/javascript; charset=utf-8"));
        routes.MapGet("/assets/desk.js", () => Asset("desk.js", "text/javascript; charset=utf-8"));
        routes.MapRazorPages();
    }

    private static IResult Asset(string name, string type) =>
        Results.Stream(typeof(PageServices).Assembly.GetManifestResourceStream(name)!, type);
}
