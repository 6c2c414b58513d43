using System.Diagnostics;
using MobilePay.EndToEnd.Tests.Support;

namespace MobilePay.EndToEnd.Tests;

[Collection(OnePlatform.Name)]
public sealed class One_trace_leads_from_the_scan_to_the_hospital(Platform platform)
{
    [Fact]
    public async Task Over_calls_messages_and_the_channels_notice()
    {
        var prescription = await platform.Issue();
        var trace = ActivityTraceId.CreateRandom().ToHexString();

        var scan = Traced(new(HttpMethod.Get, $"{platform.At.Public}/api/v1/prescriptions/{prescription.Token}"), trace);
        await platform.Send(scan);
        var open = Traced(new(HttpMethod.Post, platform.At.Public + "/api/v1/payments"), trace);
        open.Content = System.Net.Http.Json.JsonContent.Create(Platform.Body(prescription));
        open.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        var opened = Opened.From(await platform.Send(open));
        await platform.PayInWallet(opened.OutTradeNo);
        await platform.UntilConfirmed(opened.PaymentId);

        string[] wanted = ["gateway", "prescriptions", "payments", "banksettlement", "hissync"];
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!(HasAll(trace, wanted) && Confirmed(trace)))
        {
            limit.IsCancellationRequested.ShouldBeFalse("Seen in the trace: " + string.Join(", ", In(trace)));
            await Task.Delay(100);
        }
    }

    [Fact]
    public async Task Metrics_and_logs_arrive_where_the_traces_do()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (platform.Traces.Exports is not { Metrics: > 0, Logs: > 0 })
        {
            limit.IsCancellationRequested.ShouldBeFalse($"Arrived: {platform.Traces.Exports}");
            await Task.Delay(100);
        }
    }

    private static HttpRequestMessage Traced(HttpRequestMessage request, string trace)
    {
        request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom().ToHexString()}-01");
        return request;
    }

    private IEnumerable<SeenSpan> In(string trace) => platform.Traces.Seen.Where(span => span.TraceId == trace);

    private bool HasAll(string trace, string[] services) =>
        services.All(service => In(trace).Any(span => span.Service == service));

    // The news of the confirmation reaches Prescriptions, which releases: the last hop of the road.
    private bool Confirmed(string trace) => In(trace).Any(span =>
        span.Service == "prescriptions" && span.Name.Contains("his-confirmed", StringComparison.OrdinalIgnoreCase));
}
