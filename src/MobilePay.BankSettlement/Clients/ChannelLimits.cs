using System.Net;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace MobilePay.BankSettlement.Clients;

/// <summary>
/// Time limit and circuit breaker of one merchant's calls (rules T1 to T3). Only queries are repeated, once; placing and closing
/// are repeated by us, knowingly, under the same number.
/// </summary>
internal sealed class ChannelLimits : DelegatingHandler
{
    private readonly ResiliencePipeline<HttpResponseMessage> orders;
    private readonly ResiliencePipeline<HttpResponseMessage> queries;

    private readonly Func<HttpRequestMessage, bool> isQuery;

    /// <param name="isQuery">Whether a call changes nothing at the channel, so that it may be repeated here.</param>
    public ChannelLimits(TimeSpan within, Func<HttpRequestMessage, bool> isQuery)
    {
        this.isQuery = isQuery;

        // One breaker for both: what placings learn of a dead channel, queries need not find out again.
        var breaker = new ResiliencePipelineBuilder<HttpResponseMessage>().AddCircuitBreaker(Breaker()).Build();
        orders = new ResiliencePipelineBuilder<HttpResponseMessage>().AddPipeline(breaker).AddTimeout(within).Build();
        queries = new ResiliencePipelineBuilder<HttpResponseMessage>()
            .AddRetry(Once()).AddPipeline(breaker).AddTimeout(within * 0.45).Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop)
    {
        var pipeline = isQuery(request) ? queries : orders;
        return await pipeline.ExecuteAsync(async token => await base.SendAsync(request, token), stop);
    }

    private static CircuitBreakerStrategyOptions<HttpResponseMessage> Breaker() => new()
    {
        FailureRatio = 0.5,
        MinimumThroughput = 10,
        SamplingDuration = TimeSpan.FromSeconds(10),
        BreakDuration = TimeSpan.FromSeconds(5),
        ShouldHandle = IsNoAnswer(),
    };

    private static RetryStrategyOptions<HttpResponseMessage> Once() => new()
    {
        MaxRetryAttempts = 1,
        Delay = TimeSpan.FromMilliseconds(100),
        UseJitter = true,
        ShouldHandle = IsNoAnswer(),
    };

    private static PredicateBuilder<HttpResponseMessage> IsNoAnswer() => new PredicateBuilder<HttpResponseMessage>()
        .Handle<HttpRequestException>()
        .Handle<TimeoutRejectedException>()
        .HandleResult(answer => answer.StatusCode >= HttpStatusCode.InternalServerError);
}
