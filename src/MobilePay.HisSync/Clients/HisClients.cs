using Microsoft.Extensions.Http.Resilience;
using MobilePay.HisSync.Clients.Canonical;
using MobilePay.ServiceDefaults.Http;
using Polly;

namespace MobilePay.HisSync.Clients;

internal static class HisClients
{
    /// <summary>
    /// One HTTP client a hospital: retry of queries only, circuit breaker, time-out, and the signature innermost.
    /// </summary>
    public static IServiceCollection AddHisClients(this IServiceCollection services, HisOptions his)
    {
        services.AddSingleton<Hospitals>();
        foreach (var hospital in his.Hospitals)
        {
            var client = services.AddHttpClient(
                Hospitals.ClientName(hospital.Id), http => http.BaseAddress = new Uri(hospital.BaseUrl));
            client.AddResilienceHandler("his", pipeline =>
            {
                var retry = new HttpRetryStrategyOptions
                {
                    MaxRetryAttempts = 1,
                    Delay = TimeSpan.FromMilliseconds(100),
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                };
                retry.DisableForUnsafeHttpMethods();
                pipeline.AddRetry(retry);
                pipeline.AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions
                {
                    SamplingDuration = TimeSpan.FromSeconds(15),
                    MinimumThroughput = 20,
                    FailureRatio = 0.8,
                    BreakDuration = TimeSpan.FromSeconds(5),
                });
                pipeline.AddTimeout(his.CallWithin);
            });
            client.AddHttpMessageHandler(provider => new SignHisCalls(hospital, provider.GetRequiredService<TimeProvider>()));
        }

        services.AddServiceClient<IPrescriptionsApi>("prescriptions", TimeSpan.FromSeconds(8));
        services.AddServiceClient<IPaymentsApi>("payments", TimeSpan.FromSeconds(8));

        // A whole day in one call: within the gateway's own limit for the hospital that waits.
        services.AddServiceClient<IReconciliationApi>("reconciliation", TimeSpan.FromSeconds(35));
        return services;
    }
}
