using System.Globalization;
using MobilePay.LocalHost.Install;
using MobilePay.LocalHost.Processes;

namespace MobilePay.LocalHost.Servers;

/// <summary>The files of one PostgreSQL, and the commands that make and serve them.</summary>
internal sealed class PostgresCluster(string folder, string? user, ProgramSearch programs)
{
    public async Task MakeOnce(string owner, string password, IProgress<string> progress, CancellationToken stop)
    {
        if (File.Exists(Path.Combine(folder, "PG_VERSION")))
            return;

        progress.Report("Making the database files (once).");

        // Made aside and then renamed: an initdb that was interrupted never looks like a finished one.
        var unfinished = folder + ".unfinished";
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);

        var passwordFile = folder + ".password";
        await WritePassword(passwordFile, password, stop);
        try
        {
            var (program, arguments) = Commands.As(user, Program("initdb"),
                ["--pgdata", unfinished, "--username", owner, "--pwfile", passwordFile,
                 "--auth", "scram-sha-256", "--encoding", "UTF8", "--no-locale", "--data-checksums"]);
            await Commands.Require("make the database files", program, arguments, stop);
        }
        finally
        {
            File.Delete(passwordFile);
        }

        Directory.Move(unfinished, folder);
    }

    public ChildCommand Command(int port, string log, IReadOnlyDictionary<string, string> further) =>
        new("postgres", Program("postgres"), Settings(port, further), log)
        {
            WorkingDirectory = "/",
            User = user,
            // SIGINT is PostgreSQL's fast shutdown: it does not wait for clients to leave.
            StopSignal = UnixSignal.Interrupt,
            Environment = new Dictionary<string, string?> { ["PGDATA"] = null, ["PGPORT"] = null, ["LC_ALL"] = "C" },
        };

    /// <summary>On the command line, where no leftover ALTER SYSTEM can weaken what money rests on.</summary>
    private string[] Settings(int port, IReadOnlyDictionary<string, string> further)
    {
        var settings = new Dictionary<string, string>(further)
        {
            ["listen_addresses"] = "127.0.0.1",
            ["port"] = port.ToString(CultureInfo.InvariantCulture),
            ["unix_socket_directories"] = "",
            ["fsync"] = "on",
            ["full_page_writes"] = "on",
            ["synchronous_commit"] = "on",
            ["password_encryption"] = "scram-sha-256",
            ["max_connections"] = "300",
            ["shared_buffers"] = "128MB",
            ["timezone"] = "UTC",
            ["log_timezone"] = "UTC",
            ["logging_collector"] = "off",
        };
        return ["-D", folder, .. settings.SelectMany(setting => (string[])["-c", $"{setting.Key}={setting.Value}"])];
    }

    private string Program(string name)
    {
        var versionFile = Path.Combine(folder, "PG_VERSION");
        int? version = File.Exists(versionFile)
            ? int.Parse(File.ReadAllText(versionFile).Trim(), CultureInfo.InvariantCulture)
            : null;
        var binaries = programs.Postgres(version) ?? throw new CannotStartException(
            $"The databases were made by PostgreSQL {version}, which is not installed; install it, or start anew with --reset.");
        return Path.Combine(binaries, name);
    }

    // Through standard input, so that the password is never an argument that others could list.
    private async Task WritePassword(string file, string password, CancellationToken stop)
    {
        string[] owner = user is null ? [] : ["-o", user];
        await Commands.Require("hand over the database password", "install",
            ["-m", "600", .. owner, "/dev/stdin", file], stop, password);
    }
}
