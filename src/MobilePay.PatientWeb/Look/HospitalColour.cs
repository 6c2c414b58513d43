using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace MobilePay.PatientWeb.Look;

/// <summary>The hospital's colour as a style sheet of its own, so that pages need no inline style.</summary>
public static class HospitalColour
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/assets/colours/{hospital}.css", Handle);

    /// <summary>The address of a hospital's style sheet; null where it has no colour of its own.</summary>
    public static string? AddressOf(string? hospital, PatientOptions options) =>
        hospital is not null && options.Colours.TryGetValue(hospital, out var colour) && Accent.IsColour(colour)
            ? $"/assets/colours/{hospital}.css?v={colour[1..]}" : null;

    internal static Results<ContentHttpResult, NotFound> Handle(
        string hospital, HttpContext http, IOptions<PatientOptions> options)
    {
        if (!options.Value.Colours.TryGetValue(hospital, out var colour) || !Accent.IsColour(colour))
            return TypedResults.NotFound();

        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return TypedResults.Text(Accent.StyleOf(colour), "text/css");
    }
}
