namespace MobilePay.Reconciliation.Domain;

/// <summary>What one side has under a number.</summary>
/// <param name="Lines">How many lines; more than <paramref name="Numbers"/> means one of them stands twice.</param>
/// <param name="Numbers">How many different numbers: a payment of two bills has two at the hospital.</param>
/// <param name="AmountFen">Their sum, never negative: a refund is told by its kind.</param>
/// <param name="Day">The side's own day of the first line.</param>
public sealed record SideFacts(int Lines, int Numbers, long AmountFen, DateOnly Day, DateTimeOffset At, LineStatus Status)
{
    public bool IsDoubled => Lines > Numbers;
}

/// <summary>What an order comes to on each side, payments less refunds that are done.</summary>
public readonly record struct OrderNets(long HospitalFen, long PlatformFen, long ChannelFen)
{
    public bool AreEqual => HospitalFen == PlatformFen && PlatformFen == ChannelFen;
}

/// <summary>One payment or refund as hospital, platform and channel have it; null where a side does not.</summary>
/// <param name="Key">Our number for the payment or the refund, or the one the side has where we know none.</param>
/// <param name="OrderNo">Our number for the order it belongs to.</param>
/// <param name="IsOurNumber">The order's number has the form of ours, so it can't be another business's.</param>
public sealed record ThreeSides(
    LineKind Kind,
    string Key,
    string OrderNo,
    string Channel,
    string MerchantId,
    bool IsOurNumber,
    SideFacts? Hospital,
    SideFacts? Platform,
    SideFacts? OfChannel,
    bool HasOddFee)
{
    /// <summary>
    /// What the channel has more than the hospital, by sign: over is positive, short negative, refunds reversed.
    /// </summary>
    public long DifferenceFen =>
        ((OfChannel?.AmountFen ?? 0) - (Hospital?.AmountFen ?? 0)) * (Kind == LineKind.Payment ? 1 : -1);

    /// <summary>When it happened, as the most trustworthy side has it.</summary>
    public DateTimeOffset At => (OfChannel ?? Platform ?? Hospital)!.At;
}
