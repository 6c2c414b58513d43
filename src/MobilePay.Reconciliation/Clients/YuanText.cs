namespace MobilePay.Reconciliation.Clients;

/// <summary>Amounts as channels print them, into whole units; nothing is ever rounded while it is read.</summary>
internal static class YuanText
{
    private const int FenDecimals = 2;
    private const int DigitsMax = 17;

    // Ten thousand million yuan in one line is a line cut wrongly; and below it no day's sum can overflow.
    private const long LineMax = 1_000_000_000_000;

    /// <summary>The amount of a line, in fen.</summary>
    public static bool TryFen(ReadOnlySpan<byte> text, out long fen) => TryLine(text, FenDecimals, out fen);

    /// <summary>The amount of a line, in units of as many decimals.</summary>
    public static bool TryLine(ReadOnlySpan<byte> text, int decimals, out long scaled) =>
        TryScaled(text, decimals, out scaled) && IsLine(scaled);

    public static bool IsLine(long scaled) => scaled is > -LineMax and < LineMax;

    /// <summary>
    /// A sum or a balance, as long as 64 bits hold it.
    /// "53.40", "-0.01", "1,234.5": thousands may be marked, but then every three digits. Digits beyond
    /// <paramref name="decimals"/> must be zeros, or the amount is no whole number of the units asked for.
    /// </summary>
    public static bool TryScaled(
        ReadOnlySpan<byte> text, int decimals, out long scaled, byte decimalMark = (byte)'.', byte thousandsMark = (byte)',')
    {
        scaled = 0;
        var isNegative = text is [(byte)'-', ..];
        if (text is [(byte)'-' or (byte)'+', ..])
            text = text[1..];

        var mark = text.IndexOf(decimalMark);
        var fraction = mark < 0 ? default : text[(mark + 1)..];
        if (mark >= 0 && fraction.IsEmpty)
            return false;
        if (!TryWhole(mark < 0 ? text : text[..mark], thousandsMark, out var whole, out var digits)
            || digits + decimals > DigitsMax)
            return false;

        scaled = whole;
        for (var i = 0; i < Math.Max(decimals, fraction.Length); i++)
        {
            var digit = i < fraction.Length ? fraction[i] - '0' : 0;
            if (digit is < 0 or > 9 || (i >= decimals && digit != 0))
                return false;
            if (i < decimals)
                scaled = scaled * 10 + digit;
        }

        if (isNegative)
            scaled = -scaled;
        return true;
    }

    /// <summary>Hundred-thousandths of a yuan to fen, half a fen away from zero, as the channels round.</summary>
    public static long FenOfHundredThousandths(long scaled) => (scaled + Math.Sign(scaled) * 500L) / 1000;

    private static bool TryWhole(ReadOnlySpan<byte> text, byte thousandsMark, out long whole, out int digits)
    {
        (whole, digits) = (0, 0);
        var firstMark = text.IndexOf(thousandsMark);
        if (firstMark is 0 or > 3)
            return false;

        for (var i = 0; i < text.Length; i++)
        {
            var fromRight = text.Length - 1 - i;
            if (firstMark > 0 && (fromRight % 4 == 3) != (text[i] == thousandsMark))
                return false;
            if (firstMark > 0 && text[i] == thousandsMark)
                continue;
            var digit = text[i] - '0';
            if (digit is < 0 or > 9 || ++digits > DigitsMax)
                return false;
            whole = whole * 10 + digit;
        }

        return digits > 0;
    }
}
