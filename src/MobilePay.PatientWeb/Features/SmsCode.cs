using System.Text;

namespace MobilePay.PatientWeb.Features;

/// <summary>A code from a text message, however her keyboard wrote it.</summary>
public static class SmsCode
{
    /// <summary>Null where it can't be one: what can't be right costs her no try.</summary>
    public static string? Read(string? typed)
    {
        var code = (typed ?? "").Normalize(NormalizationForm.FormKC).Replace(" ", "", StringComparison.Ordinal);
        return code.Length is >= 4 and <= 8 && code.All(char.IsAsciiDigit) ? code : null;
    }
}
