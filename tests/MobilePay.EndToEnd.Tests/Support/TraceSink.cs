using System.Collections.Concurrent;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MobilePay.EndToEnd.Tests.Support;

/// <summary>One span, as far as the tests look at it.</summary>
public sealed record SeenSpan(string TraceId, string Service, string Name);

/// <summary>Receives OTLP over HTTP and keeps which service had which span in which trace.</summary>
public sealed class TraceSink : IAsyncDisposable
{
    // Field numbers of opentelemetry/proto/trace/v1/trace.proto, common.proto and resource.proto.
    private const int ResourceSpans = 1, Resource = 1, ScopeSpans = 2, Spans = 2, TraceId = 1, SpanName = 5;
    private const int Attributes = 1, Key = 1, Value = 2, StringValue = 1;

    private WebApplication? app;
    private int metrics;
    private int logs;

    public ConcurrentBag<SeenSpan> Seen { get; } = [];

    /// <summary>How many exports of metrics, and of log records, have arrived.</summary>
    public (int Metrics, int Logs) Exports => (Volatile.Read(ref metrics), Volatile.Read(ref logs));

    public string Address => app!.Urls.First();

    public async Task Start()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        app = builder.Build();
        app.MapPost("/v1/traces", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            Take(body.ToArray());
        });
        app.MapPost("/v1/metrics", (HttpRequest request) => Count(request, ref metrics));
        app.MapPost("/v1/logs", (HttpRequest request) => Count(request, ref logs));
        await app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
            await app.DisposeAsync();
    }

    private static IResult Count(HttpRequest request, ref int exports)
    {
        if (request.ContentLength > 0)
            Interlocked.Increment(ref exports);
        return Results.Ok();
    }

    private void Take(byte[] export)
    {
        foreach (var group in Children(export, ResourceSpans))
        {
            var service = Children(group, Resource).SelectMany(resource => Children(resource, Attributes))
                .Where(attribute => Text(attribute, Key) == "service.name")
                .SelectMany(attribute => Children(attribute, Value))
                .Select(value => Text(value, StringValue)).FirstOrDefault() ?? "?";
            foreach (var span in Children(group, ScopeSpans).SelectMany(scope => Children(scope, Spans)))
                Seen.Add(new(Convert.ToHexStringLower(Children(span, TraceId).First()), service, Text(span, SpanName)));
        }
    }

    private static string Text(byte[] message, int field) =>
        System.Text.Encoding.UTF8.GetString(Children(message, field).FirstOrDefault() ?? []);

    private static List<byte[]> Children(byte[] message, int field)
    {
        var found = new List<byte[]>();
        using var input = new CodedInputStream(message);
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            if (tag == WireFormat.MakeTag(field, WireFormat.WireType.LengthDelimited))
                found.Add(input.ReadBytes().ToByteArray());
            else
                input.SkipLastField();
        }

        return found;
    }
}
