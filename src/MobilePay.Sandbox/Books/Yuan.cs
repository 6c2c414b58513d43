using System.Globalization;
using System.Text.RegularExpressions;

namespace MobilePay.Sandbox.Books;

/// <summary>Amounts as channels write them: "53.40". In whole fen everywhere else.</summary>
internal static partial class Yuan
{
    public static string Of(long fen) => string.Create(CultureInfo.InvariantCulture, $"{fen / 100}.{fen % 100:00}");

    /// <summary>"53.4" is 5340; null for anything but plain digits with at most two decimals.</summary>
    public static long? Read(string? text) => Form.Match(text ?? "") is { Success: true } parts
        ? long.Parse(parts.Groups[1].Value + parts.Groups[2].Value.PadRight(2, '0'), CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^([0-9]{1,9})(?:\.([0-9]{1,2}))?$")]
    private static partial Regex Form { get; }
}
