using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MobilePay.FinanceWeb.Tests.Support;

/// <summary>
/// Stands in, at the wire, for the four services that know a part of a payment; each of them can be away by itself.
/// </summary>
public sealed class StoryStandIn : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<string> heard = new();

    private StoryStandIn(WebApplication app) => this.app = app;

    /// <summary>Those who do not answer now.</summary>
    public HashSet<string> Away { get; } = [];

    /// <summary>Method, path and query of all that was asked.</summary>
    public IReadOnlyList<string> Heard => [.. heard];

    public (string Name, string Value)[] Settings =>
    [
        .. new[] { "payments", "banksettlement", "hissync", "reconciliation" }
            .Select(service => ($"services:{service}:http:0", app.Urls.First())),
    ];

    public static async Task<StoryStandIn> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var standIn = new StoryStandIn(builder.Build());
        standIn.app.Run(standIn.Answer);
        await standIn.app.StartAsync();
        return standIn;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task Answer(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        heard.Enqueue($"{http.Request.Method} {path}{Uri.UnescapeDataString(http.Request.QueryString.Value ?? "")}");
        if (Away.Contains(StoryFixtures.ServiceOf(path)))
        {
            // An answer that names a time to come back is not waited out.
            http.Response.StatusCode = 503;
            http.Response.Headers.RetryAfter = "30";
        }
        else if (StoryFixtures.Of(http.Request.Method, path) is { } answer)
        {
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync(answer);
        }
        else if (http.Request.Method == "POST")
        {
            http.Response.StatusCode = 204;
        }
        else
        {
            http.Response.StatusCode = 404;
            http.Response.ContentType = "application/problem+json";
            await http.Response.WriteAsync("""{"status":404,"detail":"For an engineer.","code":"payment.not-found"}""");
        }
    }
}
