using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.RateLimiting;
using MobilePay.Primitives;
using MobilePay.ServiceDefaults.Http;
using Yarp.ReverseProxy.Model;

namespace MobilePay.Gateway;

/// <summary>
/// What every request passes before it is forwarded: address, rate, size, and the headers every answer carries.
/// </summary>
internal static class Edge
{
    /// <summary>Also the answer to a path of another zone: which paths exist elsewhere is nobody's business here.</summary>
    public static readonly Error Nothing = new(ErrorKind.NotFound, "route.not-found", "There is nothing at this address.");

    private static readonly Error NotAdmitted = new(ErrorKind.Forbidden, "gateway.address", "This address may not come in here.");
    private static readonly Error TooLarge = new(ErrorKind.Invalid, "request.too-large", "The body is too large.");
    private static readonly Error TooMany = new(ErrorKind.TooMany, "request.too-many", "Too many requests from this address.");

    /// <summary>
    /// Believes X-Forwarded-For of the configured proxies only; unlike the framework's default, not even of this machine.
    /// </summary>
    public static void TrustOnly(this ForwardedHeadersOptions forwarded, IReadOnlyList<string> proxies)
    {
        // To the framework two empty lists mean that everybody is believed.
        forwarded.ForwardedHeaders = proxies.Count > 0
            ? ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto
            : ForwardedHeaders.None;
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
            forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(
                proxy.Contains('/') ? proxy : proxy + (proxy.Contains(':') ? "/128" : "/32")));
    }

    /// <summary>A bucket for each address and zone; full means 429 before anything is touched (rule T4).</summary>
    public static void LimitByAddress(this RateLimiterOptions limits)
    {
        limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
            http.RequestServices.GetRequiredService<Zones>().Of(http) is not { } zone
                ? RateLimitPartition.GetNoLimiter("")
                : RateLimitPartition.GetTokenBucketLimiter($"{zone.Name} {http.Connection.RemoteIpAddress}", _ => new()
                {
                    TokenLimit = zone.Options.Burst,
                    TokensPerPeriod = zone.Options.RequestsPerSecond,
                    ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                    QueueLimit = 0,
                }));
        limits.OnRejected = async (rejected, _) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = 1.ToString(CultureInfo.InvariantCulture);
            await TooMany.ToProblem().ExecuteAsync(rejected.HttpContext);
        };
    }

    public static async Task GuardZone(HttpContext http, RequestDelegate next)
    {
        if (http.RequestServices.GetRequiredService<Zones>().Of(http) is not { } zone)
        {
            await next(http);
            return;
        }

        // How the platform feels is for its operators, on the gateway's own port.
        if (http.Request.Path.StartsWithSegments("/health"))
        {
            await Nothing.ToProblem().ExecuteAsync(http);
            return;
        }

        if (!zone.Admits(http.Connection.RemoteIpAddress))
        {
            await NotAdmitted.ToProblem().ExecuteAsync(http);
            return;
        }

        var bytesMax = BytesMax(http, zone);
        if (http.Request.ContentLength > bytesMax)
        {
            await Results.Problem(TooLarge.Message, statusCode: StatusCodes.Status413PayloadTooLarge,
                extensions: new Dictionary<string, object?> { ["code"] = TooLarge.Code }).ExecuteAsync(http);
            return;
        }

        // A body without a length is counted while it comes.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = bytesMax;
        await next(http);
    }

    // A route may take more than its zone does; from another zone it can't be reached, and takes nothing.
    private static long BytesMax(HttpContext http, Zone zone) =>
        http.GetEndpoint()?.Metadata.GetMetadata<RouteModel>()?.Config is { MaxRequestBodySize: { } bytes } route
            && route.Metadata![Routes.ZoneKey] == zone.Name.ToString()
            ? bytes : zone.Options.BodyBytesMax;

    public static Task AddSecurityHeaders(HttpContext http, RequestDelegate next, GatewayOptions options)
    {
        http.Response.OnStarting(() =>
        {
            var headers = http.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
            headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            var ancestors = options.FrameAncestors.Count == 0 ? "'none'" : string.Join(' ', options.FrameAncestors);
            headers.Append("Content-Security-Policy", $"frame-ancestors {ancestors}");
            if (http.Request.IsHttps)
                headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
            headers.Remove("Server");
            return Task.CompletedTask;
        });
        return next(http);
    }
}
