namespace MobilePay.BankSettlement.Domain;

public enum NoticeOutcome
{
    Accepted,

    /// <summary>Well signed, but not about an order of ours as we know it: a person has to look.</summary>
    Refused,
}

/// <summary>A notice that carried the channel's good signature. Forged ones leave no row, only a count.</summary>
public sealed class ChannelNotice
{
    public const int NumberMax = 64;

    public Guid Id { get; init; }
    public required string HospitalId { get; init; }
    public required string Channel { get; init; }
    public required string MerchantId { get; init; }

    /// <summary>The channel's own id of the notice; it stays the same when the notice is repeated.</summary>
    public required string NoticeId { get; init; }

    /// <summary>
    /// Our order it is about. As long as none is found it is the number the notice names, which may be nobody's; null: none.
    /// </summary>
    public string? OutTradeNo { get; private set; }
    public DateTimeOffset ReceivedAt { get; init; }
    public NoticeOutcome Outcome { get; private set; }
    public string? RefusedFor { get; private set; }

    /// <summary>The bytes as received, still encrypted by the channel; kept only while refused.</summary>
    public byte[]? RawBody { get; private set; }

    /// <summary>What is too long for a number of ours is none.</summary>
    public void IsAbout(string? outTradeNo) =>
        OutTradeNo = outTradeNo is { Length: > 0 and <= NumberMax } ? outTradeNo : OutTradeNo;

    public ChannelNotice Accept()
    {
        (Outcome, RefusedFor, RawBody) = (NoticeOutcome.Accepted, null, null);
        return this;
    }

    public ChannelNotice Refuse(string reason, byte[] rawBody)
    {
        (Outcome, RefusedFor, RawBody) = (NoticeOutcome.Refused, reason, rawBody);
        return this;
    }
}
