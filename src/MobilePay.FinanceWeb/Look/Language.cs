using MobilePay.FinanceWeb.Wording;

namespace MobilePay.FinanceWeb.Look;

/// <summary>Chinese, unless she chose otherwise: kept in a cookie.</summary>
internal static class Language
{
    private const string Cookie = "mp.lang";

    public static Words Of(HttpContext http) => Words.In(http.Request.Cookies[Cookie]);

    /// <summary>Only a choice of words, so a link may make it.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/language/{lang}", (
        HttpContext http, string lang, string? back) =>
    {
        http.Response.Cookies.Append(Cookie, lang == "en" ? "en" : "zh", new()
        {
            MaxAge = TimeSpan.FromDays(365),
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
        });
        return TypedResults.LocalRedirect(Local(back));
    }).AllowAnonymous();

    /// <summary>A path of this site, or the first page: nobody is sent elsewhere by a link of ours.</summary>
    public static string Local(string? back) =>
        back is ['/', ..] and not ['/', '/' or '\\', ..] && !back.Any(char.IsControl) ? back : "/";
}
