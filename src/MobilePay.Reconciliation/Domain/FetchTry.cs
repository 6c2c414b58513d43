namespace MobilePay.Reconciliation.Domain;

/// <summary>How the last try to fetch a source went: a merchant's statement, or the hospital's own day.</summary>
public sealed class FetchTry
{
    /// <summary>The hospital's day, where the others have a channel.</summary>
    public const string Hospital = "his";

    /// <summary>For certain there is no file, because nothing was sold: the day's source is as good as here.</summary>
    public const string NoTrade = "statement.no-trade";

    public required string HospitalId { get; init; }
    public required string Channel { get; init; }

    /// <summary>Empty for the hospital's day.</summary>
    public required string MerchantId { get; init; }

    public DateOnly Day { get; init; }
    public DateTimeOffset LastTriedAt { get; init; }
    public int Tries { get; init; }

    /// <summary>The code of what went wrong; null while all is well.</summary>
    public string? LastProblem { get; init; }

    /// <summary>When a person was called because it had not come.</summary>
    public DateTimeOffset? AlarmedAt { get; init; }
}

/// <summary>A day of which a source arrived since it was last reconciled.</summary>
public sealed class StirredDay
{
    public required string HospitalId { get; init; }
    public DateOnly Day { get; init; }
    public DateTimeOffset StirredAt { get; init; }
}
