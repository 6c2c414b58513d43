using CliWrap;
using MobilePay.LocalHost.Processes;

namespace MobilePay.LocalHost.Install;

/// <summary>Installs Debian or Ubuntu packages where that is allowed, and says what to type where it is not.</summary>
internal static class DebianPackages
{
    private const string StartPolicy = "/usr/sbin/policy-rc.d";

    private const string ForbidStart = $"printf '#!/bin/sh\\nexit 101\\n' > {StartPolicy} && chmod 755 {StartPolicy}";

    // Another apt run on the machine is waited for rather than failed on.
    private static readonly string[] Quiet = ["-o", "DPkg::Lock::Timeout=600", "-o", "APT::Color=0", "-q"];

    /// <summary>Installs under a lock, after asking again whether it is still needed: two runs may get here together.</summary>
    public static async Task Install(
        IReadOnlyList<string> packages, bool mayInstall, Func<bool> isPresent, string log, IProgress<string> progress,
        CancellationToken stop)
    {
        var advice = $"Missing on this machine: {string.Join(", ", packages)}. Install with: "
            + $"sudo apt-get update && sudo apt-get install -y --no-install-recommends {string.Join(' ', packages)}";
        if (!mayInstall || !File.Exists("/usr/bin/apt-get") || await Prefix(stop) is not { } prefix)
            throw new CannotStartException(advice);

        using var alone = await InstallLock.Take(progress, stop);
        if (isPresent())
            return;

        progress.Report($"Installing {string.Join(", ", packages)} with apt-get (its own words go to {log}).");
        Directory.CreateDirectory(Path.GetDirectoryName(log)!);
        await using var output = new FileStream(log, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);

        // A list that cannot be refreshed is no reason to stop: the packages may be in it already.
        await Apt(prefix, ["update"], output, stop);
        var isAptHappy = await InstallWithoutStarting(prefix, packages, output, stop);
        if (!isAptHappy || !isPresent())
            throw new CannotStartException($"apt-get could not install them; its words are in {log}. {advice}");

        progress.Report($"Installed {string.Join(", ", packages)}.");
    }

    private static async Task<bool> InstallWithoutStarting(
        string[] prefix, IReadOnlyList<string> packages, Stream output, CancellationToken stop)
    {
        // Packages start their services at once; ours are started by us, on ports and folders of their own.
        var forbidsStart = !File.Exists(StartPolicy);
        if (forbidsStart)
            await Run(prefix, ["sh", "-c", ForbidStart], output, stop);
        try
        {
            return await Apt(prefix, ["install", "-y", "--no-install-recommends", .. packages], output, stop);
        }
        finally
        {
            if (forbidsStart)
                await Run(prefix, ["rm", "-f", StartPolicy], output, CancellationToken.None);
            if (Directory.Exists("/run/systemd/system"))
                await Run(prefix, ["systemctl", "disable", .. packages.Where(IsService)], output, CancellationToken.None);
        }
    }

    private static bool IsService(string package) => package is "postgresql" or "rabbitmq-server" or "openssh-server";

    private static Task<bool> Apt(string[] prefix, string[] arguments, Stream output, CancellationToken stop) =>
        Run(prefix, ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", .. Quiet, .. arguments], output, stop);

    private static async Task<bool> Run(string[] prefix, string[] command, Stream output, CancellationToken stop)
    {
        string[] all = [.. prefix, .. command];
        var result = await Cli.Wrap(all[0]).WithArguments(all[1..])
            .WithStandardOutputPipe(PipeTarget.ToStream(output))
            .WithStandardErrorPipe(PipeTarget.ToStream(output))
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync(stop);
        return result.IsSuccess;
    }

    /// <summary>What to put before a command to run it as root; null when that right is missing.</summary>
    private static async Task<string[]?> Prefix(CancellationToken stop)
    {
        if (Unix.IsRoot)
            return [];
        if (!File.Exists("/usr/bin/sudo"))
            return null;
        return (await Commands.Run("/usr/bin/sudo", ["-n", "true"], stop)).IsSuccess ? ["/usr/bin/sudo", "-n"] : null;
    }
}
