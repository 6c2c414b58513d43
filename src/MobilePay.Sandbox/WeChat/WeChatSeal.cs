using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MobilePay.Sandbox.Credentials;

namespace MobilePay.Sandbox.WeChat;

/// <summary>WeChat Pay's own signature and encryption, on answers and on notices.</summary>
internal sealed class WeChatSeal(OutsideWorldKeys keys, TimeProvider clock)
{
    public const string SignatureType = "WECHATPAY2-SHA256-RSA2048";
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>The five headers over timestamp, nonce and raw body (section 3).</summary>
    public IReadOnlyDictionary<string, string> Headers(byte[] body, bool spoilt = false, TimeSpan timestampOffset = default)
    {
        var timestamp = (clock.GetUtcNow() + timestampOffset).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var nonce = RandomNumberGenerator.GetString(Letters, 32);
        var signature = WeChatSignature.Sign(keys.WeChatPlatform, WeChatSignature.OfAnswer(timestamp, nonce, body));
        if (spoilt)
            signature[0] ^= 0x55;

        return new Dictionary<string, string>
        {
            ["Wechatpay-Timestamp"] = timestamp,
            ["Wechatpay-Nonce"] = nonce,
            ["Wechatpay-Signature"] = Convert.ToBase64String(signature),
            ["Wechatpay-Serial"] = keys.Published.Wechat.PlatformPublicKeyId,
            ["Wechatpay-Signature-Type"] = SignatureType,
        };
    }

    /// <summary>AEAD_AES_256_GCM: base64 of ciphertext and 16-byte tag, 12 ASCII bytes of nonce.</summary>
    public (string Ciphertext, string Nonce) Encrypt(string plaintext, string associated)
    {
        var nonce = RandomNumberGenerator.GetString(Letters, 12);
        return (Encrypt(keys.Published.Wechat.ApiV3Key, nonce, associated, plaintext), nonce);
    }

    internal static string Encrypt(string apiV3Key, string nonce, string associated, string plaintext)
    {
        var plain = Encoding.UTF8.GetBytes(plaintext);
        var sealedBytes = new byte[plain.Length + 16];
        using var gcm = new AesGcm(Encoding.ASCII.GetBytes(apiV3Key), 16);
        gcm.Encrypt(Encoding.ASCII.GetBytes(nonce), plain, sealedBytes.AsSpan(0, plain.Length),
            sealedBytes.AsSpan(plain.Length), Encoding.UTF8.GetBytes(associated));
        return Convert.ToBase64String(sealedBytes);
    }
}
