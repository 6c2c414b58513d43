using System.Security.Cryptography;
using System.Text;

namespace MobilePay.Sandbox.Bank;

/// <summary>Section 3, signMethod 01 of version 5.1.0.</summary>
internal static class BankSignature
{
    public static string Built(IEnumerable<KeyValuePair<string, string>> fields) => string.Join('&', fields
        .Where(field => field.Key != "signature" && field.Value.Length > 0)
        .OrderBy(field => field.Key, StringComparer.Ordinal)
        .Select(field => $"{field.Key}={field.Value}"));

    public static string Sign(RSA key, string built) =>
        Convert.ToBase64String(key.SignData(Digest(built), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    public static bool Verifies(RSA key, string built, string signature)
    {
        var bytes = new byte[signature.Length];
        return Convert.TryFromBase64String(signature, bytes, out var length)
            && key.VerifyData(Digest(built), bytes.AsSpan(0, length), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    /// <summary>The hash as text: what is signed is 64 letters and not 32 bytes.</summary>
    public static byte[] Digest(string built) =>
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(built))));
}
