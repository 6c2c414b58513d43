using MobilePay.Primitives;

namespace MobilePay.Reconciliation.Clients;

/// <summary>Times as channels print them: China's, without a zone.</summary>
internal static class ChinaText
{
    /// <summary>"2019-02-19 05:01:46", and nothing near it.</summary>
    public static bool TryTime(ReadOnlySpan<byte> text, out DateTimeOffset at)
    {
        at = default;
        if (text.Length != 19 || text[4] != '-' || text[7] != '-' || text[10] != ' ' || text[13] != ':' || text[16] != ':')
            return false;

        return TryNumber(text[..4], out var year) && TryNumber(text[5..7], out var month) && TryNumber(text[8..10], out var day)
            && TryNumber(text[11..13], out var hour) && TryNumber(text[14..16], out var minute)
            && TryNumber(text[17..], out var second) && TryTime(year, month, day, new(hour, minute, second), out at);
    }

    /// <param name="time">Hours, minutes and seconds as they were printed; 24 hours and more are refused.</param>
    public static bool TryTime(int year, int month, int day, (int Hour, int Minute, int Second) time, out DateTimeOffset at)
    {
        at = default;
        if (year is < 1 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        if (time is { Hour: > 23 } or { Minute: > 59 } or { Second: > 59 })
            return false;

        at = new(year, month, day, time.Hour, time.Minute, time.Second, BusinessDay.ChinaOffset);
        return true;
    }

    public static bool TryNumber(ReadOnlySpan<byte> digits, out int number)
    {
        number = 0;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
                return false;
            number = number * 10 + (digit - '0');
        }

        return digits.Length is > 0 and < 10;
    }

    public static bool IsOn(DateTimeOffset at, DateOnly day) => DateOnly.FromDateTime(at.DateTime) == day;
}
