using MassTransit;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace MobilePay.ServiceDefaults.Messaging;

/// <summary>
/// Puts a row for the message into the consumer's own DbContext, so that effect, outgoing events and the row commit together.
/// A message that was dealt with before hits the row's key: its effect rolls back and it is acknowledged.
/// </summary>
public sealed class InboxFilter<T>(DbContext db, TimeProvider clock) : IFilter<ConsumeContext<T>>
    where T : class
{
    public void Probe(ProbeContext context) => context.CreateFilterScope("inbox");

    public async Task Send(ConsumeContext<T> context, IPipe<ConsumeContext<T>> next)
    {
        var row = new InboxMessage
        {
            Consumer = context.ReceiveContext.InputAddress.AbsolutePath.Trim('/'),
            MessageId = context.MessageId
                ?? throw new InvalidOperationException("A message without an id can't be told from its repeat."),
            ReceivedAt = clock.GetUtcNow(),
        };
        db.Add(row);
        try
        {
            await next.Send(context);

            // A consumer that found nothing to do has saved nothing; the message counts as dealt with all the same.
            if (db.Entry(row).State == EntityState.Added)
                await db.SaveChangesAsync(context.CancellationToken);
        }
        catch (DbUpdateException refused) when (refused.InnerException is PostgresException
        {
            SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: MessagingMapping.InboxKey,
        })
        {
            OutboxMetrics.Repeats.Add(1);
        }
    }
}
