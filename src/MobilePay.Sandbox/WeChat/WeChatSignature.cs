using System.Security.Cryptography;
using System.Text;

namespace MobilePay.Sandbox.WeChat;

/// <summary>What is signed, line by line, each ended by LF, and RSA PKCS#1 v1.5 with SHA-256 over it.</summary>
internal static class WeChatSignature
{
    /// <summary>Section 2: over what was sent on the wire, byte for byte.</summary>
    public static byte[] OfRequest(string method, string target, string timestamp, string nonce, byte[] body) =>
        [.. Encoding.UTF8.GetBytes($"{method}\n{target}\n{timestamp}\n{nonce}\n"), .. body, (byte)'\n'];

    /// <summary>Section 3: the same for answers and for notices.</summary>
    public static byte[] OfAnswer(string timestamp, string nonce, byte[] body) =>
        [.. Encoding.UTF8.GetBytes($"{timestamp}\n{nonce}\n"), .. body, (byte)'\n'];

    /// <summary>Section 4: what a page hands to the bridge.</summary>
    public static byte[] OfPayment(string appId, string timestamp, string nonce, string package) =>
        Encoding.UTF8.GetBytes($"{appId}\n{timestamp}\n{nonce}\n{package}\n");

    public static byte[] Sign(RSA key, byte[] signed) =>
        key.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    /// <summary>False, and no exception, for a signature that is not even base64.</summary>
    public static bool Verifies(RSA key, byte[] signed, string signature)
    {
        var bytes = new byte[signature.Length];
        return Convert.TryFromBase64String(signature, bytes, out var length)
            && key.VerifyData(signed, bytes.AsSpan(0, length), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }
}
