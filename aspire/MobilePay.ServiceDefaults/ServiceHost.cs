using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MobilePay.ServiceDefaults.Http;
using MobilePay.ServiceDefaults.Telemetry;

namespace MobilePay.ServiceDefaults;

/// <summary>What every service has in common: telemetry, health, problem details, service discovery, a short farewell.</summary>
public static class ServiceHost
{
    /// <summary>
    /// Adds the common parts. <paramref name="service"/> is the name other services and the telemetry know it by.
    /// </summary>
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder, string service)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 64 * 1024;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(25));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter());
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        });
        builder.Services.AddProblemDetails(problems => problems.CustomizeProblemDetails = AddCode);
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.AddExceptionHandler<UnexpectedFailure>();
        builder.Services.AddServiceDiscovery();
        builder.Services.AddHealthChecks();
        builder.AddTelemetry(service);
        builder.TrustGateway();
        return builder;
    }

    /// <summary>Puts the common middleware first and maps the two health endpoints.</summary>
    public static WebApplication UseServiceDefaults(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseExceptionHandler();
        app.UseStatusCodePages();

        // Liveness never looks at a dependency: a database that is away must not get healthy processes killed.
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false });
        app.MapHealthChecks("/health/ready");
        return app;
    }

    // What the framework itself refuses gets a stable code as well.
    private static void AddCode(ProblemDetailsContext context) =>
        context.ProblemDetails.Extensions.TryAdd("code", context.HttpContext.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => "route.not-found",
            StatusCodes.Status405MethodNotAllowed => "route.method-not-allowed",
            StatusCodes.Status413PayloadTooLarge => "request.too-large",
            StatusCodes.Status415UnsupportedMediaType => "request.media-type",
            StatusCodes.Status429TooManyRequests => "request.too-many",
            >= 500 => "internal",
            _ => "request.malformed",
        });

    // The caller's address arrives in X-Forwarded-For; only the gateway's networks may say so.
    private static void TrustGateway(this WebApplicationBuilder builder) =>
        builder.Services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders =
                ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            var networks = builder.Configuration.GetSection("Gateway:Networks").Get<string[]>() ?? ["127.0.0.0/8", "::1/128"];
            foreach (var network in networks)
                forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
        });
}
