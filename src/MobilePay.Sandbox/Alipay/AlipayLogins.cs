using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using MobilePay.Sandbox.Books;
using MobilePay.Sandbox.Credentials;
using MobilePay.Sandbox.WeChat;

namespace MobilePay.Sandbox.Alipay;

/// <summary>Codes and refresh tokens: a day, once.</summary>
internal sealed class AlipayLogins(SandboxDay day)
{
    private static readonly TimeSpan CodeLife = TimeSpan.FromDays(1);
    private readonly ConcurrentDictionary<string, (string OpenId, DateTimeOffset At)> codes = new();

    public DateTimeOffset Now => day.TrueNow;

    public string Issue(string openId)
    {
        var code = Guid.NewGuid().ToString("N");
        codes[code] = (openId, Now);
        return code;
    }

    public string? Redeem(string code) =>
        codes.TryRemove(code, out var known) && Now - known.At <= CodeLife ? known.OpenId : null;
}

internal static class AlipayLoginEndpoints
{
    private const string WalletCookie = "sandbox_alipay_openid";

    public static void MapAlipayLogins(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/oauth2/publicAppAuthorize.htm", Authorize);

    /// <summary>The person this browser is, the same one on every visit.</summary>
    public static string OpenIdOf(HttpContext http)
    {
        if (http.Request.Cookies[WalletCookie] is { Length: 28 } known)
            return known;
        var openId = AlipayBook.OpenId();
        http.Response.Cookies.Append(
            WalletCookie, openId, new CookieOptions { HttpOnly = true, IsEssential = true, MaxAge = TimeSpan.FromDays(365) });
        return openId;
    }

    private static IResult Authorize(
        HttpContext http, OutsideWorldKeys keys, AlipayLogins logins, IOptions<SandboxOptions> options)
    {
        var query = http.Request.Query;
        var target = query["redirect_uri"].ToString();
        if (query["app_id"] != keys.Published.Alipay.AppId)
            return Refusal("app_id参数错误 (invalid-app-id)");
        if (!LoginEndpoints.IsRegistered(target, options.Value))
            return Refusal("redirect_uri与应用登记的回调地址不一致 (redirect-uri-mismatch)");
        if (query["scope"].ToString() is not ("auth_base" or "auth_user"))
            return Refusal("scope参数错误 (invalid-scope)");

        var joint = target.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return Results.Redirect($"{target}{joint}app_id={keys.Published.Alipay.AppId}&scope={query["scope"]}"
            + $"&state={Uri.EscapeDataString(query["state"].ToString())}&auth_code={logins.Issue(OpenIdOf(http))}");
    }

    private static IResult Refusal(string why) => Results.Content(why, "text/plain; charset=utf-8", statusCode: 400);
}
