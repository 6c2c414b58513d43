using System.Diagnostics;
using System.Text.Json;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MobilePay.Contracts;
using MobilePay.ServiceDefaults.Database;
using MobilePay.ServiceDefaults.Telemetry;
using Npgsql;

namespace MobilePay.ServiceDefaults.Messaging;

/// <summary>
/// Publishes what the outbox holds, oldest first: a batch is taken out (its rows locked, so that replicas share the work), sent
/// with all its confirms in flight at once, and only then is the taking committed, without waiting for the disk. A crash sends
/// twice, never zero times.
/// </summary>
internal sealed class OutboxRelay(
    UnhurriedConnections connections, IBus bus, OutboxSignal signal, TimeProvider clock, ILogger<OutboxRelay> log)
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
        await using var connection = await connections.Open(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var rows = await Take(connection, stop);
        if (rows.Count == 0)
            return 0;

        var confirmed = await Task.WhenAll(rows.Select(row => Send(row, stop)));
        var refused = rows.Where((_, i) => !confirmed[i]).ToList();
        if (refused.Count > 0)
            await PutBack(refused, connection);
        await transaction.CommitAsync(CancellationToken.None);

        if (refused.Count > 0)
        {
            OutboxMetrics.Unsent.Add(refused.Count);

            // A rest for the broker, but none for the next event: it wakes the relay.
            await signal.Wait(RestAfterFailure, stop);
        }

        return rows.Count - refused.Count;
    }

    // Most looks find nothing, and that must cost next to nothing.
    private async Task<bool> HasMessages(CancellationToken stop)
    {
        await using var connection = await connections.Open(stop);
        await using var command = new NpgsqlCommand("select exists (select from outbox_messages)", connection);
        return (bool)(await command.ExecuteScalarAsync(stop))!;
    }

    private static async Task<List<OutboxMessage>> Take(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(
            """
            delete from outbox_messages where id = any(array(
                select id from outbox_messages order by refusals, id limit $1 for update skip locked))
            returning id, message_id, type, body, trace_parent, created_at, refusals
            """,
            connection)
        {
            Parameters = { new() { Value = BatchSize } },
        };
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
                Refusals = reader.GetInt32(6),
            });

        // What a delete returns comes in any order.
        return [.. rows.OrderBy(row => row.Refusals).ThenBy(row => row.Id)];
    }

    // What was refused steps behind the others, so that no number of messages nobody wants can hold up one that somebody waits
    // for.
    private static async Task PutBack(List<OutboxMessage> refused, NpgsqlConnection connection)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var row in refused)
            batch.BatchCommands.Add(new("""
                insert into outbox_messages (id, message_id, type, body, trace_parent, created_at, refusals)
                overriding system value values ($1, $2, $3, $4, $5, $6, $7)
                """)
            {
                Parameters =
                {
                    new() { Value = row.Id },
                    new() { Value = row.MessageId },
                    new() { Value = row.Type },
                    new() { Value = row.Body },
                    new() { Value = (object?)row.TraceParent ?? DBNull.Value },
                    new() { Value = row.CreatedAt },
                    new() { Value = row.Refusals + 1 },
                },
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
