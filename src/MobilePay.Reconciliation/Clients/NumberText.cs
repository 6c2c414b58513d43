using System.Text;

namespace MobilePay.Reconciliation.Clients;

/// <summary>The numbers two systems find the same thing by.</summary>
internal static class NumberText
{
    private const int LengthMax = 64;

    /// <summary>Visible ASCII only: a blank or a Chinese character in a number means a line cut in the wrong place.</summary>
    public static bool IsNumber(ReadOnlySpan<byte> text) =>
        text.Length is > 0 and <= LengthMax && !text.ContainsAnyExceptInRange((byte)'!', (byte)'~');

    public static string Text(ReadOnlySpan<byte> number) => Encoding.ASCII.GetString(number);

    /// <summary>Blanks and TABs around a cell: channels put them there against spreadsheets.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> cell) => cell.Trim(" \t"u8);
}
