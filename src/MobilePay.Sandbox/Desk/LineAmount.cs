using System.Globalization;

namespace MobilePay.Sandbox.Desk;

/// <summary>Unit price × quantity in whole numbers: no amount ever passes through a fraction.</summary>
internal static class LineAmount
{
    public const int PricePlaces = 4;
    public const int QuantityPlaces = 2;

    /// <summary>"12.6" with 4 places is 126000; null for anything but plain digits with at most that many places.</summary>
    public static long? Read(string? text, int places)
    {
        var parts = (text ?? "").Trim().Split('.');
        var fraction = parts.Length == 2 ? parts[1] : "";
        if (parts.Length > 2 || parts[0].Length is 0 or > 9 || fraction.Length > places)
            return null;
        if (parts.Length == 2 && fraction.Length == 0)
            return null;
        var digits = parts[0] + fraction.PadRight(places, '0');
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var units) ? units : null;
    }

    /// <summary>"126000" back to "12.6000".</summary>
    public static string Write(long units, int places)
    {
        var digits = units.ToString(CultureInfo.InvariantCulture).PadLeft(places + 1, '0');
        return digits[..^places] + "." + digits[^places..];
    }

    /// <summary>Half a fen goes up, as hospitals charge it. Price in 1/10000 yuan, quantity in 1/100.</summary>
    public static long Fen(long price, long quantity) => checked((price * quantity) + 5_000) / 10_000;
}
