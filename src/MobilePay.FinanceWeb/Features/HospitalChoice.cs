using MobilePay.FinanceWeb.Clients;
using MobilePay.FinanceWeb.Look;
using MobilePay.Primitives;

namespace MobilePay.FinanceWeb.Features;

/// <summary>Whose books: asked for once while a page is open. Where there is one hospital nobody has to choose.</summary>
public sealed class HospitalChoice(Books books)
{
    public const string Cookie = "mp.hospital";

    private List<Hospital>? known;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/hospital/{id}", (
        HttpContext http, string id, string? back) =>
    {
        http.Response.Cookies.Append(Cookie, id, new()
        {
            MaxAge = TimeSpan.FromDays(365),
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
        });
        return TypedResults.LocalRedirect(Language.Local(back));
    });

    public async Task<Result<List<Hospital>>> All(Asker asker)
    {
        if (known is not null)
            return known;
        var found = await books.Ask(api => api.Hospitals(asker));
        known = found.Value;
        return found;
    }

    /// <summary>The one in the address, else the one chosen before, else the first.</summary>
    public static Hospital? Of(IReadOnlyList<Hospital> all, string? named, string? remembered) =>
        all.FirstOrDefault(h => h.Id == named) ?? all.FirstOrDefault(h => h.Id == remembered)
        ?? (all is [var first, ..] ? first : null);
}
