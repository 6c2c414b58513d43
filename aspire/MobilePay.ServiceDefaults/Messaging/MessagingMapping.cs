using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MobilePay.ServiceDefaults.Telemetry;

namespace MobilePay.ServiceDefaults.Messaging;

public static class MessagingMapping
{
    /// <summary>The two tables every service that speaks on the bus has.</summary>
    public static ModelBuilder AddOutboxAndInbox(this ModelBuilder model)
    {
        model.Entity<OutboxMessage>(outbox =>
        {
            outbox.ToTable("outbox_messages");
            outbox.HasKey(m => m.Id);
            outbox.Property(m => m.Id).UseIdentityAlwaysColumn();
            outbox.HasIndex(m => new { m.Refusals, m.Id });
        });
        model.Entity<InboxMessage>(inbox =>
        {
            inbox.ToTable("inbox_messages");
            inbox.HasKey(m => new { m.Consumer, m.MessageId }).HasName(InboxKey);
            inbox.HasIndex(m => m.ReceivedAt);
        });
        return model;
    }

    /// <summary>Name of the unique index that tells a repeated message.</summary>
    public const string InboxKey = "pk_inbox_messages";

    /// <summary>
    /// Lets <paramref name="message"/> leave together with the state saved next; nothing is sent before that commit.
    /// </summary>
    public static void Publish(this DbContext db, object message, DateTimeOffset now) =>
        db.Set<OutboxMessage>().Add(new()
        {
            MessageId = Guid.CreateVersion7(now),
            Type = message.GetType().FullName!,
            Body = JsonSerializer.Serialize(message, message.GetType(), JsonSerializerOptions.Web),
            TraceParent = Journey.Here,
            CreatedAt = now,
        });
}
