using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Refit;

namespace MobilePay.ServiceDefaults.Http;

/// <summary>Refit clients for our own services and for foreign systems, with one way of timing out and retrying.</summary>
public static class ServiceClients
{
    /// <summary>How our services write JSON to each other.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>
    /// A client of another service of ours, found by its name. Only GET is retried: whoever gives an order decides herself
    /// whether to ask again (rule T2).
    /// </summary>
    public static IHttpClientBuilder AddServiceClient<TApi>(this IServiceCollection services, string service, TimeSpan within)
        where TApi : class
    {
        var client = services.AddRefitGeneratedClient<TApi>(new RefitSettings(new SystemTextJsonContentSerializer(Json)))
            .ConfigureHttpClient(http =>
            {
                http.BaseAddress = new Uri($"http://{service}");
                http.Timeout = within;
            })
            .AddServiceDiscovery()
            .RemoveAllLoggers();
        client.AddResilienceHandler("retry-queries", pipeline => pipeline.AddRetry(QueriesOnly()));
        return client;
    }

    private static HttpRetryStrategyOptions QueriesOnly()
    {
        var retry = new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = 2,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromMilliseconds(100),

            // An answer that names a time to come back is handed on: waited out here, it would look like silence.
            ShouldHandle = attempt => ValueTask.FromResult(HttpClientResiliencePredicates.IsTransient(attempt.Outcome)
                && attempt.Outcome.Result?.Headers.RetryAfter is null),
        };
        retry.DisableForUnsafeHttpMethods();
        return retry;
    }
}
