namespace MobilePay.BankSettlement.Domain;

public enum CardKind
{
    Debit,
    Credit,
}

/// <summary>
/// A card a holder signed up at one hospital: the bank's token for it and what she knows it by. Number, name, identity, phone
/// and codes are nowhere kept.
/// </summary>
public sealed class BankCard
{
    public Guid Id { get; init; }
    public required string HospitalId { get; init; }
    public required string MerchantId { get; init; }

    /// <summary>SHA-256 of the holder's secret, lower-case hexadecimal.</summary>
    public required string HolderHash { get; init; }

    /// <summary>Pays only together with a code sent to the card's own phone.</summary>
    public required string Token { get; init; }
    public required string Last4 { get; init; }
    public CardKind Kind { get; init; }
    public string? Bank { get; init; }
    public DateTimeOffset? TokenEndsAt { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
}
