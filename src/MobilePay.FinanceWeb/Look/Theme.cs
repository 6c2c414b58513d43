using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace MobilePay.FinanceWeb.Look;

/// <summary>
/// The colours and letters of MudBlazor's parts. Its own provider writes them into the page, which the policy forbids; here it
/// writes them once, into a style sheet.
/// </summary>
internal static partial class Theme
{
    private static readonly string[] Letters =
        ["system-ui", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", "sans-serif"];

    private static readonly MudTheme Calm = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#0b5394",
            PrimaryContrastText = "#ffffff",
            Secondary = "#4a5568",
            Error = "#b3261e",
            Success = "#1b6e3c",
            Warning = "#8a5300",
            Background = "#f5f6f8",
            Surface = "#ffffff",
            TextPrimary = "#1f2329",
            TextSecondary = "#4a5260",
            ActionDefault = "#4a5260",
            LinesInputs = "#6b7480",
        },
        Typography = new()
        {
            Default = new DefaultTypography { FontFamily = Letters, FontSize = ".9375rem" },
            Button = new ButtonTypography { FontFamily = Letters, TextTransform = "none", FontSize = ".9375rem" },
        },
    };

    public static void Map(IEndpointRouteBuilder routes)
    {
        Task<string>? sheet = null;
        routes.MapGet("/look/theme.css", async (HttpContext http, IServiceScopeFactory scopes, ILoggerFactory logs) =>
        {
            http.Response.Headers.CacheControl = "public, max-age=300";
            return TypedResults.Text(await (sheet ??= Write(scopes, logs)), "text/css; charset=utf-8");
        }).AllowAnonymous();
    }

    private static async Task<string> Write(IServiceScopeFactory scopes, ILoggerFactory logs)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var page = new HtmlRenderer(scope.ServiceProvider, logs);
        var html = await page.Dispatcher.InvokeAsync(async () =>
            (await page.RenderComponentAsync<MudThemeProvider>(
                ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(MudThemeProvider.Theme)] = Calm })))
            .ToHtmlString());
        return string.Join('\n', StyleElement().Matches(html).Select(m => System.Net.WebUtility.HtmlDecode(m.Groups[1].Value)));
    }

    [GeneratedRegex("<style[^>]*>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex StyleElement();
}
