namespace MobilePay.Reconciliation.Domain;

/// <summary>Says what is wrong with a payment or refund that three sides do not have alike.</summary>
public static class TruthTable
{
    /// <summary>
    /// The class of what is different, and for something in transit the last day its other side may come on. Asked in this
    /// order, because each later question has an answer only when the earlier ones are out of the way.
    /// </summary>
    /// <returns>Null where there is no difference after all.</returns>
    public static (DifferenceClass Class, DateOnly? Until)? Classify(ThreeSides item, OrderNets nets, Sources sources)
    {
        if (item is { Platform: null, Hospital: null, IsOurNumber: false })
            return (DifferenceClass.Foreign, null);

        if (item.Hospital is { IsDoubled: true } || item.OfChannel is { IsDoubled: true })
            return (DifferenceClass.Duplicate, null);

        if (IsUneven(item) && nets.AreEqual && IsAllDone(item))
            return (DifferenceClass.ZeroPair, null);

        if (MayFollow(item, sources) is { } until)
            return (DifferenceClass.InTransit, until);

        return Missing(item) is { } missing ? (missing, null) : Unlike(item) is { } unlike ? (unlike, null) : null;
    }

    // The truth table itself: hospital, platform, channel.
    private static DifferenceClass? Missing(ThreeSides item) =>
        (item.Hospital is not null, item.Platform is not null, item.OfChannel is not null) switch
        {
            (true, true, true) => null,
            (false, true, true) => DifferenceClass.HisMissing,
            (false, false, true) => DifferenceClass.ChannelOnly,
            (true, true, false) => DifferenceClass.ChannelMissing,
            (true, false, true) => DifferenceClass.PlatformMissing,
            (true, false, false) => DifferenceClass.HisOnly,
            (false, true, false) => DifferenceClass.PlatformOnly,
            (false, false, false) => throw new ArgumentException("No side has it.", nameof(item)),
        };

    private static DifferenceClass? Unlike(ThreeSides item)
    {
        if (item.OfChannel!.AmountFen != item.Platform!.AmountFen || item.Hospital!.AmountFen != item.Platform.AmountFen)
            return DifferenceClass.AmountDiff;
        if (item.OfChannel.Status != item.Platform.Status)
            return DifferenceClass.StatusDiff;
        return item.HasOddFee ? DifferenceClass.FeeDiff : null;
    }

    private static DateOnly? MayFollow(ThreeSides item, Sources sources)
    {
        var hospital = item.Hospital is null ? sources.HospitalMayFollowOn(item) : null;
        var channel = item.OfChannel is null ? sources.ChannelMayFollowOn(item) : null;
        return hospital is null || channel > hospital ? channel : hospital;
    }

    private static bool IsUneven(ThreeSides item) =>
        Missing(item) is not null || Unlike(item) is DifferenceClass.AmountDiff;

    private static bool IsAllDone(ThreeSides item) =>
        (item.OfChannel?.Status ?? LineStatus.Done) == LineStatus.Done
        && (item.Platform?.Status ?? LineStatus.Done) == LineStatus.Done;
}
