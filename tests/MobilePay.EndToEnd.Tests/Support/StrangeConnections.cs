using System.Collections.Concurrent;
using System.Globalization;

namespace MobilePay.EndToEnd.Tests.Support;

/// <summary>
/// Looks again and again which TCP connections and UDP questions the services have, and keeps those that leave this machine.
/// A hospital's platform talks to nobody it was not told to.
/// </summary>
public sealed class StrangeConnections : IAsyncDisposable
{
    private readonly CancellationTokenSource ended = new();
    private Task watching = Task.CompletedTask;

    public ConcurrentDictionary<string, int> Seen { get; } = new();

    public int Looks { get; private set; }

    public int OwnConnections { get; private set; }

    public void Watch(int[] processes) => watching = Task.Run(async () =>
    {
        while (!ended.IsCancellationRequested)
        {
            Look(processes);
            await Task.Delay(250, ended.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    });

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await watching;
        ended.Dispose();
    }

    private void Look(int[] processes)
    {
        var owners = processes.SelectMany(Sockets).GroupBy(s => s.Inode).ToDictionary(g => g.Key, g => g.First().Process);
        foreach (var table in (string[])["tcp", "tcp6", "udp", "udp6"])
            foreach (var line in File.ReadLines("/proc/net/" + table).Skip(1))
            {
                var columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                var (remote, inode) = (columns[2].Split(':')[0], columns[9]);
                if (!owners.TryGetValue(inode, out var process))
                    continue;
                OwnConnections++;
                if (!IsHere(remote))
                    Seen.AddOrUpdate($"process {process}: {table} {columns[2]}", 1, (_, count) => count + 1);
            }

        Looks++;
    }

    // Addresses stand there in the machine's byte order: 0100007F is 127.0.0.1, all zeros is a listener.
    private static bool IsHere(string remote) =>
        remote.All(c => c == '0')
        || (remote.Length == 8 && remote.EndsWith("7F", StringComparison.Ordinal))
        || remote == "00000000000000000000000001000000"
        || (remote.Length == 32 && remote.StartsWith("0000000000000000FFFF0000", StringComparison.Ordinal)
            && remote.EndsWith("7F", StringComparison.Ordinal));

    private static IEnumerable<(string Inode, int Process)> Sockets(int process)
    {
        string[] descriptors;
        try
        {
            descriptors = Directory.GetFiles($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/fd");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            yield break;
        }

        foreach (var descriptor in descriptors)
        {
            string? target;
            try
            {
                target = new FileInfo(descriptor).LinkTarget;
            }
            catch (IOException)
            {
                continue;
            }

            if (target is not null && target.StartsWith("socket:[", StringComparison.Ordinal))
                yield return (target[8..^1], process);
        }
    }
}
