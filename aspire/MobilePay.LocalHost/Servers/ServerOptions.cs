using MobilePay.LocalHost.Install;

namespace MobilePay.LocalHost.Servers;

/// <summary>Where a server of one's own keeps its files and listens.</summary>
public sealed record ServerOptions
{
    /// <summary>One server a folder. Files survive a stop: the next start from here finds what was written.</summary>
    public required string Folder { get; init; }

    /// <summary>
    /// Remove the files at stop: for tests, whose files may lie outside the folder when the server's user may not enter it.
    /// </summary>
    public bool RemoveFilesAtStop { get; init; }

    /// <summary>0 takes any free port.</summary>
    public int Port { get; init; }

    /// <summary>RabbitMQ only: the port its nodes would speak on; 0 takes any free one.</summary>
    public int DistributionPort { get; init; }

    /// <summary>PostgreSQL only: settings beside our own, which can't be overridden, as for measuring.</summary>
    public IReadOnlyDictionary<string, string> PostgresSettings { get; init; } = new Dictionary<string, string>();

    public ProgramSearch Programs { get; init; } = new();

    /// <summary>A safety net for slow machines, not an expectation.</summary>
    public TimeSpan ReadyWithin { get; init; } = TimeSpan.FromMinutes(3);
}
