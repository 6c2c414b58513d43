using System.Security.Cryptography;
using System.Text.Json;
using MobilePay.BankSettlement.Clients.UnionPay;
using MobilePay.BankSettlement.Domain;
using MobilePay.ServiceDefaults.Database;

namespace MobilePay.BankSettlement.Features;

/// <summary>
/// What the patient typed in, handed back to her sealed until the code has come: so it need not be stored here. It opens only
/// for the same sign-up of the same holder.
/// </summary>
internal sealed class SealedEntries(PersonalText personal)
{
    public string Seal(CardSignUp signUp, CardEntry entry) =>
        personal.Encrypt(JsonSerializer.Serialize(entry), PurposeOf(signUp));

    /// <summary>Null when it was altered or belongs to another sign-up.</summary>
    public CardEntry? Open(CardSignUp signUp, string text)
    {
        try
        {
            return JsonSerializer.Deserialize<CardEntry>(personal.Decrypt(text, PurposeOf(signUp)));
        }
        catch (Exception altered) when (altered is CryptographicException or FormatException or JsonException)
        {
            return null;
        }
    }

    private static string PurposeOf(CardSignUp signUp) => $"card_sign_ups/{signUp.Id:N}/{signUp.HolderHash}";
}
