using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace MobilePay.ServiceDefaults.Messaging;

/// <summary>
/// Empties the inbox of what is older than a week: channels repeat notices for 25 hours, and the business keys guard what
/// comes later still (rules I4, I5, O6).
/// </summary>
internal sealed class ForgetOldMessages(NpgsqlDataSource source, TimeProvider clock, ILogger<ForgetOldMessages> log)
    : BackgroundService
{
    private static readonly TimeSpan Keep = TimeSpan.FromDays(7);

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromHours(1), clock, stop);
            try
            {
                await using var command = source.CreateCommand("delete from inbox_messages where received_at < @before");
                command.Parameters.AddWithValue("before", clock.GetUtcNow() - Keep);
                await command.ExecuteNonQueryAsync(stop);
            }
            catch (NpgsqlException broken)
            {
                log.LogWarning(broken, "Old inbox rows could not be deleted; trying again in an hour");
            }
        }
    }
}
