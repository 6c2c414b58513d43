using System.Security.Cryptography;
using System.Text;

namespace MobilePay.Sandbox.Alipay;

/// <summary>What is signed (sections 2, 3 and 8), and RSA2 over it.</summary>
internal static class AlipaySignature
{
    /// <summary>Every parameter but sign, empty ones left out, sorted, values as they are before encoding.</summary>
    public static string OfRequest(IEnumerable<KeyValuePair<string, string>> parameters) => Joined(parameters, "sign");

    /// <summary>A notice and a return address leave sign_type out too.</summary>
    public static string OfNotice(IEnumerable<KeyValuePair<string, string>> parameters) =>
        Joined(parameters, "sign", "sign_type");

    public static string Sign(RSA key, string content, Encoding charset) => Convert.ToBase64String(
        key.SignData(charset.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    /// <summary>False, and no exception, for a signature that is not even base64.</summary>
    public static bool Verifies(RSA key, string content, string signature, Encoding charset)
    {
        var bytes = new byte[signature.Length];
        return Convert.TryFromBase64String(signature, bytes, out var length) && key.VerifyData(
            charset.GetBytes(content), bytes.AsSpan(0, length), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private static string Joined(IEnumerable<KeyValuePair<string, string>> parameters, params string[] without) =>
        string.Join('&', parameters.Where(p => p.Value.Length > 0 && !without.Contains(p.Key))
            .OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}"));
}
