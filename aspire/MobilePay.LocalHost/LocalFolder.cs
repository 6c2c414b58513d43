using System.Security.Cryptography;
using System.Text;
using MobilePay.LocalHost.Processes;

namespace MobilePay.LocalHost;

/// <summary>The folder of one local installation, held by one process at a time.</summary>
internal sealed class LocalFolder : IDisposable
{
    private readonly FileStream held;
    private readonly IProgress<string> progress;

    private LocalFolder(string root, FileStream held, IProgress<string> progress)
    {
        (Root, this.held, this.progress) = (root, held, progress);
        Ledger = new RunLedger(In("run.json"));
        Secrets = new LocalSecrets(In("secrets.json"));
    }

    public string Root { get; }

    public RunLedger Ledger { get; }

    public LocalSecrets Secrets { get; }

    private string Refuge => Path.Combine(
        "/var/lib/mobilepay-local", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Root)))[..12]);

    /// <summary>Takes the folder, and ends what an earlier holder that crashed left running in it.</summary>
    public static async Task<LocalFolder> Open(string path, IProgress<string> progress, CancellationToken stop)
    {
        if (!OperatingSystem.IsLinux())
            throw new CannotStartException(
                "MobilePay.LocalHost runs on Linux only; on Windows use WSL 2, elsewhere a container.");

        var root = Path.GetFullPath(path);
        var folder = new LocalFolder(root, Take(root), progress);

        // Whoever waits for this file must not find the one of a run that crashed.
        File.Delete(folder.EndpointsFile);
        await folder.Ledger.StopLeftovers(progress, stop);
        return folder;
    }

    public string EndpointsFile => In("endpoints.json");

    public string In(string name) => Path.Combine(Root, name);

    public string Log(string name) => Path.Combine(Root, "logs", name + ".log");

    /// <summary>A folder that belongs to <paramref name="user"/>, which is null where everything runs as the caller.</summary>
    public async Task<string> FolderFor(string name, string? user, CancellationToken stop)
    {
        var folder = In(name);
        if (user is not null && !await IsReachable(user, stop))
        {
            // Root's home, typically: closed to the users the servers must run as.
            folder = Path.Combine(Refuge, name);
            progress.Report($"The user {user} may not enter {Root}, so {name} keeps its files in {folder}.");
        }

        PrivateFolder.Create(folder);
        if (user is not null)
            await Commands.Require($"give {folder} to {user}", "chown", [$"{user}:{user}", folder], stop);
        return folder;
    }

    /// <summary>Removes databases, queues and the sandbox's books; logs and secrets stay.</summary>
    public void Reset()
    {
        RemoveFiles();
        progress.Report($"Removed the databases, queues and sandbox books of {Root}.");
    }

    public void RemoveFiles()
    {
        foreach (var folder in (string[])[In("postgres"), In("rabbitmq"), In("sandbox"), In("keys"), In("console"), Refuge])
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
    }

    public void Dispose() => held.Dispose();

    private static FileStream Take(string root)
    {
        try
        {
            Directory.CreateDirectory(root);
            var file = new FileStream(Path.Combine(root, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return file;
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new CannotStartException($"The folder {root} cannot be written; choose another with --data.", denied);
        }
        catch (IOException taken) when (Directory.Exists(root) && File.Exists(Path.Combine(root, "lock")))
        {
            throw new CannotStartException(
                $"Another MobilePay.LocalHost already runs from {root}; stop it first, or choose another folder with --data.",
                taken);
        }
        catch (IOException broken)
        {
            throw new CannotStartException($"The folder {root} cannot be used: {broken.Message}", broken);
        }
    }

    private async Task<bool> IsReachable(string user, CancellationToken stop)
    {
        var (program, arguments) = Commands.As(user, "test", ["-x", Root]);
        return (await Commands.Run(program, arguments, stop)).IsSuccess;
    }
}
