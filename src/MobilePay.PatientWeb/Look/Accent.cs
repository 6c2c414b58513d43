using System.Globalization;
using System.Text.RegularExpressions;

namespace MobilePay.PatientWeb.Look;

/// <summary>A hospital's own colour, and the shade of it on which white letters can be read.</summary>
public static partial class Accent
{
    // WCAG AA for text of any size.
    private const double ContrastWanted = 4.5;

    public static bool IsColour(string? text) => text is not null && Colour().IsMatch(text);

    public static string StyleOf(string colour) =>
        $":root{{--accent:{colour};--accent-deep:{ReadableOnWhite(colour)}}}";

    /// <summary>The colour itself, or darkened just as far as it takes.</summary>
    public static string ReadableOnWhite(string colour)
    {
        int[] rgb = [Part(colour, 1), Part(colour, 3), Part(colour, 5)];
        while (1.05 / (Luminance(rgb) + 0.05) < ContrastWanted)
            rgb = [.. rgb.Select(part => part * 15 / 16)];
        return "#" + string.Concat(rgb.Select(part => part.ToString("x2", CultureInfo.InvariantCulture)));
    }

    private static int Part(string colour, int at) =>
        int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static double Luminance(int[] rgb) =>
        (0.2126 * Linear(rgb[0])) + (0.7152 * Linear(rgb[1])) + (0.0722 * Linear(rgb[2]));

    private static double Linear(int part)
    {
        var share = part / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }

    [GeneratedRegex("^#[0-9A-Fa-f]{6}$")]
    private static partial Regex Colour();
}
