using System.Text;

namespace MobilePay.Reconciliation.Clients;

/// <summary>
/// The text of Chinese banks and of Alipay. Every second byte is 0x40 or above, so commas, quotes, digits and line ends found
/// as bytes are never half a character.
/// </summary>
internal static class Gbk
{
    private const int CodePage = 936;
    private const char Unknown = '\uFFFD';

    /// <summary>Only for bytes that <see cref="IsValid"/> let through, and for names.</summary>
    public static readonly Encoding Encoding = CodePagesEncodingProvider.Instance.GetEncoding(
        CodePage, EncoderFallback.ExceptionFallback, new DecoderReplacementFallback(Unknown.ToString()))!;

    private static readonly bool[] Pairs = KnownPairs();

    public static bool IsValid(ReadOnlySpan<byte> text)
    {
        for (var i = text.IndexOfAnyInRange<byte>(0x80, 0xFF); i >= 0 && i < text.Length; i++)
        {
            if (text[i] < 0x80)
                continue;
            if (i + 1 == text.Length || !Pairs[text[i] << 8 | text[i + 1]])
                return false;
            i++;
        }

        return true;
    }

    // Asked once of the framework, pair by pair: a table is checked a hundred times faster than text is decoded.
    private static bool[] KnownPairs()
    {
        var known = new bool[1 << 16];
        for (var first = 0x81; first <= 0xFE; first++)
            for (var second = 0x40; second <= 0xFE; second++)
                known[first << 8 | second] = Encoding.GetString([(byte)first, (byte)second]) is [not Unknown];
        return known;
    }
}
