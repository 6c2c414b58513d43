using MobilePay.LocalHost.Servers;

namespace MobilePay.HisSync.Tests.Support;

/// <summary>One real PostgreSQL for all tests, one database for each of them.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mobilepay-hissync-");
    private PostgresServer? server;
    private int databases;

    public async Task InitializeAsync() => server = await PostgresServer.Start(new() { Folder = folder.FullName });

    public async Task<string> NewDatabase()
    {
        var name = $"test_{Interlocked.Increment(ref databases)}";
        await server!.CreateDatabase(name);
        return server.ConnectionString(name);
    }

    public async Task DisposeAsync()
    {
        if (server is not null)
            await server.DisposeAsync();
        folder.Delete(recursive: true);
    }
}

[CollectionDefinition(Name)]
public sealed class Database : ICollectionFixture<PostgresFixture>
{
    public const string Name = "database";
}
