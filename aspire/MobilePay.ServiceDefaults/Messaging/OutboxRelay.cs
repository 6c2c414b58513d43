using System.Diagnostics;
using System.Text.Json;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MobilePay.Contracts;
using MobilePay.ServiceDefaults.Telemetry;
using Npgsql;

namespace MobilePay.ServiceDefaults.Messaging;

/// <summary>
/// Publishes what the outbox holds, oldest first: a batch is locked (so that replicas share the work), sent with all its
/// confirms in flight at once, and what the broker confirmed is deleted. A crash in between sends twice, never zero times.
/// </summary>
public sealed class OutboxRelay(
    NpgsqlDataSource source, IBus bus, OutboxSignal signal, TimeProvider clock, ILogger<OutboxRelay> log)
    : BackgroundService
{
    /// <summary>
    /// Rows taken at once, and so the window of confirms; 256 is where MassTransit's publish stops gaining much.
    /// </summary>
    public const int BatchSize = 256;

    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RestAfterFailure = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (!await signal.Wait(PollEvery, stop) && !await HasMessages(stop))
                    continue;
                while (await RelayBatch(stop) == BatchSize)
                {
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (NpgsqlException broken)
            {
                log.LogWarning(broken, "The outbox can't be read; trying again");
                await Task.Delay(RestAfterFailure, clock, stop);
            }
        }
    }

    /// <summary>Sends one batch. Answers how many rows the broker took; a message it refused stays and is tried again.</summary>
    public async Task<int> RelayBatch(CancellationToken stop)
    {
        await using var connection = await source.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var rows = await Take(connection, stop);
        if (rows.Count == 0)
            return 0;

        var confirmed = await Task.WhenAll(rows.Select(row => Send(row, stop)));
        var sent = rows.Where((_, i) => confirmed[i]).Select(row => row.Id).ToArray();
        await Settle(connection, sent, rows.Select(row => row.Id).Except(sent).ToArray());
        await transaction.CommitAsync(CancellationToken.None);

        if (sent.Length < rows.Count)
        {
            OutboxMetrics.Unsent.Add(rows.Count - sent.Length);

            // A rest for the broker, but none for the next event: it wakes the relay.
            await signal.Wait(RestAfterFailure, stop);
        }

        return sent.Length;
    }

    // Most looks find nothing, and that must cost next to nothing.
    private async Task<bool> HasMessages(CancellationToken stop)
    {
        await using var command = source.CreateCommand("select exists (select from outbox_messages)");
        return (bool)(await command.ExecuteScalarAsync(stop))!;
    }

    private static async Task<List<OutboxMessage>> Take(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(
            """
            select id, message_id, type, body, trace_parent, created_at from outbox_messages
            order by refusals, id limit @limit for update skip locked
            """,
            connection);
        command.Parameters.AddWithValue("limit", BatchSize);
        await using var reader = await command.ExecuteReaderAsync(stop);
        var rows = new List<OutboxMessage>();
        while (await reader.ReadAsync(stop))
            rows.Add(new()
            {
                Id = reader.GetInt64(0),
                MessageId = reader.GetGuid(1),
                Type = reader.GetString(2),
                Body = reader.GetString(3),
                TraceParent = await reader.IsDBNullAsync(4, stop) ? null : reader.GetString(4),
                CreatedAt = reader.GetFieldValue<DateTimeOffset>(5),
            });
        return rows;
    }

    // Losing this in a crash only sends again, so it need not wait for the disk. What was refused steps behind the others, so
    // that no number of messages nobody wants can hold up one that somebody waits for.
    private static async Task Settle(NpgsqlConnection connection, long[] sent, long[] refused)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("set local synchronous_commit to off"),
                new("delete from outbox_messages where id = any($1)") { Parameters = { new() { Value = sent } } },
            },
        };
        if (refused.Length > 0)
            batch.BatchCommands.Add(new("update outbox_messages set refusals = refusals + 1 where id = any($1)")
            {
                Parameters = { new() { Value = refused } },
            });
        await batch.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private async Task<bool> Send(OutboxMessage row, CancellationToken stop)
    {
        using var span = Journey.Continue("outbox publish", row.TraceParent);
        try
        {
            var type = typeof(ChannelPaid).Assembly.GetType(row.Type, throwOnError: true)!;
            var message = JsonSerializer.Deserialize(row.Body, type, JsonSerializerOptions.Web)!;
            await bus.Publish(message, type, context =>
            {
                context.MessageId = row.MessageId;
                // A message that no queue wants comes back instead of vanishing (rule O4).
                if (context.TryGetPayload<RabbitMqSendContext>(out var rabbit))
                    rabbit.Mandatory = true;
            }, stop);
            OutboxMetrics.Lag.Record((clock.GetUtcNow() - row.CreatedAt).TotalMilliseconds);
            return true;
        }
        // Whatever the broker or the contract's reader says: the row stays, the alarm counts it, the others go on.
        catch (Exception refused) when (refused is not OperationCanceledException)
        {
            span?.SetStatus(ActivityStatusCode.Error, refused.GetType().Name);
            log.LogError(
                refused, "Outbox message {MessageId} of type {Type} was not taken by the broker", row.MessageId, row.Type);
            return false;
        }
    }
}
