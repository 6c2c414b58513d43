using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MobilePay.Gateway.Tests.Support;

/// <summary>What a service got from the gateway.</summary>
public sealed record Echo(string Service, string Path, string Host, string? ForwardedFor, long BodyLength);

/// <summary>All services behind the gateway at once, on one real port; the first segment of the path tells them apart.</summary>
public sealed class EchoBackend : IAsyncDisposable
{
    private readonly WebApplication app;
    private long bytesMost;

    private EchoBackend(WebApplication app) => this.app = app;

    public string Address => app.Urls.Single();

    /// <summary>The most bytes of one body that arrived, whether the body came to its end or not.</summary>
    public long BytesMost => bytesMost;

    public static async Task<EchoBackend> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        var backend = new EchoBackend(builder.Build());
        backend.app.Run(backend.Answer);
        await backend.app.StartAsync();
        return backend;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task Answer(HttpContext http)
    {
        var length = await Count(http.Request.Body, http.RequestAborted);
        var path = http.Request.Path.Value!;
        var service = path.Split('/')[1];
        http.Response.Headers.Server = "echo";
        await http.Response.WriteAsJsonAsync(new Echo(
            service, path[(service.Length + 1)..], http.Request.Host.Value!, http.Request.Headers["X-Forwarded-For"], length));
    }

    private async Task<long> Count(Stream body, CancellationToken stop)
    {
        var buffer = new byte[4096];
        var length = 0L;
        while (await body.ReadAsync(buffer, stop) is > 0 and var read)
        {
            length += read;
            lock (app)
                bytesMost = Math.Max(bytesMost, length);
        }

        return length;
    }
}
