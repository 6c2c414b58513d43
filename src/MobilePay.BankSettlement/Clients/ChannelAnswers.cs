using MobilePay.BankSettlement.Domain;

namespace MobilePay.BankSettlement.Clients;

/// <summary>Every call to a channel ends in one of three ways; Unknown is never read as failure.</summary>
public enum ChannelOutcome
{
    Accepted,
    Refused,
    Unknown,
}

/// <param name="Action">What the phone needs to start paying; present exactly when accepted.</param>
/// <param name="Reason">A stable dotted code when not accepted.</param>
public sealed record PlaceAnswer(ChannelOutcome Outcome, IReadOnlyDictionary<string, string>? Action, string? Reason)
{
    /// <summary>The refusal is about this number (already paid, closed): only a query tells what is true.</summary>
    public bool IsAboutTheNumber { get; init; }
}

/// <param name="Report">Null when the channel gave no answer to be believed.</param>
public sealed record QueryAnswer(ChannelReport? Report, string? Reason);

public sealed record CloseAnswer(ChannelOutcome Outcome, string? Reason)
{
    /// <summary>Accepted because the channel has no such trade; one may still be made and paid until the order expires.</summary>
    public bool MayStillBePaid { get; init; }
}

/// <param name="Report">Null when the channel gave no answer to be believed, or none yet: ask again later.</param>
/// <param name="Reason">A stable dotted code where there is no report.</param>
public sealed record RefundAnswer(RefundReport? Report, string? Reason);

/// <summary>A notice as it came in: nothing of it is believed yet.</summary>
public sealed record RawNotice(IHeaderDictionary Headers, byte[] Body);

/// <summary>What a notice came to: forged (no id), well signed but wrong (id and refusal), or good (id and report).</summary>
/// <param name="Refusal">A short stable word, also the metric's tag.</param>
/// <param name="HospitalId">Whose merchant the notice was signed for.</param>
public sealed record NoticeReading(string? NoticeId, string? HospitalId, ChannelReport? Report, string? Refusal)
{
    /// <summary>Set instead of <see cref="Report"/> when the notice tells of a refund.</summary>
    public RefundReport? Refund { get; init; }

    /// <summary>The order number the notice names, whatever it came to; null where it names none that can be read.</summary>
    public string? OutTradeNo { get; init; }

    public static NoticeReading Forged(string reason) => new(null, null, null, reason);
}
