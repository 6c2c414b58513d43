using System.Diagnostics;

namespace MobilePay.LocalHost.Processes;

internal sealed record ChildCommand(string Name, string Program, IReadOnlyList<string> Arguments, string LogFile)
{
    public required string WorkingDirectory { get; init; }

    /// <summary>A null value removes a variable that would otherwise be inherited.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>The system user to run as; null for the caller.</summary>
    public string? User { get; init; }

    public UnixSignal StopSignal { get; init; } = UnixSignal.Terminate;
}

/// <summary>A long-running program with a log file of its own, noted in the ledger while it lives.</summary>
internal sealed class ChildProcess
{
    private readonly Process process;
    private readonly ChildCommand command;
    private readonly RunLedger ledger;

    private ChildProcess(Process process, ChildCommand command, RunLedger ledger)
    {
        (this.process, this.command, this.ledger) = (process, command, ledger);
        Pid = process.Id;
        Exited = WaitForExit();
    }

    public string Name => command.Name;

    public int Pid { get; }

    public string LogFile => command.LogFile;

    public bool IsStopping { get; private set; }

    /// <summary>Completes with the exit code.</summary>
    public Task<int> Exited { get; }

    public static ChildProcess Start(ChildCommand command, RunLedger ledger)
    {
        Rotate(command.LogFile);

        // A session of its own keeps the terminal's Ctrl-C away, so that the order of stopping stays ours; the shell opens
        // the log itself, so that the child can go on writing when we are gone. Both exec: the process number stays.
        var start = new ProcessStartInfo("setsid") { WorkingDirectory = command.WorkingDirectory, UseShellExecute = false };
        string[] prefix = ["/bin/sh", "-c", "exec \"$@\" >>\"$0\" 2>&1 </dev/null", command.LogFile];
        foreach (var argument in (string[])[.. prefix, .. AsUser(command), .. command.Arguments])
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in command.Environment)
            start.Environment[name] = value;

        var process = Process.Start(start) ?? throw new InvalidOperationException($"{command.Name} was not started.");
        try
        {
            if (ProcessIdentity.Of(process.Id) is { } identity)
                ledger.Add(command.Name, identity, command.StopSignal);
        }
        catch
        {
            // What cannot be noted would be lost after a crash, so it does not run.
            process.Kill();
            throw;
        }

        return new ChildProcess(process, command, ledger);
    }

    /// <summary>Asks it to stop, and ends it with everything it started when it has not within the deadline.</summary>
    public async Task Stop(TimeSpan within)
    {
        IsStopping = true;
        if (!Exited.IsCompleted)
            Unix.Send(Pid, command.StopSignal);

        await Task.WhenAny(Exited, Task.Delay(within));
        await Kill();
    }

    /// <summary>Ends it without asking, as a crash would.</summary>
    public async Task Kill()
    {
        IsStopping = true;
        foreach (var pid in ProcessIdentity.InSessionOf(Pid))
            Unix.Send(pid, UnixSignal.Kill);

        await Exited;
        ledger.Remove(Pid);
    }

    /// <summary>The sentence for a program that ended by itself, with the end of what it wrote.</summary>
    public async Task<string> DescribeExit(string when) =>
        $"{Name} ended with exit code {await Exited} {when}.{LastLines()}";

    public string LastLines(int count = 15)
    {
        var lines = File.Exists(LogFile) ? File.ReadLines(LogFile).TakeLast(count).ToList() : [];
        return lines.Count == 0
            ? $" It wrote nothing to {LogFile}."
            : $" The end of {LogFile}:{Environment.NewLine}  {string.Join(Environment.NewLine + "  ", lines)}";
    }

    private async Task<int> WaitForExit()
    {
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private static string[] AsUser(ChildCommand command) => command.User is { } user
        ? ["setpriv", $"--reuid={user}", $"--regid={user}", "--init-groups", "--", command.Program]
        : [command.Program];

    private static void Rotate(string logFile)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(logFile)!);
        if (File.Exists(logFile))
            File.Move(logFile, logFile + ".1", overwrite: true);
    }
}
