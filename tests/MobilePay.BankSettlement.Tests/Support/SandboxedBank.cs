using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MobilePay.BankSettlement.Persistence;
using MobilePay.Sandbox;
using MobilePay.ServiceDefaults.Messaging;

namespace MobilePay.BankSettlement.Tests.Support;

/// <summary>The service on a port of its own, with the Sandbox in this process as the outside world.</summary>
internal sealed class SandboxedBank : WebApplicationFactory<BankSettlementDbContext>
{
    private const string AppSecret = "the-app-secret-of-the-sandbox";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mobilepay-sandbox-");
    private readonly int[] ports = FreePorts(6);
    private readonly string database;
    private readonly Dictionary<string, string>? settings;
    private WebApplication? sandbox;
    private JsonElement credentials;

    private SandboxedBank(string database, Dictionary<string, string>? settings) =>
        (this.database, this.settings) = (database, settings);

    public HttpClient Http { get; private set; } = null!;

    /// <summary>The sandbox's port for people and control.</summary>
    public HttpClient World { get; private set; } = null!;

    /// <summary>What the sandbox issued.</summary>
    public string Credential(string party, string member) =>
        credentials.GetProperty(party).Text(char.ToLowerInvariant(member[0]) + member[1..]);

    private string Own => Local(ports[5]);

    /// <param name="settings">Beside those that make the sandbox the outside world.</param>
    public static async Task<SandboxedBank> Start(PostgresFixture postgres, Dictionary<string, string>? settings = null)
    {
        var bank = new SandboxedBank(await postgres.NewDatabase(), settings);
        bank.sandbox = SandboxApp.Build(bank.SandboxArguments());
        await bank.sandbox.StartAsync();
        var file = Path.Combine(bank.folder.FullName, "credentials.json");
        bank.credentials = JsonDocument.Parse(await File.ReadAllBytesAsync(file)).RootElement;
        bank.UseKestrel(bank.ports[5]);
        bank.StartServer();
        bank.Http = new HttpClient { BaseAddress = new Uri(bank.Own) };
        bank.World = new HttpClient { BaseAddress = new Uri(Local(bank.ports[0])) };

        // Notices are asked for one by one; what the sandbox would send by itself is dropped.
        (await bank.World.PutAsJsonAsync("/faults", new Dictionary<string, object> { ["wechat.notify"] = new { mode = "drop" } }))
            .EnsureSuccessStatusCode();
        return bank;
    }

    /// <summary>The types of the messages that are to leave, in order.</summary>
    public async Task<List<string>> Announced()
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<BankSettlementDbContext>().Set<OutboxMessage>()
            .OrderBy(m => m.Id).Select(m => m.Type).ToListAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await sandbox!.DisposeAsync();
        Http.Dispose();
        World.Dispose();
        folder.Delete(recursive: true);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("ConnectionStrings:banksettlementdb", database + ";Maximum Pool Size=10");
        builder.UseSetting("ConnectionStrings:rabbitmq", "amqp://nobody:nothing@127.0.0.1:1/");
        builder.UseSetting("Database:MigrateAtStart", "true");
        builder.UseSetting("PersonalData:Key", Convert.ToBase64String(new byte[32]));
        builder.UseSetting("WeChat:BaseUrl", Credential("wechat", "baseUrl"));
        builder.UseSetting("WeChat:ApiUrl", Credential("wechat", "baseUrl"));
        builder.UseSetting("WeChat:OAuthUrl", Credential("wechat", "baseUrl") + "/connect/oauth2/authorize");
        builder.UseSetting("WeChat:NotifyUrl", Own + "/notify/wechat");
        builder.UseSetting("WeChat:Merchants:0:HospitalId", TestMerchant.Hospital);
        builder.UseSetting("WeChat:Merchants:0:AppSecret", AppSecret);
        builder.UseSetting("WeChat:Merchants:0:PrivateKeyPem", Credential("wechat", "merchantPrivateKeyPem"));
        string[] same = ["MchId", "AppId", "MerchantSerial", "PlatformPublicKeyId", "PlatformPublicKeyPem", "ApiV3Key"];
        foreach (var member in same)
            builder.UseSetting($"WeChat:Merchants:0:{member}", Credential("wechat", member));
        Others(builder);
        builder.UseSetting("Statements:UnchangedFor", "00:00:00.300");
        foreach (var (name, value) in settings ?? [])
            builder.UseSetting(name, value);
        builder.ConfigureTestServices(BankApp.Rest);
    }

    private void Others(IWebHostBuilder builder)
    {
        builder.UseSetting("Alipay:GatewayUrl", Credential("alipay", "gatewayUrl"));
        builder.UseSetting("Alipay:NotifyUrl", Own + "/notify/alipay");
        builder.UseSetting("Alipay:Merchants:0:HospitalId", TestMerchant.Hospital);
        foreach (var member in (string[])["AppId", "SellerId", "AppPrivateKeyPem", "AlipayPublicKeyPem"])
            builder.UseSetting($"Alipay:Merchants:0:{member}", Credential("alipay", member));

        builder.UseSetting("Bank:BaseUrl", Credential("bank", "baseUrl"));
        builder.UseSetting("Bank:NotifyUrl", Own + "/notify/bank");
        builder.UseSetting("Bank:ConfirmUrl", Own + "/pay/bank");
        builder.UseSetting("Bank:Merchants:0:HospitalId", TestMerchant.Hospital);
        builder.UseSetting("Bank:Merchants:0:TrId", TestBank.TrId);
        builder.UseSetting("Bank:Merchants:0:PrivateKeyPem", Credential("bank", "merchantPrivateKeyPem"));
        foreach (var member in (string[])["MerId", "CertId", "AcquirerCertPem"])
            builder.UseSetting($"Bank:Merchants:0:{member}", Credential("bank", member));
    }

    private string[] SandboxArguments() =>
    [
        $"--Sandbox:Directory={folder.FullName}", $"--Sandbox:WeChatAppSecret={AppSecret}", $"--Sandbox:PlatformPublicUrl={Own}",
        "--Logging:LogLevel:Default=Warning",
        .. new[] { "People", "WeChat", "Alipay", "Bank", "His" }.Select((name, i) => $"--Sandbox:Ports:{name}={ports[i]}"),
    ];

    private static string Local(int port) => string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}");

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        int[] free = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        listeners.ForEach(listener => listener.Dispose());
        return free;
    }
}
