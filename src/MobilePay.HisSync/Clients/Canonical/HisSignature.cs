using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MobilePay.HisSync.Clients.Canonical;

/// <summary>
/// The signature over a call between HIS and platform, the same in both directions: HMAC-SHA-256, base64, over method,
/// path with query, timestamp, nonce and the body's SHA-256 in lower-case hex, joined by LF (docs/his-interface.md).
/// </summary>
internal static class HisSignature
{
    public const string Institution = "X-Institution";
    public const string KeyId = "X-Key-Id";
    public const string Timestamp = "X-Timestamp";
    public const string Nonce = "X-Nonce";
    public const string Signature = "X-Signature";

    /// <summary>Farther off than this, a call is refused.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    public static byte[] Compute(
        string secret, string method, string pathAndQuery, string timestamp, string nonce, ReadOnlySpan<byte> body)
    {
        var text = $"{method}\n{pathAndQuery}\n{timestamp}\n{nonce}\n{Convert.ToHexStringLower(SHA256.HashData(body))}";
        return HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text));
    }

    public static bool IsTimely(string timestamp, DateTimeOffset now) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds < 100_000_000_000
        && (now - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() <= ClockTolerance;
}
