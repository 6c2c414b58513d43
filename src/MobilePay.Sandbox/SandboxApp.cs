using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;
using MobilePay.Sandbox.Alipay;
using MobilePay.Sandbox.Bank;
using MobilePay.Sandbox.Books;
using MobilePay.Sandbox.Credentials;
using MobilePay.Sandbox.Desk;
using MobilePay.Sandbox.Faults;
using MobilePay.Sandbox.His;
using MobilePay.Sandbox.Listeners;
using MobilePay.Sandbox.Notices;
using MobilePay.Sandbox.Pages;
using MobilePay.Sandbox.Statements;
using MobilePay.Sandbox.WeChat;

namespace MobilePay.Sandbox;

/// <summary>The whole outside world in one process: five listeners, each with its party's paths.</summary>
internal static class SandboxApp
{
    public static WebApplication Build(string[] args, TimeProvider? clock = null)
    {
        // The name is given so that pages are found when a test starts the sandbox in its own process.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(SandboxApp).Assembly.GetName().Name,
        });
        var options = builder.Configuration.GetSection("Sandbox").Get<SandboxOptions>() ?? new();
        var ports = options.Ports;
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            foreach (var port in ports.All)
                if (options.ListenBeyondThisMachine)
                    kestrel.ListenAnyIP(port);
                else
                    kestrel.ListenLocalhost(port);
        });
        // Each call is in the books; two lines more for each would only bury what is worth reading.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("System.Net.Http", LogLevel.Warning);
        AddServices(builder.Services, clock ?? TimeProvider.System);

        var app = builder.Build();
        MapListeners(app, ports);
        return app;
    }

    private static void AddServices(IServiceCollection services, TimeProvider clock)
    {
        services.AddOptions<SandboxOptions>().BindConfiguration("Sandbox").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(clock);
        services.AddSingleton<SandboxDay>();
        services.AddSingleton<MatcherPolicy, ListenerPolicy>();
        services.AddSingleton(provider => CredentialStore.LoadOrCreate(
            provider.GetRequiredService<IOptions<SandboxOptions>>().Value));
        services.AddSingleton<FaultBoard>();
        services.AddSingleton<FaultGate>();
        services.AddSingleton<NoticeRounds>();
        services.AddHttpClient<Postman>(client => client.Timeout = TimeSpan.FromSeconds(5))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
        services.AddProblemDetails();
        services.AddHealthChecks();
        services.AddHttpContextAccessor();
        services.AddWeChat();
        services.AddAlipay();
        services.AddBank();
        services.AddHis();
        services.AddDesk();
        services.AddPages();
        services.AddStatements();
    }

    private static void MapListeners(WebApplication app, ListenerPorts ports)
    {
        // Created before the first request, because other processes wait for the file.
        _ = app.Services.GetRequiredService<OutsideWorldKeys>();

        app.UseStatusCodePages();
        var people = app.MapGroup("").WithMetadata(new ListenerPort(ports.People));
        // A call without a body has no content type, and routing would then prefer another party's catch-all path.
        ((IEndpointConventionBuilder)people).Finally(endpoint =>
        {
            foreach (var accepts in endpoint.Metadata.OfType<IAcceptsMetadata>().ToList())
                endpoint.Metadata.Remove(accepts);
        });
        people.MapHealthChecks("/health/live");
        people.MapHealthChecks("/health/ready");
        people.MapFaults();
        people.MapClock();
        people.MapBooks();
        people.MapWallet();
        people.MapSms();
        people.MapDesk();
        people.MapWeChatControl();
        people.MapWeChatRefundControl();
        people.MapAlipayControl();
        people.MapBankControl();
        people.MapPages();
        people.MapStatements();

        app.MapGroup("").WithMetadata(new ListenerPort(ports.WeChat)).MapWeChat();
        app.MapGroup("").WithMetadata(new ListenerPort(ports.His)).MapHis();
        app.MapGroup("").WithMetadata(new ListenerPort(ports.Alipay)).MapAlipay();
        app.MapGroup("").WithMetadata(new ListenerPort(ports.Bank)).MapBank();
    }
}
