using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using MobilePay.Sandbox.Credentials;
using MobilePay.Sandbox.Listeners;

namespace MobilePay.Sandbox.His;

/// <summary>The hospital's HMAC over method, path and query, timestamp, nonce and body digest, for both directions.</summary>
internal sealed partial class HisSignature(OutsideWorldKeys keys, TimeProvider clock)
{
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<string, DateTimeOffset> seen = new();
    private int calls;

    /// <summary>Null when the call is the platform's own and not a replay.</summary>
    public WireAnswer? Refuse(HttpRequest request, byte[] body)
    {
        var his = keys.Published.His;
        foreach (var name in new[] { "X-Institution", "X-Key-Id", "X-Timestamp", "X-Nonce", "X-Signature" })
        {
            if (request.Headers[name].Count != 1 || string.IsNullOrEmpty(request.Headers[name]))
                return HisAnswers.Unsigned($"{name} is missing.");
        }

        if (request.Headers["X-Institution"] != his.Institution || request.Headers["X-Key-Id"] != his.KeyId)
            return HisAnswers.Unsigned("Unknown institution or key.");
        var (timestamp, nonce) = (request.Headers["X-Timestamp"].ToString(), request.Headers["X-Nonce"].ToString());
        if (!NonceForm.IsMatch(nonce))
            return HisAnswers.Unsigned("X-Nonce is 1 to 64 of A-Z, a-z, 0-9, _ and -.");

        var now = clock.GetUtcNow();
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > 253402300799
            || (now - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > ClockTolerance)
            return HisAnswers.Unsigned("X-Timestamp is more than 5 minutes away.");
        var wanted = Encoding.ASCII.GetBytes(Sign(his.Secret, request.Method, request.RawTarget, timestamp, nonce, body));
        if (!CryptographicOperations.FixedTimeEquals(wanted, Encoding.UTF8.GetBytes(request.Headers["X-Signature"].ToString())))
            return HisAnswers.Unsigned("X-Signature does not verify.");

        Forget(now);
        return seen.TryAdd(nonce, now) ? null : HisAnswers.Unsigned("This nonce was seen before.");
    }

    public void SignOutgoing(HttpRequestMessage request, byte[] body)
    {
        var his = keys.Published.His;
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var nonce = Guid.NewGuid().ToString("N");
        request.Headers.Add("X-Institution", his.Institution);
        request.Headers.Add("X-Key-Id", his.KeyId);
        request.Headers.Add("X-Timestamp", timestamp);
        request.Headers.Add("X-Nonce", nonce);
        request.Headers.Add("X-Request-Id", Guid.NewGuid().ToString());
        request.Headers.Add("X-Signature",
            Sign(his.Secret, request.Method.Method, request.RequestUri!.PathAndQuery, timestamp, nonce, body));
    }

    internal static string Sign(string secret, string method, string target, string timestamp, string nonce, byte[] body)
    {
        var signed = string.Join('\n', method, target, timestamp, nonce, Convert.ToHexStringLower(SHA256.HashData(body)));
        return Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(signed)));
    }

    /// <summary>A nonce older than the clock tolerance both ways can no longer pass the timestamp check.</summary>
    private void Forget(DateTimeOffset now)
    {
        if (Interlocked.Increment(ref calls) % 1000 != 0)
            return;
        foreach (var (nonce, at) in seen)
        {
            if (now - at > 2 * ClockTolerance)
                seen.TryRemove(nonce, out _);
        }
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$")]
    private static partial Regex NonceForm { get; }
}
