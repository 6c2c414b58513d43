using MobilePay.LocalHost.Servers;

namespace MobilePay.ServiceDefaults.Tests.Support;

/// <summary>A PostgreSQL and a RabbitMQ of this test run's own.</summary>
public sealed class Servers : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mobilepay-defaults-");
    private int databases;

    public PostgresServer Postgres { get; private set; } = null!;

    public RabbitMqServer RabbitMq { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var postgres = PostgresServer.Start(
            new() { Folder = Path.Combine(folder.FullName, "postgres"), RemoveFilesAtStop = true });
        RabbitMq = await RabbitMqServer.Start(
            new() { Folder = Path.Combine(folder.FullName, "rabbitmq"), RemoveFilesAtStop = true });
        Postgres = await postgres;
    }

    /// <summary>A fresh database for one test.</summary>
    public async Task<string> Database()
    {
        var name = $"test{Interlocked.Increment(ref databases)}";
        await Postgres.CreateDatabase(name);
        return Postgres.ConnectionString(name);
    }

    public async Task DisposeAsync()
    {
        await RabbitMq.DisposeAsync();
        await Postgres.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
