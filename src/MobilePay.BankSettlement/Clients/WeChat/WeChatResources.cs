using System.Security.Cryptography;
using System.Text;

namespace MobilePay.BankSettlement.Clients.WeChat;

/// <summary>Opens what WeChat seals with the APIv3 key: AES-256-GCM, the 16-byte tag behind the ciphertext.</summary>
internal static class WeChatResources
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>The plaintext, or null when anything about the resource is not as it should be.</summary>
    public static byte[]? Open(WeChatResource resource, string apiV3Key)
    {
        if (resource is not { Algorithm: "AEAD_AES_256_GCM", Ciphertext: { } text, Nonce: { } nonceText })
            return null;

        var nonce = Encoding.UTF8.GetBytes(nonceText);
        var bytes = new byte[text.Length];
        if (nonce.Length != NonceLength || !Convert.TryFromBase64String(text, bytes, out var length) || length < TagLength)
            return null;

        var plain = new byte[length - TagLength];
        try
        {
            using var aes = new AesGcm(Encoding.ASCII.GetBytes(apiV3Key), TagLength);
            aes.Decrypt(nonce, bytes.AsSpan(0, plain.Length), bytes.AsSpan(plain.Length, TagLength), plain,
                Encoding.UTF8.GetBytes(resource.AssociatedData ?? ""));
            return plain;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
