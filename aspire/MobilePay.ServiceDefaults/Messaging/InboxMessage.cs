namespace MobilePay.ServiceDefaults.Messaging;

/// <summary>A message that a consumer has dealt with; it is written in the transaction of its effect.</summary>
public sealed class InboxMessage
{
    public required string Consumer { get; init; }

    public Guid MessageId { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }
}
