using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace MobilePay.ServiceDefaults.Database;

/// <summary>
/// Encrypts personal data in its column: AES-256-GCM, random nonce, with table and column as associated data, so that a value
/// moved to another column does not open. Form: key id (1 byte), nonce (12), tag (16), ciphertext; base64.
/// </summary>
public sealed class PersonalText
{
    private const byte KeyId = 1;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly byte[] key;

    /// <param name="keyBase64">32 random bytes in base64, the same for every replica of the service.</param>
    /// <exception cref="InvalidOperationException">The key is missing or not 32 bytes.</exception>
    public PersonalText(string? keyBase64)
    {
        var bytes = new byte[32];
        if (keyBase64 is null || !Convert.TryFromBase64String(keyBase64, bytes, out var length) || length != 32)
            throw new InvalidOperationException("Set PersonalData__Key to 32 random bytes in base64 (openssl rand -base64 32).");
        key = bytes;
    }

    public string Encrypt(string text, string column)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var whole = new byte[1 + NonceLength + TagLength + plain.Length];
        whole[0] = KeyId;
        var nonce = whole.AsSpan(1, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce, plain, whole.AsSpan(1 + NonceLength + TagLength), whole.AsSpan(1 + NonceLength, TagLength),
            Encoding.UTF8.GetBytes(column));
        return Convert.ToBase64String(whole);
    }

    /// <exception cref="CryptographicException">The value was altered, or belongs to another column or key.</exception>
    public string Decrypt(string stored, string column)
    {
        var bytes = Convert.FromBase64String(stored);
        if (bytes.Length < 1 + NonceLength + TagLength || bytes[0] != KeyId)
            throw new CryptographicException("Not a value this key has sealed.");
        var plain = new byte[bytes.Length - 1 - NonceLength - TagLength];
        using var aes = new AesGcm(key, TagLength);
        aes.Decrypt(bytes.AsSpan(1, NonceLength), bytes.AsSpan(1 + NonceLength + TagLength),
            bytes.AsSpan(1 + NonceLength, TagLength), plain, Encoding.UTF8.GetBytes(column));
        return Encoding.UTF8.GetString(plain);
    }

    /// <summary>For a mapping: <c>property.HasConversion(personal.Column("payments.openid"))</c>.</summary>
    public ValueConverter<string, string> Column(string column) =>
        new(text => Encrypt(text, column), stored => Decrypt(stored, column));
}
