using System.ComponentModel.DataAnnotations;

namespace MobilePay.ServiceDefaults.Database;

public sealed class DatabaseOptions
{
    /// <summary>Bring the schema up to date at start: right on one machine, a job's work on Kubernetes.</summary>
    public bool MigrateAtStart { get; init; }

    /// <summary>How long one statement may take.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "00:05:00")]
    public TimeSpan StatementTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a statement may wait for a lock.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The most connections one process opens to its database.</summary>
    [Range(2, 500)]
    public int ConnectionsMax { get; init; } = 30;
}
