using System.Globalization;
using System.Net.NetworkInformation;
using MobilePay.LocalHost.Processes;

namespace MobilePay.LocalHost;

/// <summary>Which TCP ports of this machine are free.</summary>
public static class Ports
{
    /// <summary>How many ports above its base one platform uses.</summary>
    public const int Span = 43;

    // Below 32768 the system does not take ports for outgoing connections, so one found free stays free.
    private const int LowestFree = 20_000;
    private const int HighestFree = 32_700;

    public static int Free() => FreeBase(1);

    /// <summary>The first of <paramref name="count"/> free ports in a row; random, so that two processes rarely meet.</summary>
    public static int FreeBase(int count = Span)
    {
        for (var tries = 0; tries < 1000; tries++)
        {
            var first = Random.Shared.Next(LowestFree, HighestFree - count);
            if (InUse(Enumerable.Range(first, count)) is null)
                return first;
        }

        throw new CannotStartException($"No {count} free ports in a row were found between {LowestFree} and {HighestFree}.");
    }

    internal static int? InUse(IEnumerable<int> ports)
    {
        var listening = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(end => end.Port).ToHashSet();
        foreach (var port in ports)
            if (listening.Contains(port))
                return port;
        return null;
    }

    internal static void RequireFree(IEnumerable<int> ports)
    {
        if (InUse(ports) is { } port)
            throw new CannotStartException(
                $"Port {port} is already in use{Owner(port)}; stop that program, or choose other ports with --port-base.");
    }

    private static string Owner(int port)
    {
        var socket = SocketOf(port);
        if (socket is null)
            return "";

        foreach (var pid in ProcessIdentity.AllPids().Where(pid => Holds(pid, $"socket:[{socket}]")))
            return $" by {File.ReadAllText($"/proc/{pid}/comm").Trim()} (process {pid})";
        return " by a process of another user";
    }

    private static string? SocketOf(int port)
    {
        const string listen = "0A";
        var suffix = ":" + port.ToString("X4", CultureInfo.InvariantCulture);
        return ((string[])["/proc/net/tcp", "/proc/net/tcp6"])
            .Where(File.Exists)
            .SelectMany(table => File.ReadLines(table).Skip(1))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .FirstOrDefault(columns => columns[1].EndsWith(suffix, StringComparison.Ordinal) && columns[3] == listen)?[9];
    }

    private static bool Holds(int pid, string socket)
    {
        try
        {
            return Directory.EnumerateFiles($"/proc/{pid}/fd").Any(fd => new FileInfo(fd).LinkTarget == socket);
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
