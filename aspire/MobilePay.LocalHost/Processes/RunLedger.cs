using System.Text.Json;

namespace MobilePay.LocalHost.Processes;

/// <summary>
/// Which processes were started, on disk, so that a start after a crash finds and ends exactly these and no others.
/// </summary>
internal sealed class RunLedger(string file)
{
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(20);
    private readonly Lock gate = new();
    private readonly List<Entry> entries = [];

    private sealed record Entry(string Name, int Pid, long StartTicks, UnixSignal StopSignal);

    private sealed record Page(string Boot, IReadOnlyList<Entry> Processes);

    public void Add(string name, ProcessIdentity process, UnixSignal stopSignal)
    {
        lock (gate)
        {
            entries.Add(new(name, process.Pid, process.StartTicks, stopSignal));
            Write();
        }
    }

    public void Remove(int pid)
    {
        lock (gate)
        {
            entries.RemoveAll(entry => entry.Pid == pid);
            try
            {
                Write();
            }
            catch (IOException)
            {
                // A full disk must not keep the rest from being stopped; a line about a dead process does no harm.
            }
        }
    }

    /// <summary>Ends what a run that died left behind. The caller holds the folder's lock, so nobody else wants them.</summary>
    public async Task StopLeftovers(IProgress<string> progress, CancellationToken stop)
    {
        var leftovers = Read().Where(entry => new ProcessIdentity(entry.Pid, entry.StartTicks).IsAlive).ToList();
        if (leftovers.Count > 0)
            progress.Report($"An earlier run ended without stopping {string.Join(", ", leftovers.Select(entry => entry.Name))}; "
                + "stopping that first.");

        // Started last, stopped first: services leave before the servers they use.
        foreach (var entry in leftovers.AsEnumerable().Reverse())
            await EndProcess(new(entry.Pid, entry.StartTicks), entry.StopSignal, stop);

        File.Delete(file);
    }

    private static async Task EndProcess(ProcessIdentity process, UnixSignal signal, CancellationToken stop)
    {
        Unix.Send(process.Pid, signal);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stop);
        deadline.CancelAfter(StopWithin);
        try
        {
            while (process.IsAlive)
                await Task.Delay(100, deadline.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // It had its chance; below it is ended without being asked.
        }

        foreach (var pid in ProcessIdentity.InSessionOf(process.Pid))
            Unix.Send(pid, UnixSignal.Kill);
        while (process.IsAlive)
            await Task.Delay(20, stop);
    }

    private IReadOnlyList<Entry> Read()
    {
        if (!File.Exists(file))
            return [];

        try
        {
            var page = JsonSerializer.Deserialize<Page>(File.ReadAllText(file), JsonSerializerOptions.Web);
            return page?.Boot == BootId() ? page.Processes : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private void Write()
    {
        var page = new Page(BootId(), entries);
        AtomicFile.Write(file, JsonSerializer.Serialize(page, JsonSerializerOptions.Web));
    }

    // Start ticks count from boot, so after a restart of the machine the file speaks of nothing that lives.
    private static string BootId() => File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
}
