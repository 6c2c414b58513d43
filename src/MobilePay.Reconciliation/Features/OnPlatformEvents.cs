using MassTransit;
using MobilePay.Contracts;
using MobilePay.ServiceDefaults.Messaging;

namespace MobilePay.Reconciliation.Features;

public sealed class OnChannelPaid(PlatformBook book) : IConsumer<Batch<ChannelPaid>>
{
    public Task Consume(ConsumeContext<Batch<ChannelPaid>> context) =>
        book.Took([.. context.Message.Select(m => m.Message)], context.CancellationToken);
}

public sealed class OnHisConfirmed(PlatformBook book) : IConsumer<Batch<HisConfirmed>>
{
    public Task Consume(ConsumeContext<Batch<HisConfirmed>> context) =>
        book.Booked([.. context.Message.Select(m => m.Message)], context.CancellationToken);
}

public sealed class OnRefundRequested(PlatformBook book, TimeProvider clock) : IConsumer<Batch<RefundRequested>>
{
    public Task Consume(ConsumeContext<Batch<RefundRequested>> context) =>
        book.Asked([.. context.Message.Select(m => m.Message)], clock.GetUtcNow(), context.CancellationToken);
}

public sealed class OnChannelRefunded(PlatformBook book) : IConsumer<Batch<ChannelRefunded>>
{
    public Task Consume(ConsumeContext<Batch<ChannelRefunded>> context) =>
        book.GaveBack([.. context.Message.Select(m => m.Message)], context.CancellationToken);
}

public sealed class OnChannelRefundRefused(PlatformBook book) : IConsumer<Batch<ChannelRefundRefused>>
{
    public Task Consume(ConsumeContext<Batch<ChannelRefundRefused>> context) =>
        book.Failed([.. context.Message.Select(m => m.Message)], context.CancellationToken);
}

/// <summary>A batch is full, or nothing more came for a moment.</summary>
public abstract class BatchDefinition<TConsumer> : ConsumerDefinition<TConsumer>
    where TConsumer : class, IConsumer
{
    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpoint, IConsumerConfigurator<TConsumer> consumer, IRegistrationContext context) =>
        consumer.Options<BatchOptions>(batch => batch
            .SetMessageLimit(MessagingSetup.BatchSize).SetTimeLimit(TimeSpan.FromMilliseconds(500)).SetConcurrencyLimit(2));
}

public sealed class OnChannelPaidDefinition : BatchDefinition<OnChannelPaid>;
public sealed class OnHisConfirmedDefinition : BatchDefinition<OnHisConfirmed>;
public sealed class OnRefundRequestedDefinition : BatchDefinition<OnRefundRequested>;
public sealed class OnChannelRefundedDefinition : BatchDefinition<OnChannelRefunded>;
public sealed class OnChannelRefundRefusedDefinition : BatchDefinition<OnChannelRefundRefused>;
