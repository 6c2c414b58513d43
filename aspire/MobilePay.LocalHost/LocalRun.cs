using System.Runtime.InteropServices;
using Spectre.Console;

namespace MobilePay.LocalHost;

/// <summary>One run from the command line: start, stay or walk the demo, stop; the result is the exit code.</summary>
internal static class LocalRun
{
    private const int Failure = 1;

    public static Task<int> UntilStopped(Func<LocalPlatformOptions> options) => Run(options, async (platform, console, stop) =>
    {
        Board.Print(platform.Endpoints, platform.Folder, console);
        var stopped = new TaskCompletionSource();
        await using var registration = stop.Register(stopped.SetResult);
        if (await Task.WhenAny(stopped.Task, platform.Failed) == stopped.Task)
            return 0;

        await Console.Error.WriteLineAsync(await platform.Failed);
        return Failure;
    });

    public static Task<int> Demo(Func<LocalPlatformOptions> options) => Run(options, async (platform, console, stop) =>
    {
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var walk = LocalHost.Demo.Demo.Run(platform.Endpoints, platform.Folder, console, broken.Token);
        if (await Task.WhenAny(walk, platform.Failed) == walk)
            return await walk;

        await broken.CancelAsync();
        await Console.Error.WriteLineAsync(await platform.Failed);
        return Failure;
    });

    private static async Task<int> Run(
        Func<LocalPlatformOptions> options, Func<LocalPlatform, IAnsiConsole, CancellationToken, Task<int>> stay)
    {
        using var stopping = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
        var progress = new ConsoleProgress(AnsiConsole.Console, TimeProvider.System);
        try
        {
            await using var platform = await LocalPlatform.Start(options(), progress, stopping.Token);
            var exitCode = await stay(platform, AnsiConsole.Console, stopping.Token);
            progress.Report("Stopping everything.");
            return exitCode;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            progress.Report("Stopped before everything was ready.");
            return Failure;
        }
        catch (Exception failure) when (failure is
            CannotStartException or IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            // A full disk, a folder that may not be written: the system's own sentence says it best.
            await Console.Error.WriteLineAsync(failure.Message);
            return Failure;
        }

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stopping.Cancel();
        }
    }
}
