namespace MobilePay.Reconciliation.Domain;

/// <summary>
/// What is wrong between hospital, platform and channel in one payment or refund: the truth table of three-way reconciliation,
/// and what it can't tell. "Over" means that the channel has more than the hospital, "short" that it has less.
/// </summary>
public enum DifferenceClass
{
    /// <summary>All three have it, with different amounts.</summary>
    AmountDiff,

    /// <summary>The channel and we have it, the hospital does not: over, for a payment.</summary>
    HisMissing,

    /// <summary>Only the channel has it.</summary>
    ChannelOnly,

    /// <summary>The hospital and we have it, the channel does not: short, for a payment, and urgent.</summary>
    ChannelMissing,

    /// <summary>The hospital and the channel have it; our own record was lost.</summary>
    PlatformMissing,

    /// <summary>Only the hospital has it.</summary>
    HisOnly,

    /// <summary>Only we have it: a wrong success of ours.</summary>
    PlatformOnly,

    /// <summary>The same number stands more than once on one side.</summary>
    Duplicate,

    /// <summary>All have it, and do not agree on what became of it.</summary>
    StatusDiff,

    /// <summary>The channel kept another fee than the contract says.</summary>
    FeeDiff,

    /// <summary>A settlement batch and the bank's credits do not agree.</summary>
    BatchDiff,

    /// <summary>Another business took money on the same merchant number.</summary>
    Foreign,

    /// <summary>The missing side may still come within its window.</summary>
    InTransit,

    /// <summary>Paid and given back at the channel, and never at the hospital: it matches itself.</summary>
    ZeroPair,
}
