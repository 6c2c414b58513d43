using System.Diagnostics;
using System.Globalization;
using MobilePay.LocalHost.Processes;

namespace MobilePay.LocalHost.Tests.Support;

/// <summary>LocalHost as people run it: a process of its own, with the small platform of the trial host.</summary>
internal sealed class HostProcess : IDisposable
{
    // A safety net for slow machines only.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly Process process;
    private readonly string folder;
    private readonly Task<string> output;
    private readonly Task<string> errors;

    private HostProcess(Process process, string folder)
    {
        (this.process, this.folder) = (process, folder);
        output = process.StandardOutput.ReadToEndAsync();
        errors = process.StandardError.ReadToEndAsync();
    }

    public int Pid => process.Id;

    public static HostProcess Start(string folder, int portBase, params string[] more) => Run(
        folder, ["--data", folder, "--port-base", portBase.ToString(CultureInfo.InvariantCulture), "--no-build", .. more]);

    public static HostProcess Run(string folder, string[] arguments)
    {
        var program = typeof(TrialHost.TrialTopology).Assembly.Location;

        // A shell's background job hands down a deaf ear for Ctrl-C; at a terminal nobody has it.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", "exec", program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("ConnectionStrings__postgres");
        start.Environment.Remove("ConnectionStrings__rabbitmq");
        return new HostProcess(Process.Start(start)!, folder);
    }

    public async Task<Endpoints> Ready(Endpoints? insteadOf = null)
    {
        var file = Path.Combine(folder, "endpoints.json");
        using var deadline = new CancellationTokenSource(Patience);
        while (Known() is null)
        {
            if (process.HasExited)
                throw new InvalidOperationException($"LocalHost ended: {await output}{await errors}");
            await Task.Delay(100, deadline.Token);
        }

        return Known()!;

        Endpoints? Known()
        {
            try
            {
                var found = Endpoints.Read(file);
                return found.Processes["gateway"] == insteadOf?.Processes["gateway"] ? null : found;
            }
            catch (FileNotFoundException)
            {
                return null;
            }
        }
    }

    public void Terminate() => Unix.Send(process.Id, UnixSignal.Terminate);

    public void Interrupt() => Unix.Send(process.Id, UnixSignal.Interrupt);

    /// <summary>As a crash: it has no chance to tidy up.</summary>
    public async Task Crash()
    {
        Unix.Send(process.Id, UnixSignal.Kill);
        await process.WaitForExitAsync();
    }

    public async Task<(int ExitCode, string Output, string Errors)> Ended()
    {
        await process.WaitForExitAsync().WaitAsync(Patience);
        return (process.ExitCode, await output, await errors);
    }

    public void Dispose()
    {
        if (!process.HasExited)
            Unix.Send(process.Id, UnixSignal.Terminate);
        process.WaitForExit((int)Patience.TotalMilliseconds);
        process.Dispose();
    }
}
