using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MobilePay.ServiceDefaults.Messaging;

/// <summary>MassTransit on RabbitMQ quorum queues, with the outbox and inbox of the service's own database.</summary>
public static class MessagingSetup
{
    /// <summary>
    /// Adds the bus and every consumer found beside <typeparamref name="TDb"/>. Queues are named service-consumer.
    /// </summary>
    public static WebApplicationBuilder AddMessaging<TDb>(this WebApplicationBuilder builder, string service)
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
                queue.PrefetchCount = 32;
                queue.ConcurrentMessageLimit = 16;
            });
            bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.Host(new Uri(broker));
                // At most five tries, then the error queue with body, headers and the reason (rule P1).
                rabbit.UseMessageRetry(retry => retry.Exponential(4,
                    TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(200)));
                rabbit.UseConsumeFilter(typeof(InboxFilter<>), context);
                rabbit.ConfigureEndpoints(context);
            });
        });
        builder.Services.AddHostedService<OutboxRelay>();
        builder.Services.AddHostedService<ForgetOldMessages>();
        return builder;
    }
}
