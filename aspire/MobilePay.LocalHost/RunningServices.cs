using System.Collections.Concurrent;
using MobilePay.LocalHost.Processes;
using MobilePay.LocalHost.Servers;

namespace MobilePay.LocalHost;

/// <summary>The services' processes: started, watched until ready, stopped.</summary>
internal sealed class RunningServices(LocalFolder folder, SettingValues values, TimeSpan readyWithin, Action<ChildProcess> watch)
    : IDisposable
{
    // Longer than the 25 seconds a service takes at most to finish the requests it has begun.
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, ChildProcess> running = new();
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(10) };

    public IReadOnlyDictionary<string, int> Pids => running.ToDictionary(entry => entry.Key, entry => entry.Value.Pid);

    /// <summary>Returns when the service says that it is ready.</summary>
    public async Task Start(Service service, IReadOnlyDictionary<string, string?> environment, CancellationToken stop)
    {
        var program = Repository.ProgramOf(service);
        if (!File.Exists(program))
            throw new CannotStartException($"{service.Name} has not been built: {program} is missing; start without --no-build.");

        var command = new ChildCommand(service.Name, "dotnet", ["exec", program], folder.Log(service.Name))
        {
            WorkingDirectory = Repository.FolderOf(service),
            Environment = environment,
        };
        var process = ChildProcess.Start(command, folder.Ledger);
        running[service.Name] = process;
        var address = new Uri($"http://127.0.0.1:{values.Port(service)}/health/ready");
        await ServerStart.UntilReady(process, token => IsReady(service, address, token), readyWithin, stop);
        watch(process);
    }

    public Task Stop(string name) => running.TryRemove(name, out var process) ? process.Stop(StopWithin) : Task.CompletedTask;

    public Task Kill(string name) => running.TryRemove(name, out var process) ? process.Kill() : Task.CompletedTask;

    public Task StopAll(IEnumerable<string> names) => Task.WhenAll(names.Select(Stop));

    public void Dispose() => http.Dispose();

    private async Task<bool> IsReady(Service service, Uri address, CancellationToken stop)
    {
        try
        {
            using var answer = await http.GetAsync(address, stop);

            // The others are told what is in the sandbox's credentials, so it is of no use before they are written.
            return answer.IsSuccessStatusCode && (!service.IsSandbox || File.Exists(values.Credentials));
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (TaskCanceledException) when (!stop.IsCancellationRequested)
        {
            return false;
        }
    }
}
