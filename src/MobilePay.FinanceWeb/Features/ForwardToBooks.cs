using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Features;
using MobilePay.FinanceWeb.Clients;
using MobilePay.FinanceWeb.Staff;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.FinanceWeb.Features;

/// <summary>
/// Hands calls of programs and downloads on to the books, after looking at who asks. The books see neither cookie nor headers
/// of the caller, only who she is.
/// </summary>
internal static partial class ForwardToBooks
{
    public const string FreshCodeHeader = "X-Fresh-Code";

    private const string Parts =
        "handovers|statements|reconciliations|differences|proposals|journal|trial-balance|accounts|closes|funds|reports|"
        + "hospitals|today";

    // The books themselves refuse what is too long; here it only passes through.
    private const long BytesMax = 4L << 30;

    private static readonly string[] HandedOn = ["Content-Type", "Content-Length", "Accept", "Accept-Language"];

    private static readonly string[] HandedBack = ["Content-Type", "Content-Length", "Content-Disposition", "Retry-After"];

    public static void AddTo(IServiceCollection services)
    {
        services.AddHttpClient(nameof(ForwardToBooks), http =>
        {
            http.BaseAddress = new("http://reconciliation");
            http.Timeout = TimeSpan.FromMinutes(30);
        }).AddServiceDiscovery().RemoveAllLoggers();
        services.AddScoped<FreshCode>();
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapMethods($"/{{part:regex(^({Parts})$)}}/{{**rest}}", ["GET", "POST"], Handle);

    private static async Task<IResult> Handle(
        HttpContext http, IAuthorizationService rights, FreshCode codes, IHttpClientFactory clients, CancellationToken stop)
    {
        var path = http.Request.Path.Value!["/api/v1".Length..];
        if (PolicyOf(http.Request.Method, path) is not { } policy)
            return SessionEndpoints.Nothing.ToProblem();
        if (!(await rights.AuthorizeAsync(http.User, policy)).Succeeded)
            return StaffErrors.NotAllowed.ToProblem();
        var isWrite = HttpMethods.IsPost(http.Request.Method);
        if (isWrite && !IsFromHere(http.Request))
            return StaffErrors.ElsewhereFrom.ToProblem();

        var me = Actor.Of(http.User, Actor.AddressOf(http))!;
        if (isWrite && path.EndsWith("/approve", StringComparison.Ordinal)
            && await codes.Take(me, http.Request.Headers[FreshCodeHeader], stop) is { } error)
            return error.ToProblem();

        using var request = RequestOf(http, isWrite);
        new Asker(me.Id, http.User.FindFirst(Actor.DisplayNameClaim)?.Value ?? me.Name).SignOn(request);
        using var answer = await clients.CreateClient(nameof(ForwardToBooks))
            .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
        await HandBack(answer, http.Response, stop);
        return Results.Empty;
    }

    /// <summary>Who may: reading, working and deciding are three rights; what is not listed is not there.</summary>
    internal static string? PolicyOf(string method, string path) =>
        HttpMethods.IsGet(method) ? Policies.BooksRead
        : Deciding().IsMatch(path) ? Policies.BooksApprove
        : Working().IsMatch(path) ? Policies.BooksWrite
        : null;

    // Browsers tell where a request was made; on plain HTTP only by its origin. Programs tell nothing, and hold no stolen cookie.
    internal static bool IsFromHere(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] is [{ Length: > 0 } site])
            return site == "same-origin";
        return request.Headers.Origin is not [{ Length: > 0 } origin]
            || Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == request.Host.Value;
    }

    private static HttpRequestMessage RequestOf(HttpContext http, bool hasBody)
    {
        var path = http.Request.Path.ToUriComponent()["/api/v1".Length..];
        var request = new HttpRequestMessage(new(http.Request.Method), path + http.Request.QueryString);
        if (hasBody)
        {
            if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
                size.MaxRequestBodySize = BytesMax;
            request.Content = new StreamContent(http.Request.Body);
        }

        foreach (var name in HandedOn)
            if (http.Request.Headers.TryGetValue(name, out var value)
                && !request.Headers.TryAddWithoutValidation(name, [.. value]))
                request.Content?.Headers.TryAddWithoutValidation(name, [.. value]);
        return request;
    }

    private static async Task HandBack(HttpResponseMessage answer, HttpResponse response, CancellationToken stop)
    {
        response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
            if (HandedBack.Contains(name, StringComparer.OrdinalIgnoreCase))
                response.Headers[name] = values.ToArray();

        // A file is kept, never shown as a page of ours: what it holds was written elsewhere.
        if (!response.ContentType.AsSpan().Contains("json", StringComparison.OrdinalIgnoreCase)
            && answer.IsSuccessStatusCode && response.Headers.ContentDisposition.Count == 0)
            response.Headers.ContentDisposition = "attachment";
        await answer.Content.CopyToAsync(response.Body, stop);
    }

    [GeneratedRegex("^/(differences/[^/]+/(approve|reject)|closes/[^/]+/[^/]+/(approve|reject|reopen))$")]
    private static partial Regex Deciding();

    [GeneratedRegex("^/(handovers/[^/]+/[^/]+/pull|statements/[^/]+/[^/]+/fetch|statements/[^/]+/[^/]+/[^/]+/[^/]+"
        + "|funds/[^/]+/run"
        + "|reconciliations/[^/]+/[^/]+|differences/[^/]+/(take|evidence|propose|withdraw)|closes/[^/]+/[^/]+/propose)$")]
    private static partial Regex Working();
}
