namespace MobilePay.BankSettlement.Domain;

/// <summary>
/// The minutes between "a code was sent to the card's phone" and "the bank gave a token". Holds nothing of the card.
/// </summary>
public sealed class CardSignUp
{
    public const int TriesMax = 5;

    /// <summary>Also the number at UnionPay, in 32 hexadecimal digits.</summary>
    public Guid Id { get; init; }
    public Guid OrderId { get; init; }
    public required string HospitalId { get; init; }
    public required string MerchantId { get; init; }
    public required string HolderHash { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>How often a code was, or was about to be, shown to the bank.</summary>
    public int Tries { get; private set; }

    /// <summary>The opening was or may have been sent, and its end is not known.</summary>
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>The card that came of it.</summary>
    public Guid? CardId { get; private set; }
    public uint Version { get; private set; }

    public string BankOrderNo => Id.ToString("N");

    public bool IsOver(DateTimeOffset now) => CardId is null && (now >= ExpiresAt || (Tries >= TriesMax && SentAt is null));

    /// <summary>Notes, before the bank is asked to open the card, that it is about to be (rule U1).</summary>
    public void AboutToOpen(DateTimeOffset now) => (Tries, SentAt) = (Tries + 1, now);

    /// <summary>The definite no: no token was given.</summary>
    public void WasRefused() => SentAt = null;

    public void Opened(Guid cardId) => (CardId, SentAt) = (cardId, null);
}
