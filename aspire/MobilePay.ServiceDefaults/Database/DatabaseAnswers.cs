using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace MobilePay.ServiceDefaults.Database;

/// <summary>Ready only while the database answers.</summary>
internal sealed class DatabaseAnswers(NpgsqlDataSource source) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken stop = default)
    {
        try
        {
            await using var command = source.CreateCommand("select 1");
            await command.ExecuteScalarAsync(stop);
            return HealthCheckResult.Healthy();
        }
        catch (NpgsqlException broken)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.", broken);
        }
    }
}
