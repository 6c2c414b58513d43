namespace MobilePay.ServiceDefaults.Messaging;

/// <summary>An event that was saved with the state it tells of, and is still to be published.</summary>
public sealed class OutboxMessage
{
    public long Id { get; init; }

    /// <summary>The id the message has on the bus; a receiver tells repeats by it.</summary>
    public Guid MessageId { get; init; }

    /// <summary>Full type name of the contract.</summary>
    public required string Type { get; init; }

    public required string Body { get; init; }

    /// <summary>Where in the trace the event happened (W3C traceparent).</summary>
    public string? TraceParent { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>How often the broker did not take it; the others go first then.</summary>
    public int Refusals { get; init; }
}
