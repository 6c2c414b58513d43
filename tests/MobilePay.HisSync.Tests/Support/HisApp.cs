using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MobilePay.HisSync.Domain;
using MobilePay.HisSync.Persistence;
using MobilePay.Sandbox;
using MobilePay.ServiceDefaults.Messaging;

namespace MobilePay.HisSync.Tests.Support;

/// <summary>
/// The service with a real PostgreSQL, the Sandbox's hospital on its other side, and a listener in the place of the books.
/// </summary>
internal sealed class HisApp : WebApplicationFactory<HisSyncDbContext>
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mobilepay-hisapp-");
    private readonly int[] ports = FreePorts(7);
    private readonly string database;
    private WebApplication sandbox = null!;
    private WebApplication books = null!;
    private JsonNode credentials = null!;

    private HisApp(string database) => this.database = database;

    public HttpClient Http { get; private set; } = null!;

    public HttpClient World { get; private set; } = null!;

    public string Hospital => (string)credentials["institution"]!;

    public string KeyId => (string)credentials["keyId"]!;

    public string Secret => (string)credentials["secret"]!;

    /// <summary>What the books were handed: path and document.</summary>
    public ConcurrentQueue<(string Path, byte[] Body)> HandedOn { get; } = new();

    /// <summary>What the books answer instead of taking it.</summary>
    public (int Status, string Code)? BooksRefuse { get; set; }

    public static async Task<HisApp> Start(PostgresFixture postgres)
    {
        var app = new HisApp(await postgres.NewDatabase());
        await app.StartBooks();
        await app.StartSandbox();
        app.UseKestrel(app.ports[5]);
        app.StartServer();
        app.Http = new HttpClient { BaseAddress = new Uri(app.Local(5)) };
        app.World = new HttpClient { BaseAddress = new Uri(app.Local(0)) };
        return app;
    }

    /// <summary>A bill of the hospital's desk; the platform's other services are away, and the desk keeps it.</summary>
    public async Task<JsonNode> Issue()
    {
        using var answer = await World.PostAsJsonAsync("/desk/prescriptions", new { });
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    public async Task Fault(string operation, object fault) => (await World.PutAsJsonAsync(
        "/faults", new Dictionary<string, object> { [operation] = fault })).EnsureSuccessStatusCode();

    public async Task Change(Func<HisSyncDbContext, Task> change)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HisSyncDbContext>();
        await change(db);
        await db.SaveChangesAsync();
    }

    public async Task<WriteBack> WriteBack(string orderNo)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HisSyncDbContext>();
        return await db.WriteBacks.SingleAsync(w => w.OrderNo == orderNo);
    }

    public async Task<List<string>> Announced()
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HisSyncDbContext>();
        return await db.Set<OutboxMessage>().OrderBy(m => m.Id).Select(m => m.Type).ToListAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await sandbox.DisposeAsync();
        await books.DisposeAsync();
        Http.Dispose();
        World.Dispose();
        folder.Delete(recursive: true);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("ConnectionStrings:hissyncdb", database + ";Maximum Pool Size=10");
        builder.UseSetting("ConnectionStrings:rabbitmq", "amqp://nobody:nothing@127.0.0.1:1/");
        builder.UseSetting("Database:MigrateAtStart", "true");
        builder.UseSetting("services:reconciliation:http:0", Local(6));
        builder.UseSetting("His:ConfirmSettlesWithin", "00:00:01");
        builder.UseSetting("His:Hospitals:0:Name", "示例人民医院");
        builder.UseSetting("His:Hospitals:0:Id", Hospital);
        builder.UseSetting("His:Hospitals:0:KeyId", KeyId);
        builder.UseSetting("His:Hospitals:0:Secret", Secret);
        builder.UseSetting("His:Hospitals:0:BaseUrl", (string)credentials["baseUrl"]!);
        builder.ConfigureTestServices(services =>
        {
            foreach (var job in services.Where(IsBackgroundJob).ToList())
                services.Remove(job);
        });
    }

    // The bus, the relay and the schedule rest: a test looks at what is in the tables.
    private static bool IsBackgroundJob(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService)
        && (service.ImplementationType ?? service.ImplementationFactory?.Method.DeclaringType)?.FullName is { } name
        && (name.StartsWith("MobilePay.", StringComparison.Ordinal) || name.StartsWith("MassTransit.", StringComparison.Ordinal));

    private async Task StartSandbox()
    {
        string[] names = ["People", "WeChat", "Alipay", "Bank", "His"];
        sandbox = SandboxApp.Build([
            $"--Sandbox:Directory={folder.FullName}", "--Sandbox:WeChatAppSecret=not-used-by-a-hospital",
            "--Logging:LogLevel:Default=Warning", $"--Sandbox:PlatformHospitalUrl={Local(5)}",
            .. names.Select((name, i) => $"--Sandbox:Ports:{name}={ports[i].ToString(CultureInfo.InvariantCulture)}"),
        ]);
        await sandbox.StartAsync();
        var file = Path.Combine(folder.FullName, "credentials.json");
        credentials = JsonNode.Parse(await File.ReadAllTextAsync(file))!["his"]!;
    }

    private async Task StartBooks()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Local(6));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        books = builder.Build();
        books.Run(async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            HandedOn.Enqueue((http.Request.Path, body.ToArray()));
            await (BooksRefuse is var (status, code)
                ? Results.Problem("refused", statusCode: status, extensions: new Dictionary<string, object?> { ["code"] = code })
                : Results.Json(new { id = Guid.Empty, day = "2026-11-23", status = "current", lines = 1 })).ExecuteAsync(http);
        });
        await books.StartAsync();
    }

    private string Local(int port) => string.Create(CultureInfo.InvariantCulture, $"http://localhost:{ports[port]}");

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        int[] free = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        listeners.ForEach(listener => listener.Dispose());
        return free;
    }
}

internal static class Answers
{
    public static async Task<JsonElement> Json(this HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync()).RootElement;

    public static string? Text(this JsonElement json, string member) =>
        json.TryGetProperty(member, out var value) ? value.GetString() : null;
}
