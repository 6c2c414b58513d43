using MassTransit;
using Microsoft.EntityFrameworkCore;
using MobilePay.Contracts;
using MobilePay.ServiceDefaults.Messaging;
using MobilePay.ServiceDefaults.Tests.Support;
using Npgsql;
using RabbitMQ.Client;

namespace MobilePay.ServiceDefaults.Tests.Messaging;

public sealed class OutboxAndInboxTests(Servers servers) : IClassFixture<Servers>
{
    [Fact]
    public async Task What_is_saved_with_an_event_reaches_its_consumer_and_leaves_the_outbox_empty()
    {
        await using var service = await Start("all");

        await service.Publish(1_000);

        await Eventually.Holds(async () => await service.Effects() == 1_000, "1,000 effects");
        await Eventually.Holds(async () => await service.Unsent() == 0, "an empty outbox");
    }

    [Fact]
    public async Task An_event_whose_transaction_rolls_back_is_never_sent()
    {
        await using var service = await Start("rollback");

        await service.WithDb(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            var now = TimeProvider.System.GetUtcNow();
            db.Publish(new ChannelClosed(Guid.NewGuid(), "SYN000000", "never", now), now);
            await db.SaveChangesAsync();
            await transaction.RollbackAsync();
            return 0;
        });
        await service.Publish(1);

        await Eventually.Holds(async () => await service.Effects() >= 1, "the later event");
        (await service.WithDb(db => db.Effects.AnyAsync(e => e.Text == "never"))).ShouldBeFalse();
    }

    [Fact]
    public async Task The_same_message_delivered_five_times_has_one_effect()
    {
        var database = await servers.Database();
        await using var service = await TrialService.Start(database, servers.RabbitMq.AmqpUri, "repeat");
        var ids = Enumerable.Range(0, 40).Select(_ => Guid.NewGuid()).ToArray();

        var deliveries = Enumerable.Range(0, 5).SelectMany(_ => ids).OrderBy(_ => Random.Shared.Next());
        await Task.WhenAll(deliveries.Select(id => service.Bus.Publish(
            new ChannelClosed(Guid.NewGuid(), "SYN000000", id.ToString(), DateTimeOffset.UnixEpoch), c => c.MessageId = id)));

        await Eventually.Holds(async () => await service.Effects() >= 40, "40 effects");
        await Eventually.Holds(async () => await Depth("repeat-on-channel-closed") == 0, "an empty queue");

        // What was taken from the queue and not yet acknowledged comes back to the next one who asks.
        await service.Stop();
        await using var next = await TrialService.Start(database, servers.RabbitMq.AmqpUri, "repeat");
        await next.Publish(1);
        await Eventually.Holds(async () => await next.Effects() >= 41, "one more effect");
        var texts = await next.WithDb(db => db.Effects.Select(e => e.Text).ToListAsync());
        texts.Count.ShouldBe(41);
        texts.Distinct().Count().ShouldBe(41);
    }

    [Fact]
    public async Task A_message_no_queue_wants_stays_in_the_outbox_until_one_does()
    {
        await using var service = await Start("unrouted");
        await service.WithDb(async db =>
        {
            var now = TimeProvider.System.GetUtcNow();
            db.Publish(new HisUnanswered(Guid.NewGuid(), "SYN000000", "P1", "B1", now), now);
            return await db.SaveChangesAsync();
        });
        await service.Publish(1);

        await Eventually.Holds(async () => await service.Effects() == 1, "the event that has a consumer");
        await Eventually.Holds(async () => await service.Unsent() == 1, "the unwanted message alone left");
    }

    [Fact]
    public async Task A_thousand_messages_no_queue_wants_hold_up_no_other()
    {
        await using var service = await Start("crowded");
        await service.WithDb(async db =>
        {
            var now = TimeProvider.System.GetUtcNow();
            for (var i = 0; i < 1_000; i++)
                db.Publish(new HisUnanswered(Guid.NewGuid(), "SYN000000", $"P{i}", "B1", now), now);
            return await db.SaveChangesAsync();
        });
        await service.Publish(1);

        await Eventually.Holds(async () => await service.Effects() == 1, "the event that has a consumer");

        // The effect may be seen before the relay has deleted what it sent.
        await Eventually.Holds(async () => await service.Unsent() == 1_000, "1,000 messages left");
    }

    [Fact]
    public async Task A_message_that_cannot_be_consumed_ends_in_the_error_queue_and_the_others_go_on()
    {
        await using var service = await Start("poison");
        await service.Bus.Publish(
            new ChannelClosed(Guid.NewGuid(), "SYN000000", OnChannelClosed.Poison, DateTimeOffset.UnixEpoch));
        await service.Publish(50);

        await Eventually.Holds(async () => await service.Effects() == 50, "the good messages");
        await Eventually.Holds(async () => await Depth("poison-on-channel-closed_error") == 1, "the dead letter");
    }

    [Fact]
    public async Task Two_relays_share_an_outbox_and_each_event_has_one_effect()
    {
        var database = await servers.Database();
        await using var one = await TrialService.Start(database, servers.RabbitMq.AmqpUri, "shared");
        await using var two = await TrialService.Start(database, servers.RabbitMq.AmqpUri, "shared");

        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => (i % 2 == 0 ? one : two).Publish(100)));

        await Eventually.Holds(async () => await one.Effects() >= 1_000, "1,000 effects");
        await Eventually.Holds(async () => await one.Unsent() == 0, "an empty outbox");
        (await one.Effects()).ShouldBe(1_000);
    }

    [Fact]
    public async Task Queues_are_durable_quorum_queues()
    {
        await using var service = await Start("quorum");
        await using var connection = await Connect();
        await using var channel = await connection.CreateChannelAsync();

        // Declaring it again with these arguments is refused by the broker unless they are exactly what the queue has.
        var declared = await channel.QueueDeclareAsync(
            "quorum-on-channel-closed", durable: true, exclusive: false, autoDelete: false,
            new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        declared.QueueName.ShouldBe("quorum-on-channel-closed");
        await Should.ThrowAsync<RabbitMQ.Client.Exceptions.OperationInterruptedException>(() => channel.QueueDeclareAsync(
            "quorum-on-channel-closed", durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?>()));
    }

    [Fact]
    public async Task The_payments_transaction_never_notifies()
    {
        var database = await servers.Database();
        await using var service = await TrialService.Start(database, servers.RabbitMq.AmqpUri, "quiet");
        await using var listener = new NpgsqlConnection(database);
        await listener.OpenAsync();

        // A NOTIFY would need a trigger or a rule; there is none.
        await using var command = new NpgsqlCommand("select count(*) from pg_trigger where not tgisinternal", listener);
        (await command.ExecuteScalarAsync()).ShouldBe(0L);
    }

    private async Task<TrialService> Start(string name) =>
        await TrialService.Start(await servers.Database(), servers.RabbitMq.AmqpUri, name);

    private async Task<uint> Depth(string queue)
    {
        await using var connection = await Connect();
        await using var channel = await connection.CreateChannelAsync();
        try
        {
            return await channel.MessageCountAsync(queue);
        }
        catch (RabbitMQ.Client.Exceptions.OperationInterruptedException)
        {
            // The queue is made with its first message.
            return 0;
        }
    }

    private Task<IConnection> Connect() => new ConnectionFactory { Uri = new(servers.RabbitMq.AmqpUri) }.CreateConnectionAsync();
}
