using Npgsql;

namespace MobilePay.ServiceDefaults.Database;

/// <summary>
/// Connections whose commits do not wait for the disk: only for what is found out again after a crash, never for a fact about
/// money (docs/decisions/0002).
/// </summary>
internal sealed class UnhurriedConnections(NpgsqlDataSource source) : IAsyncDisposable
{
    public NpgsqlConnection New() => source.CreateConnection();

    public ValueTask<NpgsqlConnection> Open(CancellationToken stop) => source.OpenConnectionAsync(stop);

    public ValueTask DisposeAsync() => source.DisposeAsync();
}
