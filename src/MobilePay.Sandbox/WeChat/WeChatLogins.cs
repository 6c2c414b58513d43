using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using MobilePay.Sandbox.Credentials;
using MobilePay.Sandbox.Listeners;

namespace MobilePay.Sandbox.WeChat;

/// <summary>Authorization codes (section 11): five minutes, once.</summary>
internal sealed class WeChatLogins(TimeProvider clock)
{
    private static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<string, (string Openid, string Scope, DateTimeOffset At)> codes = new();
    private readonly ConcurrentDictionary<string, bool> used = new();

    public string Issue(string openid, string scope)
    {
        var code = Guid.NewGuid().ToString("N");
        codes[code] = (openid, scope, clock.GetUtcNow());
        return code;
    }

    public (string Openid, string Scope)? Redeem(string code, out bool usedBefore)
    {
        usedBefore = used.ContainsKey(code);
        if (!codes.TryRemove(code, out var known))
            return null;

        used[code] = true;
        return clock.GetUtcNow() - known.At <= CodeLife ? (known.Openid, known.Scope) : null;
    }
}

internal static class LoginEndpoints
{
    private const string WalletCookie = "sandbox_wechat_openid";

    public static void MapLogins(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/connect/oauth2/authorize", Authorize);
        routes.MapGet("/sns/oauth2/access_token", Token);
    }

    /// <summary>The person this browser is, the same one on every visit.</summary>
    public static string OpenidOf(HttpContext http)
    {
        if (http.Request.Cookies[WalletCookie] is { Length: 28 } known)
            return known;
        var openid = WeChatBook.Openid();
        http.Response.Cookies.Append(
            WalletCookie, openid, new CookieOptions { HttpOnly = true, IsEssential = true, MaxAge = TimeSpan.FromDays(365) });
        return openid;
    }

    /// <summary>The merchant registered one domain; other addresses are refused.</summary>
    public static bool IsRegistered(string? address, SandboxOptions options) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
        && new Uri(options.PlatformPublicUrl) is var known
        && (url.Host == known.Host || (url.IsLoopback && known.IsLoopback));

    private static IResult Authorize(
        HttpContext http, OutsideWorldKeys keys, WeChatLogins logins, IOptions<SandboxOptions> options)
    {
        var query = http.Request.Query;
        var target = query["redirect_uri"].ToString();
        if (query["appid"] != keys.Published.Wechat.AppId)
            return Results.Content("appid参数错误，错误码：10013", "text/plain; charset=utf-8", statusCode: 400);
        if (!IsRegistered(target, options.Value))
            return Results.Content("redirect_uri域名与后台配置不一致，错误码：10003", "text/plain; charset=utf-8", statusCode: 400);
        if (query["response_type"] != "code" || query["scope"].ToString() is not ("snsapi_base" or "snsapi_userinfo"))
            return Results.Content("Scope参数错误或没有Scope权限，错误码：10005", "text/plain; charset=utf-8", statusCode: 400);

        var code = logins.Issue(OpenidOf(http), query["scope"].ToString());
        var joint = target.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return Results.Redirect($"{target}{joint}code={code}&state={Uri.EscapeDataString(query["state"].ToString())}");
    }

    private static IResult Token(
        HttpRequest request, OutsideWorldKeys keys, WeChatLogins logins, IOptions<SandboxOptions> options)
    {
        var query = request.Query;
        if (query["appid"] != keys.Published.Wechat.AppId)
            return Error(40013, "invalid appid");
        if (query["secret"] != options.Value.WeChatAppSecret)
            return Error(40125, "invalid appsecret");
        if (query["grant_type"] != "authorization_code")
            return Error(40002, "invalid grant_type");
        if (logins.Redeem(query["code"].ToString(), out var usedBefore) is not { } login)
            return usedBefore ? Error(40163, "code been used") : Error(40029, "invalid code");

        return Results.Json(new
        {
            access_token = Guid.NewGuid().ToString("N"),
            expires_in = 7200,
            refresh_token = Guid.NewGuid().ToString("N"),
            openid = login.Openid,
            scope = login.Scope,
        }, WireJson.Strict);
    }

    /// <summary>Errors of this interface come as HTTP 200.</summary>
    private static IResult Error(int errcode, string errmsg) => Results.Json(new { errcode, errmsg });
}
