using MobilePay.PatientWeb.Wording;

namespace MobilePay.PatientWeb.Look;

/// <summary>Some hospitals name a window "3", some "B 区 3 号窗口"; a bare number becomes words.</summary>
public static class PickUpWindow
{
    public static string? Of(string? window, Words words) =>
        window is { Length: > 0 } && window.All(char.IsAsciiLetterOrDigit) ? words.Standing.WindowNumber(window) : window;
}
