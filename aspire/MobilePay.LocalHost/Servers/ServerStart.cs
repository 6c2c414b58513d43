using MobilePay.LocalHost.Install;
using MobilePay.LocalHost.Processes;

namespace MobilePay.LocalHost.Servers;

/// <summary>What starting PostgreSQL and starting RabbitMQ have in common.</summary>
internal static class ServerStart
{
    /// <summary>Installs both servers' packages in one go where they are missing, since a platform needs both.</summary>
    public static async Task EnsureInstalled(
        IReadOnlyList<string> packages, ProgramSearch programs, LocalFolder folder, IProgress<string> progress,
        CancellationToken stop)
    {
        string[] missing = [.. packages.Where(package => !IsPresent(package, programs))];
        if (missing.Length > 0)
            await DebianPackages.Install(missing, programs.MayInstall,
                () => missing.All(package => IsPresent(package, programs)), folder.Log("install"), progress, stop);
    }

    /// <summary>Waits until <paramref name="isReady"/>, or throws a sentence when the process ends or the time is up.</summary>
    public static async Task UntilReady(
        ChildProcess process, Func<CancellationToken, Task<bool>> isReady, TimeSpan within, CancellationToken stop)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stop);
        deadline.CancelAfter(within);
        try
        {
            while (!await isReady(deadline.Token))
            {
                if (process.Exited.IsCompleted)
                    throw new CannotStartException(await process.DescribeExit("while starting"));
                await Task.Delay(100, deadline.Token);
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new CannotStartException(
                $"{process.Name} was not ready within {within.TotalSeconds:0} seconds.{process.LastLines()}");
        }
    }

    private static bool IsPresent(string package, ProgramSearch programs) => package switch
    {
        "postgresql" => programs.Postgres(version: null) is not null,
        "rabbitmq-server" => programs.RabbitMqServer is not null,
        _ => throw new ArgumentOutOfRangeException(nameof(package), package, "Not a package of ours."),
    };
}
