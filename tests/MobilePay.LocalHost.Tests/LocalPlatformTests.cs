using System.Net.Http.Json;
using MobilePay.LocalHost.Servers;
using MobilePay.LocalHost.Tests.Support;
using MobilePay.LocalHost.TrialHost;

namespace MobilePay.LocalHost.Tests;

public sealed class LocalPlatformTests : IDisposable
{
    private readonly TrialFolder folder = new();
    private readonly HttpClient http = new();
    private readonly int portBase = Ports.FreeBase();

    [Fact]
    public async Task Endpoints_are_written_when_all_is_ready_and_gone_when_it_is_stopped()
    {
        var platform = await Start(TrialTopology.Small);
        var file = folder.In("endpoints.json");
        var endpoints = Endpoints.Read(file);

        endpoints.Public.ShouldBe($"http://localhost:{portBase + 19}");
        endpoints.His.ShouldBe($"http://localhost:{portBase + 10}");
        endpoints.Hospital.ShouldBeNull();
        endpoints.RabbitMq.ShouldStartWith("amqp://mobilepay:");
        endpoints.Postgres.Keys.ShouldBe(["payments"]);
        endpoints.Postgres["payments"].ShouldContain("mobilepay_payments");
        endpoints.Processes.Keys.Order().ShouldBe(["gateway", "payments", "postgres", "rabbitmq", "sandbox"]);
        endpoints.Processes.Values.ShouldAllBe(pid => Proc.IsRunning(pid));
        (await http.GetStringAsync(endpoints.Public + "/health/ready")).ShouldBe("ready");
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);

        await platform.DisposeAsync();
        File.Exists(file).ShouldBeFalse();
        Proc.SpeakingOf(folder.Path).ShouldBeEmpty();
        endpoints.Processes.Values.ShouldAllBe(pid => !Proc.IsRunning(pid));
    }

    [Fact]
    public async Task A_service_is_told_what_it_needs_and_no_more()
    {
        await using var platform = await Start(TrialTopology.Small);
        var payments = await EnvironmentOf(21);
        var gateway = await EnvironmentOf(19);

        payments["ConnectionStrings__paymentsdb"].ShouldBe(platform.Endpoints.Postgres["payments"]);
        payments["ConnectionStrings__rabbitmq"].ShouldBe(platform.Endpoints.RabbitMq);
        payments["Database__MigrateAtStart"].ShouldBe("true");
        Convert.FromBase64String(payments["PersonalData__Key"]).Length.ShouldBe(32);
        payments["His__Secret"].ShouldBe("known-to-the-sandbox");
        payments["OTEL_SERVICE_NAME"].ShouldBe("payments");
        gateway["services__payments__http__0"].ShouldBe($"http://127.0.0.1:{portBase + 21}");
        gateway.Keys.ShouldNotContain("PersonalData__Key");
        gateway.Keys.ShouldNotContain("ConnectionStrings__paymentsdb");
        gateway.Keys.ShouldNotContain("ConnectionStrings__rabbitmq");
    }

    [Fact]
    public async Task Servers_named_from_outside_are_used_and_not_stopped()
    {
        using var elsewhere = new TrialFolder();
        await using var others = await Start(new Topology([]), elsewhere.Path, Ports.FreeBase());
        await using var postgres = await PostgresServer.Start(new() { Folder = elsewhere.In("given") });
        var options = Options(TrialTopology.Small) with
        {
            ExternalPostgres = postgres.ConnectionString("postgres"),
            ExternalRabbitMq = others.Endpoints.RabbitMq,
            HasSandbox = false,
        };

        await using (var platform = await LocalPlatform.Start(options))
        {
            platform.Endpoints.Processes.Keys.Order().ShouldBe(["gateway", "payments"]);
            platform.Endpoints.Sandbox.ShouldBeNull();
            platform.Endpoints.RabbitMq.ShouldBe(others.Endpoints.RabbitMq);
        }

        Proc.IsRunning(others.Endpoints.Processes["rabbitmq"]).ShouldBeTrue();
        Proc.IsRunning(postgres.Pid).ShouldBeTrue();
    }

    [Fact]
    public async Task A_given_server_that_does_not_answer_is_one_sentence_without_its_password()
    {
        var options = Options(TrialTopology.Small) with
        {
            ExternalPostgres = $"Host=127.0.0.1;Port={Ports.Free()};Username=someone;Password=never-shown",
        };

        var failure = await Should.ThrowAsync<CannotStartException>(() => LocalPlatform.Start(options));

        failure.Message.ShouldContain("PostgreSQL");
        failure.Message.ShouldNotContain("never-shown");
        Proc.SpeakingOf(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_service_that_ends_at_start_is_named_with_its_last_words_and_nothing_stays()
    {
        var failure = await Should.ThrowAsync<CannotStartException>(() => Start(WithRole("payments", "broken")));

        failure.Message.ShouldContain("payments ended with exit code 3 while starting");
        failure.Message.ShouldContain("The trial service has no wish to start.");
        File.Exists(folder.In("endpoints.json")).ShouldBeFalse();
        Proc.SpeakingOf(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_service_that_ends_later_is_reported_unless_it_was_ended_on_purpose()
    {
        await using var platform = await Start(TrialTopology.Small);
        var before = platform.Endpoints.Processes["payments"];

        await platform.KillService("payments");
        Proc.IsRunning(before).ShouldBeFalse();
        await platform.StartService("payments");
        Endpoints.Read(folder.In("endpoints.json")).Processes["payments"].ShouldNotBe(before);
        platform.Failed.IsCompleted.ShouldBeFalse();

        System.Diagnostics.Process.GetProcessById(platform.Endpoints.Processes["gateway"]).Kill();
        (await platform.Failed.WaitAsync(TimeSpan.FromMinutes(1))).ShouldStartWith("gateway ended with exit code 137");
    }

    [Fact]
    public async Task A_port_in_use_is_named_with_the_process_that_holds_it()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, portBase + 21);
        taken.Start();

        var failure = await Should.ThrowAsync<CannotStartException>(() => Start(TrialTopology.Small));

        failure.Message.ShouldContain($"Port {portBase + 21} is already in use by");
        failure.Message.ShouldContain($"(process {Environment.ProcessId})");
        failure.Message.ShouldContain("--port-base");
    }

    [Fact]
    public async Task Reset_starts_from_empty_books()
    {
        await using (await Start(new Topology([])))
            Directory.CreateDirectory(folder.In("sandbox"));
        File.WriteAllText(folder.In("sandbox/book.json"), "{}");

        await using var platform = await LocalPlatform.Start(Options(new Topology([])) with { Reset = true });

        Directory.Exists(folder.In("sandbox")).ShouldBeFalse();
        File.ReadAllText(folder.In("logs/postgres.log")).ShouldContain("database system is ready");
    }

    [Fact]
    public async Task Two_platforms_live_side_by_side()
    {
        using var elsewhere = new TrialFolder();
        await using var first = await Start(TrialTopology.Small);
        await using var second = await Start(TrialTopology.Small, elsewhere.Path, Ports.FreeBase());

        first.Endpoints.Public.ShouldNotBe(second.Endpoints.Public);
        first.Endpoints.RabbitMq.ShouldNotBe(second.Endpoints.RabbitMq);
    }

    public void Dispose()
    {
        http.Dispose();
        folder.Dispose();
    }

    private static Topology WithRole(string name, string role) => new([.. TrialTopology.Small.Services.Select(service =>
        service.Name == name ? service with { Settings = new Dictionary<string, string> { ["Trial__Role"] = role } } : service)]);

    private LocalPlatformOptions Options(Topology topology) => new()
    {
        Folder = folder.Path,
        PortBase = portBase,
        Build = false,
        Topology = topology,
        ExternalPostgres = null,
        ExternalRabbitMq = null,
    };

    private Task<LocalPlatform> Start(Topology topology) => LocalPlatform.Start(Options(topology));

    private Task<LocalPlatform> Start(Topology topology, string path, int ports) =>
        LocalPlatform.Start(Options(topology) with { Folder = path, PortBase = ports });

    private async Task<Dictionary<string, string>> EnvironmentOf(int portOffset) =>
        (await http.GetFromJsonAsync<Dictionary<string, string>>($"http://127.0.0.1:{portBase + portOffset}/environment"))!;
}
