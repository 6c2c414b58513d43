namespace MobilePay.BankSettlement.Clients.UnionPay;

/// <summary>What a patient typed in to sign up a card. It is never stored, and never written where text is written.</summary>
public sealed record CardEntry(string CardNo, string Name, string IdNo, string Phone, string? Cvn2, string? Expires)
{
    public string Last4 => CardNo[^4..];

    public string MaskedPhone => Mask(Phone);

    public static string Mask(string phone) => phone.Length >= 7 ? $"{phone[..3]}****{phone[^4..]}" : "****";

    public override string ToString() => nameof(CardEntry);
}
