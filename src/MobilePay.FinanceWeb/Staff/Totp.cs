using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MobilePay.FinanceWeb.Staff;

/// <summary>Codes of six digits by time (RFC 6238), as every authenticator app makes them.</summary>
public static class Totp
{
    public const int Seconds = 30;

    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>160 random bits in base 32, as apps take them.</summary>
    public static string NewSecret() => RandomNumberGenerator.GetString(Base32, 32);

    public static string Address(string secret, string userName, string issuer) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(userName)}?secret={secret}"
        + $"&issuer={Uri.EscapeDataString(issuer)}&algorithm=SHA1&digits=6&period=30";

    public static string CodeAt(string secret, long step) => Code(Decode(secret), step, digits: 6);

    public static long StepAt(DateTimeOffset at) => at.ToUnixTimeSeconds() / Seconds;

    /// <summary>
    /// The half minute a code belongs to, or null: this one, or a neighbour for a phone whose clock is a little off.
    /// Those up to <paramref name="lastStep"/> are spent.
    /// </summary>
    public static long? StepOf(string secret, string typed, DateTimeOffset now, long lastStep)
    {
        var code = Encoding.ASCII.GetBytes(string.Concat(typed.Where(c => !char.IsWhiteSpace(c))));
        var key = Decode(secret);
        long? found = null;
        for (var step = StepAt(now) - 1; step <= StepAt(now) + 1; step++)
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Code(key, step, 6)), code) && step > lastStep)
                found = step;
        return found;
    }

    [SuppressMessage("Security", "CA5350", Justification = "Apps know no other; as HMAC, SHA-1 is not broken.")]
    internal static string Code(byte[] key, long step, int digits)
    {
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        var mac = HMACSHA1.HashData(key, counter);
        var number = BinaryPrimitives.ReadInt32BigEndian(mac.AsSpan(mac[^1] & 0xF)) & int.MaxValue;
        return (number % (int)Math.Pow(10, digits)).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
    }

    private static byte[] Decode(string secret)
    {
        var bits = secret.Select(letter => Base32.IndexOf(letter, StringComparison.Ordinal));
        var bytes = new List<byte>();
        int pending = 0, count = 0;
        foreach (var five in bits)
        {
            pending = ((pending << 5) | five) & 0xFFF;
            count += 5;
            if (count < 8)
                continue;
            count -= 8;
            bytes.Add((byte)(pending >> count));
        }

        return [.. bytes];
    }
}
