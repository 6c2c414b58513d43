namespace MobilePay.Reconciliation.Domain;

/// <summary>One reconciliation of a hospital's day. Repeated with the same sources it comes to the same result.</summary>
public sealed class Run
{
    public Guid Id { get; init; }
    public required string HospitalId { get; init; }
    public DateOnly Day { get; init; }
    public DateTimeOffset RanAt { get; init; }

    /// <summary>How long it took, in milliseconds.</summary>
    public long Took { get; init; }

    /// <summary>Payments and refunds that all three have alike.</summary>
    public int Matched { get; init; }

    /// <summary>Every source of the day was here, and the hospital's was its own.</summary>
    public bool IsComplete { get; init; }

    public ICollection<BridgePart> Bridge { get; init; } = [];
}

/// <summary>Why a part of the day's totals is on all sides, or on some.</summary>
public enum BridgeStep
{
    /// <summary>Alike on all sides, on the same day.</summary>
    Matched,

    /// <summary>Alike, and another day's on one side.</summary>
    Carried,

    InTransit,
    ZeroPair,
    Foreign,
    Difference,
}

/// <summary>
/// A part of the day: what it comes to on each side, payments less refunds. The parts of a side add up to its total to the fen.
/// </summary>
public sealed class BridgePart
{
    public Guid RunId { get; init; }
    public required string Channel { get; init; }
    public LineKind Kind { get; init; }
    public BridgeStep Step { get; init; }

    /// <summary>The difference's class in the step Difference, otherwise the step's own name.</summary>
    public required string Class { get; init; }

    public int Count { get; set; }
    public long HospitalFen { get; set; }
    public long PlatformFen { get; set; }
    public long ChannelFen { get; set; }
}
