using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using MobilePay.PatientWeb.Visits;

namespace MobilePay.PatientWeb.Tests.Support;

/// <summary>The pages on a real port, and beside them a stand-in for the services they ask.</summary>
public sealed class PatientApp : IAsyncLifetime, IAsyncDisposable
{
    private readonly Pages pages;

    public PatientApp() => pages = new(this);

    public StandIn Services { get; } = new();

    /// <summary>A clock that stands still; its timers fire at once, so that rests before a repeat take no time.</summary>
    public ImpatientTime Clock { get; } = new();

    public Logbook Log { get; } = new();

    public Sealing Sealing => pages.Services.GetRequiredService<Sealing>();

    public Uri Address { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await Services.Start();
        pages.UseKestrel(0);
        pages.StartServer();
        Address = pages.ClientOptions.BaseAddress;
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await pages.DisposeAsync();
        await Services.DisposeAsync();
    }

    public Walker Walker(string agent = Agents.WeChat, string lang = "zh") => new(Address, agent, lang);

    private sealed class Pages(PatientApp app) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            foreach (var service in new[] { "prescriptions", "payments", "banksettlement" })
                builder.UseSetting($"services:{service}:http:0", app.Services.Address);
            builder.UseSetting("Patient:PublicUrl", "http://pay.example");
            builder.UseSetting("Patient:CashierOrigins:0", "http://cashier.example");
            builder.UseSetting("Patient:Colours:SYN000000", "#C2185B");
            builder.ConfigureLogging(log => log.ClearProviders().AddProvider(app.Log));
            builder.ConfigureTestServices(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(app.Clock)));
        }
    }
}

/// <summary>Time that only moves when told, except that nobody waits for a timer.</summary>
public sealed class ImpatientTime : FakeTimeProvider
{
    public ImpatientTime()
        : base(Samples.Now)
    {
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        TimeProvider.System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
}

public static class Agents
{
    public const string WeChat = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Mobile Safari/537.36 MicroMessenger/8.0.50";
    public const string Alipay = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) AppleWebKit/605.1 Mobile AlipayClient/10.5.90";
    public const string Phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1 Mobile Safari/604.1";
    public const string UnionPay = Phone + " UnionPay/1.0 CloudPay";
    public const string Desktop = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36";
}
