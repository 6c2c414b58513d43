namespace MobilePay.HisSync;

/// <summary>What a hospital's HIS can do; the platform chooses its behaviour by these and never by the product's name.</summary>
public sealed class HisCapabilities
{
    /// <summary>A bill can be locked for us while the patient pays.</summary>
    public bool Lock { get; init; } = true;

    /// <summary>
    /// A confirm can be looked up by our number. Without it an unknown outcome is settled at the hand-over only.
    /// </summary>
    public bool LookupByOrderNo { get; init; } = true;

    /// <summary>The same confirm twice books once.</summary>
    public bool IdempotentConfirm { get; init; } = true;

    /// <summary>A confirm can be taken back by our number.</summary>
    public bool Reversal { get; init; } = true;
}
