namespace MobilePay.Sandbox.Pages;

internal static class PageServices
{
    public static void AddPages(this IServiceCollection services) => services.AddRazorPages();

    public static void MapPages(this RouteGroupBuilder routes) => routes.MapRazorPages();
}
