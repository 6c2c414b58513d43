namespace MobilePay.Primitives;

/// <summary>A non-negative amount of RMB, held in fen so that no sum is ever rounded.</summary>
public readonly record struct Money : IComparable<Money>
{
    public static readonly Money Zero = new(0);

    /// <summary>The amount in fen (1/100 yuan), 0 or more.</summary>
    public long Fen { get; }

    private Money(long fen) => Fen = fen;

    /// <exception cref="ArgumentOutOfRangeException">The amount is negative.</exception>
    public static Money FromFen(long fen) =>
        fen >= 0 ? new(fen) : throw new ArgumentOutOfRangeException(nameof(fen), fen, "Money is never negative.");

    public static Money operator +(Money left, Money right) => new(checked(left.Fen + right.Fen));

    /// <exception cref="ArgumentOutOfRangeException">The result would be negative.</exception>
    public static Money operator -(Money left, Money right) => FromFen(left.Fen - right.Fen);

    public static bool operator <(Money left, Money right) => left.Fen < right.Fen;
    public static bool operator >(Money left, Money right) => left.Fen > right.Fen;
    public static bool operator <=(Money left, Money right) => left.Fen <= right.Fen;
    public static bool operator >=(Money left, Money right) => left.Fen >= right.Fen;

    public static Money Add(Money left, Money right) => left + right;
    public static Money Subtract(Money left, Money right) => left - right;

    public int CompareTo(Money other) => Fen.CompareTo(other.Fen);

    /// <summary>Yuan with two decimals, for people: 5340 fen is "53.40".</summary>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Fen / 100}.{Fen % 100:D2}");
}
