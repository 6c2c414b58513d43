using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MobilePay.ServiceDefaults.Messaging;

/// <summary>MassTransit on RabbitMQ quorum queues, with the outbox and inbox of the service's own database.</summary>
public static class MessagingSetup
{
    /// <summary>Messages a consumer of batches takes at once.</summary>
    public const int BatchSize = 200;

    /// <summary>
    /// Adds the bus and every consumer found beside <typeparamref name="TDb"/>. Queues are named service-consumer.
    /// </summary>
    /// <param name="isInBatches">
    /// The consumers take their messages many at a time (<c>Batch&lt;T&gt;</c>): what they write is guarded by business keys
    /// alone, and no inbox row is written a message.
    /// </param>
    public static WebApplicationBuilder AddMessaging<TDb>(
        this WebApplicationBuilder builder, string service, bool isInBatches = false)
        where TDb : DbContext
    {
        var broker = builder.Configuration.GetConnectionString("rabbitmq")
            ?? throw new InvalidOperationException(
                "Set ConnectionStrings__rabbitmq to the broker (amqp://user:password@host:port/).");

        builder.Services.AddMassTransit(bus =>
        {
            // A hospital's platform talks to nobody it was not told to.
            bus.DisableUsageTelemetry();
            bus.SetEndpointNameFormatter(new KebabCaseEndpointNameFormatter(service, includeNamespace: false));
            bus.AddConsumers(typeof(TDb).Assembly);
            bus.AddConfigureEndpointsCallback((_, _, endpoint) =>
            {
                if (endpoint is not IRabbitMqReceiveEndpointConfigurator queue)
                    return;
                queue.SetQuorumQueue();
                queue.PrefetchCount = isInBatches ? BatchSize * 2 : 32;
                queue.ConcurrentMessageLimit = isInBatches ? BatchSize * 2 : 16;
            });
            bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.Host(new Uri(broker));
                // At most five tries, then the error queue with body, headers and the reason (rule P1).
                rabbit.UseMessageRetry(retry => retry.Exponential(4,
                    TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(200)));
                if (!isInBatches)
                    rabbit.UseConsumeFilter(typeof(InboxFilter<>), context);
                rabbit.ConfigureEndpoints(context);
            });
        });
        builder.Services.AddHostedService<OutboxRelay>();
        builder.Services.AddHostedService<ForgetOldMessages>();
        return builder;
    }
}
