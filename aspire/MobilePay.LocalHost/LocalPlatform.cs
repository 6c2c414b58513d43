using MobilePay.LocalHost.Processes;
using MobilePay.LocalHost.Servers;
using Npgsql;

namespace MobilePay.LocalHost;

/// <summary>The whole platform on this machine, from its databases to its pages, until it is disposed of.</summary>
public sealed class LocalPlatform : IAsyncDisposable
{
    private readonly LocalPlatformOptions options;
    private readonly LocalFolder folder;
    private readonly IProgress<string> progress;
    private readonly Topology topology;
    private readonly SettingValues values;
    private readonly RunningServices services;
    private readonly TaskCompletionSource<string> failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private PostgresServer? postgres;
    private RabbitMqServer? rabbitMq;

    private LocalPlatform(LocalPlatformOptions options, LocalFolder folder, IProgress<string> progress)
    {
        (this.options, this.folder, this.progress) = (options, folder, progress);
        topology = options.Topology;
        values = new SettingValues(topology, options.PortBase, folder);
        services = new RunningServices(folder, values, options.ReadyWithin, Watch);
    }

    public Endpoints Endpoints => new()
    {
        Public = Url("public"),
        Hospital = Url("hospital"),
        Finance = Url("finance"),
        Sandbox = Url("sandbox"),
        WeChat = Url("wechat"),
        Alipay = Url("alipay"),
        Bank = Url("bank"),
        His = Url("his"),
        RabbitMq = Broker,
        Postgres = Started.Where(service => service.HasDatabase)
            .ToDictionary(service => service.Name, service => Database(service.DatabaseName)),
        Processes = Processes(),
    };

    /// <summary>Holds endpoints.json and logs/.</summary>
    public string Folder => folder.Root;

    /// <summary>Completes with a sentence when something ends that nobody stopped.</summary>
    public Task<string> Failed => failed.Task;

    private IEnumerable<Service> Started => topology.Services.Where(service => options.HasSandbox || !service.IsSandbox);

    private string Broker => options.ExternalRabbitMq ?? rabbitMq!.AmqpUri;

    /// <summary>Returns when every service is ready; when that fails, everything begun is stopped again.</summary>
    public static async Task<LocalPlatform> Start(
        LocalPlatformOptions options, IProgress<string>? progress = null, CancellationToken stop = default)
    {
        progress ??= Silence.Instance;
        var folder = await LocalFolder.Open(options.Folder, progress, stop);
        var platform = new LocalPlatform(options, folder, progress);
        try
        {
            await platform.Prepare(stop);
            await platform.StartServers(stop);
            await platform.StartServices(stop);
            platform.WriteEndpoints();
            return platform;
        }
        catch
        {
            await platform.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a service again after <see cref="StopService"/> or <see cref="KillService"/>.</summary>
    public async Task StartService(string name, CancellationToken stop = default)
    {
        var service = topology.Named(name);
        var environment = values.EnvironmentOf(service, Database, Broker, options.HasSandbox);
        await services.Start(service, environment, stop);
        if (File.Exists(folder.EndpointsFile))
            WriteEndpoints();
    }

    public Task StopService(string name) => services.Stop(name);

    /// <summary>Ends a service as a crash would.</summary>
    public Task KillService(string name) => services.Kill(name);

    /// <summary>Services first, then the sandbox, then the servers they all use.</summary>
    public async ValueTask DisposeAsync()
    {
        File.Delete(folder.EndpointsFile);
        await services.StopAll(topology.Services.Where(service => !service.IsSandbox).Select(service => service.Name));
        await services.StopAll(topology.Services.Where(service => service.IsSandbox).Select(service => service.Name));
        if (rabbitMq is not null)
            await rabbitMq.Stop();
        if (postgres is not null)
            await postgres.Stop();
        services.Dispose();
        if (options.RemoveFilesAtStop)
            folder.RemoveFiles();
        folder.Dispose();
    }

    private async Task Prepare(CancellationToken stop)
    {
        if (options.Reset)
            folder.Reset();

        progress.Report("Checking the ports.");
        Ports.RequireFree(PortsNeeded());

        List<string> packages = [];
        if (options.ExternalPostgres is null)
            packages.Add("postgresql");
        if (options.ExternalRabbitMq is null)
            packages.Add("rabbitmq-server");
        await ServerStart.EnsureInstalled(packages, options.Programs, folder, progress, stop);

        if (options.Build && Started.Any(service => service.Assembly is null))
            await ServiceBuild.Run(folder.Log("build"), progress, stop);
    }

    private async Task StartServers(CancellationToken stop)
    {
        await Together.Run([StartPostgres, StartRabbitMq], stop);
        await Task.WhenAll(Started.Where(service => service.HasDatabase).Select(service =>
            Databases.Create(Database("postgres"), service.DatabaseName, stop)));

        async Task StartPostgres(CancellationToken token)
        {
            if (options.ExternalPostgres is not null)
                return;
            postgres = await PostgresServer.Start(
                ServerAt(Topology.PostgresPortOffset), folder, isOwnFolder: false, progress, token);
            Watch(postgres.Process);
        }

        async Task StartRabbitMq(CancellationToken token)
        {
            if (options.ExternalRabbitMq is not null)
                return;
            rabbitMq = await RabbitMqServer.Start(
                ServerAt(Topology.RabbitMqPortOffset), folder, isOwnFolder: false, progress, token);
            Watch(rabbitMq.Process);
        }
    }

    private async Task StartServices(CancellationToken stop)
    {
        foreach (var sandbox in Started.Where(service => service.IsSandbox))
        {
            progress.Report($"Starting {sandbox.Name}, the world outside.");
            await StartService(sandbox.Name, stop);
        }

        var others = Started.Where(service => !service.IsSandbox).ToList();
        progress.Report($"Starting {string.Join(", ", others.Select(service => service.Name))}.");
        await Together.Run(others.Select(StartOne), stop);

        Func<CancellationToken, Task> StartOne(Service service) => async token =>
        {
            await StartService(service.Name, token);
            progress.Report($"  {service.Name} is ready.");
        };
    }

    private ServerOptions ServerAt(int portOffset) => new()
    {
        Folder = folder.Root,
        Port = options.PortBase + portOffset,
        DistributionPort = options.PortBase + Topology.RabbitMqDistributionPortOffset,
        Programs = options.Programs,
        PostgresSettings = options.PostgresSettings,
        ReadyWithin = options.ReadyWithin,
    };

    private IEnumerable<int> PortsNeeded()
    {
        var offsets = Started.SelectMany(service =>
            service.Listeners.Select(listener => listener.PortOffset).Append(service.PortOffset));
        if (options.ExternalPostgres is null)
            offsets = offsets.Append(Topology.PostgresPortOffset);
        if (options.ExternalRabbitMq is null)
            offsets = offsets.Concat([Topology.RabbitMqPortOffset, Topology.RabbitMqDistributionPortOffset]);
        return offsets.Select(offset => options.PortBase + offset).Distinct().Order();
    }

    private string Database(string name) => options.ExternalPostgres is { } external
        ? new NpgsqlConnectionStringBuilder(external) { Database = name }.ConnectionString
        : postgres!.ConnectionString(name);

    private string? Url(string listener) =>
        Started.Any(service => service.Listeners.Any(known => known.Name == listener)) ? values.Url(listener) : null;

    private Dictionary<string, int> Processes()
    {
        var processes = new Dictionary<string, int>(services.Pids);
        if (postgres is not null)
            processes["postgres"] = postgres.Pid;
        if (rabbitMq is not null)
            processes["rabbitmq"] = rabbitMq.Pid;
        return processes;
    }

    private void WriteEndpoints() => AtomicFile.Write(folder.EndpointsFile, Endpoints.ToJson());

    private void Watch(ChildProcess process) => process.Exited.ContinueWith(
        async _ =>
        {
            if (!process.IsStopping)
                failed.TrySetResult(await process.DescribeExit("while the platform was running"));
        },
        TaskScheduler.Default);
}
