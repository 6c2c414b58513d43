using System.Globalization;

namespace MobilePay.FinanceWeb.Look;

/// <summary>How amounts, days and digests are written. Amounts are fen until here.</summary>
public static class Figures
{
    public static string Yuan(long fen)
    {
        // Unsigned, since the smallest number has no positive twin.
        var size = fen < 0 ? (ulong)-(fen + 1) + 1 : (ulong)fen;
        return string.Create(CultureInfo.InvariantCulture, $"{(fen < 0 ? "-" : "")}¥{size / 100:N0}.{size % 100:00}");
    }

    /// <summary>Fen of what somebody typed in yuan; null when it is no positive amount.</summary>
    public static long? Fen(string? typed)
    {
        var text = (typed ?? "").Trim().TrimStart('¥', '￥').Replace(",", "", StringComparison.Ordinal);
        var parts = text.Split('.');
        if (parts.Length > 2 || parts[0].Length is 0 or > 12 || parts.Length == 2 && parts[1].Length is 0 or > 2
            || !parts.All(part => part.All(char.IsAsciiDigit)))
            return null;
        var cents = parts.Length == 2 ? parts[1].PadRight(2, '0') : "00";
        var fen = long.Parse(parts[0] + cents, CultureInfo.InvariantCulture);
        return fen > 0 ? fen : null;
    }

    public static string Iso(this DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Enough of a digest to compare two by eye; the whole stands in the title.</summary>
    public static string Brief(string? digest) => digest is { Length: > 12 } ? digest[..12] + "…" : digest ?? "";

    public static string Bytes(long bytes) => bytes switch
    {
        < 1024 => $"{bytes} B",
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024} kB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024 * 1024)} MB"),
    };

    /// <summary>A day out of an address, or null.</summary>
    public static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
