using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MobilePay.HisSync.Clients;
using MobilePay.Sandbox;

namespace MobilePay.HisSync.Tests.Support;

#pragma warning disable CA1001 // xunit calls DisposeAsync of IAsyncLifetime, which disposes of everything.

/// <summary>Our adapter on one side, the Sandbox's hospital in this process on the other.</summary>
public sealed class SandboxedHis : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mobilepay-his-");
    private readonly int[] ports = FreePorts(5);
    private readonly HttpClient world = new();
    private WebApplication sandbox = null!;
    private ServiceProvider services = null!;
    private JsonNode credentials = null!;

    public string Hospital => (string)credentials["institution"]!;

    /// <summary>The adapter, signed with <paramref name="secret"/> instead of the hospital's own where one is given.</summary>
    public IHisAdapter Adapter(string? secret = null)
    {
        var found = Hospitals(secret).TryGet(Hospital, out var his);
        found.ShouldBeTrue();
        return his!;
    }

    public async Task InitializeAsync()
    {
        string[] names = ["People", "WeChat", "Alipay", "Bank", "His"];
        sandbox = SandboxApp.Build([
            $"--Sandbox:Directory={folder.FullName}",
            "--Sandbox:WeChatAppSecret=not-used-by-a-hospital",
            "--Sandbox:PlatformHospitalUrl=http://127.0.0.1:1",
            .. names.Select((name, i) => $"--Sandbox:Ports:{name}={ports[i].ToString(CultureInfo.InvariantCulture)}"),
        ]);
        await sandbox.StartAsync();
        var file = Path.Combine(folder.FullName, "credentials.json");
        credentials = JsonNode.Parse(await File.ReadAllTextAsync(file))!["his"]!;
    }

    public async Task DisposeAsync()
    {
        await sandbox.DisposeAsync();
        if (services is not null)
            await services.DisposeAsync();
        world.Dispose();
        folder.Delete(recursive: true);
    }

    /// <summary>A bill in the hospital's book; the platform it would be pushed to is not there, and the desk keeps it.</summary>
    public async Task<string> Issue()
    {
        using var answer = await world.PostAsJsonAsync(People("/desk/prescriptions"), new { });
        var kept = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        return (string?)kept["billNo"] ?? throw new InvalidOperationException(kept.ToJsonString());
    }

    public async Task Desk(string billNo, string what) =>
        (await world.PostAsJsonAsync(People($"/desk/bills/{billNo}/{what}"), new { })).EnsureSuccessStatusCode();

    public async Task Fault(string operation, object fault) => (await world.PutAsJsonAsync(
        People("/faults"), new Dictionary<string, object> { [operation] = fault })).EnsureSuccessStatusCode();

    private string People(string path) => $"http://localhost:{ports[0].ToString(CultureInfo.InvariantCulture)}{path}";

    private Hospitals Hospitals(string? secret)
    {
        var his = new HisOptions
        {
            CallWithin = TimeSpan.FromSeconds(5),
            Hospitals =
            [
                new()
                {
                    Id = Hospital,
                    BaseUrl = (string)credentials["baseUrl"]!,
                    KeyId = (string)credentials["keyId"]!,
                    Secret = secret ?? (string)credentials["secret"]!,
                },
            ],
        };
        services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddServiceDiscovery()
            .AddSingleton(Options.Create(his)).AddHisClients(his).AddConfiguration().BuildServiceProvider();
        return services.GetRequiredService<Hospitals>();
    }

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        int[] free = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        listeners.ForEach(listener => listener.Dispose());
        return free;
    }
}

internal static class EmptyConfiguration
{
    // Service discovery reads it when a client is made; a hospital's address needs none.
    public static IServiceCollection AddConfiguration(this IServiceCollection services) =>
        services.AddSingleton<Microsoft.Extensions.Configuration.IConfiguration>(
            new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build());
}
