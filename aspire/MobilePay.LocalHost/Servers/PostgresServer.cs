using MobilePay.LocalHost.Processes;
using Npgsql;

namespace MobilePay.LocalHost.Servers;

/// <summary>A PostgreSQL of one's own, on the loopback address only, safe for money: nothing acknowledged is lost.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Owner = "mobilepay";
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(30);
    private readonly ChildProcess process;
    private readonly LocalFolder? ownFolder;
    private readonly bool isTemporary;
    private bool isStopped;
    private readonly string password;

    private PostgresServer(ChildProcess process, LocalFolder? ownFolder, bool isTemporary, int port, string password)
    {
        (this.process, this.ownFolder, this.isTemporary) = (process, ownFolder, isTemporary);
        (Port, this.password) = (port, password);
    }

    public int Port { get; }

    public int Pid => process.Pid;

    internal ChildProcess Process => process;

    /// <summary>Installs PostgreSQL if missing, makes its files once, and returns when it takes connections.</summary>
    public static async Task<PostgresServer> Start(
        ServerOptions options, IProgress<string>? progress = null, CancellationToken stop = default)
    {
        progress ??= Silence.Instance;
        var folder = await LocalFolder.Open(options.Folder, progress, stop);
        try
        {
            await ServerStart.EnsureInstalled(["postgresql"], options.Programs, folder, progress, stop);
            return await Start(options, folder, isOwnFolder: true, progress, stop);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    internal static async Task<PostgresServer> Start(
        ServerOptions options, LocalFolder folder, bool isOwnFolder, IProgress<string> progress, CancellationToken stop)
    {
        var port = options.Port == 0 ? Ports.Free() : options.Port;
        Ports.RequireFree([port]);

        // PostgreSQL refuses to run as root, and rightly so.
        var user = Unix.IsRoot ? "postgres" : null;
        var files = await folder.FolderFor("postgres", user, stop);
        var password = folder.Secrets.Password("postgres");
        var cluster = new PostgresCluster(Path.Combine(files, "cluster"), user, options.Programs);
        await cluster.MakeOnce(Owner, password, progress, stop);

        progress.Report($"Starting PostgreSQL on port {port}.");
        var process = ChildProcess.Start(cluster.Command(port, folder.Log("postgres"), options.PostgresSettings), folder.Ledger);
        var server = new PostgresServer(process, isOwnFolder ? folder : null, options.RemoveFilesAtStop, port, password);
        try
        {
            await ServerStart.UntilReady(process, server.AcceptsConnections, options.ReadyWithin, stop);
            return server;
        }
        catch
        {
            await process.Stop(StopWithin);
            throw;
        }
    }

    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Username = Owner,
        Password = password,
        Database = database,
        MaxPoolSize = 40,
    }.ConnectionString;

    /// <summary>Creates an empty database; one that exists already is left as it is.</summary>
    public Task CreateDatabase(string name, CancellationToken stop = default) =>
        Databases.Create(ConnectionString("postgres"), name, stop);

    public async Task Stop()
    {
        await process.Stop(StopWithin);
        if (isTemporary && !isStopped)
            ownFolder?.RemoveFiles();
        isStopped = true;
        ownFolder?.Dispose();
    }

    public async ValueTask DisposeAsync() => await Stop();

    private async Task<bool> AcceptsConnections(CancellationToken stop)
    {
        try
        {
            var check = new NpgsqlConnectionStringBuilder(ConnectionString("postgres")) { Pooling = false, Timeout = 5 };
            await using var connection = new NpgsqlConnection(check.ConnectionString);
            await connection.OpenAsync(stop);
            return true;
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            throw new CannotStartException(
                "The password kept in secrets.json is not the one of this PostgreSQL; --reset makes both anew.", refused);
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
