using System.Net.Sockets;
using MobilePay.LocalHost.Processes;

namespace MobilePay.LocalHost.Servers;

/// <summary>A RabbitMQ of one's own, on the loopback address only, with a user of its own and no guest.</summary>
public sealed class RabbitMqServer : IAsyncDisposable
{
    private const string User = "mobilepay";
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(30);
    private readonly ChildProcess process;
    private readonly LocalFolder? ownFolder;
    private readonly bool isTemporary;
    private bool isStopped;

    private RabbitMqServer(ChildProcess process, LocalFolder? ownFolder, bool isTemporary, int port, string password)
    {
        (this.process, this.ownFolder, this.isTemporary, Port) = (process, ownFolder, isTemporary, port);
        AmqpUri = $"amqp://{User}:{password}@127.0.0.1:{port}/";
    }

    public int Port { get; }

    public int Pid => process.Pid;

    /// <summary>With the user and the password: not for logs.</summary>
    public string AmqpUri { get; }

    internal ChildProcess Process => process;

    /// <summary>Installs RabbitMQ if missing, and returns when it speaks AMQP.</summary>
    public static async Task<RabbitMqServer> Start(
        ServerOptions options, IProgress<string>? progress = null, CancellationToken stop = default)
    {
        progress ??= Silence.Instance;
        var folder = await LocalFolder.Open(options.Folder, progress, stop);
        try
        {
            await ServerStart.EnsureInstalled(["rabbitmq-server"], options.Programs, folder, progress, stop);
            return await Start(options, folder, isOwnFolder: true, progress, stop);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    internal static async Task<RabbitMqServer> Start(
        ServerOptions options, LocalFolder folder, bool isOwnFolder, IProgress<string> progress, CancellationToken stop)
    {
        var port = options.Port == 0 ? Ports.Free() : options.Port;
        var distributionPort = options.DistributionPort == 0 ? Ports.Free() : options.DistributionPort;

        // A node whose ports are taken ends with a crash dump instead of a reason.
        Ports.RequireFree([port, distributionPort]);

        var user = Unix.IsRoot ? "rabbitmq" : null;
        var files = await folder.FolderFor("rabbitmq", user, stop);
        var password = folder.Secrets.Password("rabbitmq");
        var node = new RabbitMqNode(files, folder.Secrets.Password("node")[..8], port, distributionPort, user);
        await node.WriteConfiguration(stop);

        progress.Report($"Starting RabbitMQ on port {port}.");
        var program = options.Programs.RabbitMqServer
            ?? throw new CannotStartException("The program rabbitmq-server is missing.");
        var process = ChildProcess.Start(node.Command(program, folder.Log("rabbitmq"), User, password), folder.Ledger);
        try
        {
            await ServerStart.UntilReady(process, token => SpeaksAmqp(port, token), options.ReadyWithin, stop);
            return new RabbitMqServer(process, isOwnFolder ? folder : null, options.RemoveFilesAtStop, port, password);
        }
        catch
        {
            await process.Stop(StopWithin);
            throw;
        }
    }

    public async Task Stop()
    {
        await process.Stop(StopWithin);
        if (isTemporary && !isStopped)
            ownFolder?.RemoveFiles();
        isStopped = true;
        ownFolder?.Dispose();
    }

    public async ValueTask DisposeAsync() => await Stop();

    /// <summary>RabbitMQ opens its port last, and answers the greeting with a method frame.</summary>
    internal static async Task<bool> SpeaksAmqp(int port, CancellationToken stop)
    {
        byte[] greeting = [(byte)'A', (byte)'M', (byte)'Q', (byte)'P', 0, 0, 9, 1];
        const byte methodFrame = 1;
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", port, stop);
            await client.GetStream().WriteAsync(greeting, stop);
            var first = new byte[1];
            return await client.GetStream().ReadAsync(first, stop) == 1 && first[0] == methodFrame;
        }
        catch (Exception notYet) when (notYet is SocketException or IOException)
        {
            return false;
        }
    }
}
