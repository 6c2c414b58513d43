using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MobilePay.BankSettlement.Clients.WeChat;

/// <summary>The strings WeChat Pay and we sign: lines, each ended by one LF, the last one too.</summary>
internal static class WeChatSignature
{
    public const string Scheme = "WECHATPAY2-SHA256-RSA2048";

    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <param name="pathAndQuery">Exactly as sent, percent-encoding included.</param>
    public static byte[] OfRequest(string method, string pathAndQuery, string timestamp, string nonce, ReadOnlySpan<byte> body) =>
        Lines($"{method}\n{pathAndQuery}\n{timestamp}\n{nonce}\n", body);

    /// <summary>Of an answer, and of a notice.</summary>
    public static byte[] OfAnswer(string timestamp, string nonce, ReadOnlySpan<byte> body) =>
        Lines($"{timestamp}\n{nonce}\n", body);

    /// <summary>For the phone: the fourth line is the package or, for an app, the bare prepay id.</summary>
    public static byte[] OfPayment(string appId, string timestamp, string nonce, string fourth) =>
        Encoding.UTF8.GetBytes($"{appId}\n{timestamp}\n{nonce}\n{fourth}\n");

    public static string Nonce() =>
        RandomNumberGenerator.GetString("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", 32);

    public static string Timestamp(DateTimeOffset now) => now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>Why the signature does not hold, in one stable word; null when it does.</summary>
    public static string? Fault(WeChatMerchant merchant, SignatureHeaders signed, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (signed is not { Timestamp: { } timestamp, Nonce: { } nonce, Serial: { } serial, Signature: { } signature })
            return "headers-missing";

        if (serial != merchant.Options.PlatformPublicKeyId)
            return "serial-unknown";

        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || !IsNear(seconds, now))
            return "timestamp-off";

        // A deliberate probe: WeChat looks whether we really verify, and sends the true one after our refusal.
        if (signature.StartsWith("WECHATPAY/SIGNTEST/", StringComparison.Ordinal))
            return "signature-probe";

        return merchant.PlatformKey.Verify(OfAnswer(timestamp, nonce, body), signature) ? null : "signature-wrong";
    }

    private static bool IsNear(long seconds, DateTimeOffset now)
    {
        var here = now.ToUnixTimeSeconds();
        var tolerance = (long)ClockTolerance.TotalSeconds;
        return seconds >= here - tolerance && seconds <= here + tolerance;
    }

    private static byte[] Lines(string head, ReadOnlySpan<byte> body) => [.. Encoding.UTF8.GetBytes(head), .. body, (byte)'\n'];
}

/// <summary>What stands beside a signed body; the same names on answers and on notices.</summary>
internal sealed record SignatureHeaders(string? Timestamp, string? Nonce, string? Serial, string? Signature)
{
    public static SignatureHeaders From(Func<string, string?> header) => new(header("Wechatpay-Timestamp"),
        header("Wechatpay-Nonce"), header("Wechatpay-Serial"), header("Wechatpay-Signature"));
}
