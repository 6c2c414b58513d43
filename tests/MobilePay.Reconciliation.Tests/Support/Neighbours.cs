using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MobilePay.Reconciliation.Tests.Support;

/// <summary>The other services at the wire: what is called is written down, and answered as the test says.</summary>
public sealed class Neighbours : IAsyncDisposable
{
    public static readonly string[] Names = ["hissync", "banksettlement", "payments"];

    private readonly WebApplication server;
    private readonly ConcurrentDictionary<string, Func<int, (int Status, string Body)>> answers = new();
    private readonly ConcurrentQueue<string> calls = new();

    private Neighbours()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        server = builder.Build();
        server.Run(Answer);
    }

    public string Url { get; private set; } = "";

    /// <summary>Method and path of each call, in their order.</summary>
    public IReadOnlyList<string> Calls => [.. calls];

    public static async Task<Neighbours> Start()
    {
        var neighbours = new Neighbours();
        await neighbours.server.StartAsync();
        neighbours.Url = neighbours.server.Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return neighbours;
    }

    /// <summary>How a call is answered whose method and path begin like this; the number is how often it came, from 1.</summary>
    public void On(string beginning, Func<int, (int Status, string Body)> answer) => answers[beginning] = answer;

    public void On(string beginning, int status, string body) => On(beginning, _ => (status, body));

    public async ValueTask DisposeAsync() => await server.DisposeAsync();

    private async Task Answer(HttpContext http)
    {
        var call = $"{http.Request.Method} {http.Request.Path}";
        calls.Enqueue(call);
        var known = answers.Where(a => call.StartsWith(a.Key, StringComparison.Ordinal)).OrderByDescending(a => a.Key.Length)
            .Select(a => a.Key).FirstOrDefault();
        var (status, body) = known is null
            ? (503, """{"code":"service.unavailable"}""")
            : answers[known](calls.Count(c => c.StartsWith(known, StringComparison.Ordinal)));
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(body);
    }
}
