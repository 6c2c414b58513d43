using System.Globalization;
using MobilePay.LocalHost.Processes;

namespace MobilePay.LocalHost.Tests.Support;

/// <summary>What the system says about running processes.</summary>
internal static class Proc
{
    public static int EffectiveUserOf(int pid)
    {
        var line = File.ReadLines($"/proc/{pid}/status").Single(line => line.StartsWith("Uid:", StringComparison.Ordinal));
        return int.Parse(line.Split('\t')[2], CultureInfo.InvariantCulture);
    }

    public static bool IsRunning(int pid) => ProcessIdentity.Of(pid) is not null;

    /// <summary>Processes whose command line or environment names the folder: everything started for it, at any depth.</summary>
    public static IReadOnlyList<int> SpeakingOf(string folder) =>
        [.. ProcessIdentity.AllPids().Where(pid => pid != Environment.ProcessId && IsRunning(pid) && !IsPortMapper(pid)
            && (Read(pid, "cmdline").Contains(folder, StringComparison.Ordinal)
                || Read(pid, "environ").Contains(folder, StringComparison.Ordinal)))];

    // Erlang's port mapper is shared by all nodes of a machine and stays by design.
    private static bool IsPortMapper(int pid) => Read(pid, "comm").Trim() == "epmd";

    private static string Read(int pid, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/{file}");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
