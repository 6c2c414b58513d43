using Microsoft.Extensions.DependencyInjection.Extensions;
using MobilePay.Gateway;
using MobilePay.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("gateway");
builder.Services.AddOptions<GatewayOptions>().BindConfiguration("Gateway").ValidateDataAnnotations().ValidateOnStart();
var options = builder.Configuration.GetSection("Gateway").Get<GatewayOptions>() ?? new();
var zones = new Zones(options.Zones);
builder.Services.AddSingleton(zones);
builder.Services.Configure<ForwardedHeadersOptions>(forwarded => forwarded.TrustOnly(options.KnownProxies));
builder.Services.AddRateLimiter(limits => limits.LimitByAddress());
builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<MatcherPolicy, SamePath>());
builder.Services.AddReverseProxy().LoadFromMemory(Routes.All, Routes.ClustersFrom(builder.Configuration));

// The zones' listeners come on top of the address the process has for its own health.
var own = (builder.Configuration["ASPNETCORE_URLS"] ?? builder.Configuration["urls"] ?? "")
    .Split(';', StringSplitOptions.RemoveEmptyEntries);
builder.WebHost.UseUrls([.. own, .. zones.Ports.Select(port => $"http://*:{port}")]);

var app = builder.Build();
app.Use((http, next) => Edge.AddSecurityHeaders(http, _ => next(http), options));
app.UseServiceDefaults();
app.UseRateLimiter();
app.Use((http, next) => Edge.GuardZone(http, _ => next(http)));

app.MapReverseProxy(proxy =>
{
    proxy.Use((http, next) => Forwarding.FromItsZoneOnly(http, _ => next(http)));
    proxy.Use((http, next) => Forwarding.AnswerForAbsent(http, _ => next(http)));
});

app.Run();
