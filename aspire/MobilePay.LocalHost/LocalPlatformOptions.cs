using MobilePay.LocalHost.Install;

namespace MobilePay.LocalHost;

/// <summary>How a platform on this machine is to run.</summary>
public sealed record LocalPlatformOptions
{
    /// <summary>Databases, queues, logs and secrets live here; one platform at a time.</summary>
    public required string Folder { get; init; }

    /// <summary>The public zone's port; the other ports follow from it.</summary>
    public int PortBase { get; init; } = 8080;

    /// <summary>Start from empty databases, queues and sandbox books.</summary>
    public bool Reset { get; init; }

    /// <summary>
    /// Remove databases and queues at stop: for tests, whose files may lie outside the folder when a server may not enter it.
    /// </summary>
    public bool RemoveFilesAtStop { get; init; }

    public bool HasSandbox { get; init; } = true;

    /// <summary>Build the services before starting them.</summary>
    public bool Build { get; init; } = true;

    public Topology Topology { get; init; } = Topology.Whole;

    /// <summary>Settings for our own PostgreSQL beside those that keep money safe, as for measuring.</summary>
    public IReadOnlyDictionary<string, string> PostgresSettings { get; init; } = new Dictionary<string, string>();

    public ProgramSearch Programs { get; init; } = new();

    /// <summary>A PostgreSQL to use instead of an own one: a connection string of a user who may create databases.</summary>
    public string? ExternalPostgres { get; init; } = Environment.GetEnvironmentVariable("ConnectionStrings__postgres");

    /// <summary>A RabbitMQ to use instead of an own one: an amqp address.</summary>
    public string? ExternalRabbitMq { get; init; } = Environment.GetEnvironmentVariable("ConnectionStrings__rabbitmq");

    /// <summary>A safety net for slow machines, not an expectation.</summary>
    public TimeSpan ReadyWithin { get; init; } = TimeSpan.FromMinutes(3);
}
