using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MobilePay.PatientWeb.Tests.Support;

public sealed record Reply(int Status, object? Body, IReadOnlyDictionary<string, string>? Headers = null);

public sealed record Call(string Method, string PathAndQuery, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public string Path => PathAndQuery.Split('?')[0];
}

/// <summary>Prescriptions, Payments and BankSettlement as far as these pages ask them: real HTTP, scripted answers.</summary>
public sealed class StandIn : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Reply>> scripts = new();
    private readonly ConcurrentQueue<Call> calls = new();

    public StandIn()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Run(Answer);
    }

    public string Address => app.Urls.Single();

    public IReadOnlyList<Call> Calls => [.. calls];

    public Task Start() => app.StartAsync();

    /// <summary>Answers in this order; the last one stays.</summary>
    public void On(string method, string path, params Reply[] replies) =>
        scripts[$"{method} {path}"] = new(replies);

    public IReadOnlyList<Call> CallsTo(string method, string path) =>
        [.. calls.Where(c => c.Method == method && c.Path == path)];

    public void Forget()
    {
        scripts.Clear();
        calls.Clear();
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task Answer(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var address = http.Request.Path + http.Request.QueryString.ToString();
        var call = new Call(http.Request.Method, address, await reader.ReadToEndAsync(),
            http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase));
        calls.Enqueue(call);

        var reply = Next($"{call.Method} {call.Path}");
        http.Response.StatusCode = reply.Status;
        foreach (var (name, value) in reply.Headers ?? new Dictionary<string, string>())
            http.Response.Headers[name] = value;
        if (reply.Body is not null)
            await http.Response.WriteAsJsonAsync(
                reply.Body, options: null, contentType: reply.Status < 400 ? null : "application/problem+json");
    }

    private Reply Next(string what)
    {
        if (!scripts.TryGetValue(what, out var replies))
            return new(StatusCodes.Status404NotFound, new { status = 404, code = "route.not-found" });
        return replies.Count > 1 && replies.TryDequeue(out var next) ? next : replies.First();
    }
}
