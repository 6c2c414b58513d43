using Npgsql;

namespace MobilePay.LocalHost.Servers;

internal static class Databases
{
    public static async Task Create(string administration, string name, CancellationToken stop)
    {
        var unpooled = new NpgsqlConnectionStringBuilder(administration) { Pooling = false };
        await using var connection = new NpgsqlConnection(unpooled.ConnectionString);
        try
        {
            await connection.OpenAsync(stop);
        }
        catch (NpgsqlException refused)
        {
            throw new CannotStartException(
                $"PostgreSQL at {unpooled.Host}:{unpooled.Port} does not take the connection: {refused.Message}", refused);
        }

        await using var create = connection.CreateCommand();
        create.CommandText = $"CREATE DATABASE \"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        try
        {
            await create.ExecuteNonQueryAsync(stop);
        }
        catch (PostgresException exists)
            when (exists.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Already there, or another session made it this very moment.
        }
    }
}
