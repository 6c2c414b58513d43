using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace MobilePay.Gateway.Tests.Support;

/// <summary>The gateway's own program on real ports, for it tells its zones by the port a request comes in by.</summary>
public sealed class GatewayApp : WebApplicationFactory<Program>
{
    private readonly int[] ports = FreePorts(4);
    private readonly string backend;
    private readonly (string Key, string Value)[] settings;
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    private GatewayApp(string backend, (string Key, string Value)[] settings)
    {
        this.backend = backend;
        this.settings = settings;
    }

    public static GatewayApp Start(string backend, params (string Key, string Value)[] settings)
    {
        var app = new GatewayApp(backend, settings);
        app.UseKestrel();
        app.StartServer();
        return app;
    }

    /// <summary>Null is the gateway's own port, the one of no zone.</summary>
    public Uri Address(ZoneName? zone, string path = "/") =>
        new($"http://127.0.0.1:{(zone is { } z ? ports[(int)z] : ports[3])}{path}");

    public Task<HttpResponseMessage> Get(ZoneName? zone, string path) => client.GetAsync(Address(zone, path));

    public Task<HttpResponseMessage> Send(HttpRequestMessage request) => client.SendAsync(request);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseSetting("urls", Address(null).GetLeftPart(UriPartial.Authority));
        builder.UseSetting("Logging:LogLevel:Default", "Critical");
        foreach (var zone in Enum.GetValues<ZoneName>())
            builder.UseSetting($"Gateway:Zones:{zone}:Port", $"{ports[(int)zone]}");
        foreach (var service in Routes.Services)
            builder.UseSetting($"services:{service}:http:0", $"{backend.TrimEnd('/')}/{service}");
        foreach (var (key, value) in settings)
            builder.UseSetting(key, value);
    }

    protected override void Dispose(bool disposing)
    {
        client.Dispose();
        base.Dispose(disposing);
    }

    // All are held at once, so that no two are the same.
    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Any, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        int[] free = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        listeners.ForEach(listener => listener.Stop());
        return free;
    }
}
