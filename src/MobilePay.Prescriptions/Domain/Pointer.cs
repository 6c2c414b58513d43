using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace MobilePay.Prescriptions.Domain;

/// <summary>
/// What the QR carries: which hospital, which bill, printed when, and a MAC that proves the hospital printed it. No amount and
/// no personal data, for the sheet lies on counters. Text form: <c>hospital.bill.issuedAt.keyId.mac</c>.
/// </summary>
public sealed partial record Pointer(string HospitalId, string BillNo, DateTimeOffset IssuedAt)
{
    // 128 bits of the MAC: enough against guessing, and the QR stays coarse enough for bad cameras.
    private const int MacLength = 16;

    public static bool CanCarry(string hospitalId, string billNo) => Word().IsMatch(hospitalId) && Word().IsMatch(billNo);

    public string Sign(PointerKey key)
    {
        var signed = string.Create(
            CultureInfo.InvariantCulture, $"{HospitalId}.{BillNo}.{IssuedAt.ToUnixTimeSeconds()}.{key.Id}");
        return signed + "." + Mac(signed, key);
    }

    /// <summary>Null where the token is malformed, of an unknown key, or not signed by it; callers do not tell which.</summary>
    public static Pointer? Read(string token, IReadOnlyList<PointerKey> keys)
    {
        var parts = token.Split('.');
        if (token.Length > 200 || parts.Length != 5 || !CanCarry(parts[0], parts[1])
            || !long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var issuedAt)
            || issuedAt > 100_000_000_000
            || keys.FirstOrDefault(k => k.Id == parts[3]) is not { } key)
            return null;

        var signed = token[..token.LastIndexOf('.')];
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Mac(signed, key)), Encoding.UTF8.GetBytes(parts[4]))
            ? new(parts[0], parts[1], DateTimeOffset.FromUnixTimeSeconds(issuedAt))
            : null;
    }

    private static string Mac(string signed, PointerKey key)
    {
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key.Secret), Encoding.UTF8.GetBytes(signed));
        return System.Buffers.Text.Base64Url.EncodeToString(mac.AsSpan(0, MacLength));
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,50}$")]
    private static partial Regex Word();
}
