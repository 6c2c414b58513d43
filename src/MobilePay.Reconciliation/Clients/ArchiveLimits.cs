namespace MobilePay.Reconciliation.Clients;

/// <summary>How far a packed file is followed before it is held to be an attack or a mistake.</summary>
internal sealed record ArchiveLimits
{
    public static readonly ArchiveLimits Usual = new();

    /// <summary>Counted while unpacking: what an archive says of its own sizes proves nothing.</summary>
    public long UnpackedBytesMax { get; init; } = 4L << 30;

    /// <summary>Statements pack to about a tenth; one to two hundred is only reached on purpose.</summary>
    public int RatioMax { get; init; } = 200;

    /// <summary>Below this much output the ratio says nothing: a short file of blanks harms nobody.</summary>
    public long RatioCountsFromBytes { get; init; } = 1 << 20;

    public int EntriesMax { get; init; } = 10;
}
