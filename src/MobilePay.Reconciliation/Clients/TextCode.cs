using System.Text;
using System.Text.Unicode;

namespace MobilePay.Reconciliation.Clients;

/// <summary>How a file writes its text.</summary>
public enum TextCode
{
    Utf8,
    Gbk,
}

internal static class TextCodes
{
    public static string Name(this TextCode code) => code switch
    {
        TextCode.Utf8 => "UTF-8",
        TextCode.Gbk => "GBK",
    };

    /// <summary>No byte that is no text, and no NUL, which the database can't keep.</summary>
    public static bool IsValid(this TextCode code, ReadOnlySpan<byte> text) => !text.Contains((byte)0) && code switch
    {
        TextCode.Utf8 => Utf8.IsValid(text),
        TextCode.Gbk => Gbk.IsValid(text),
    };

    public static Encoding Encoding(this TextCode code) => code switch
    {
        TextCode.Utf8 => System.Text.Encoding.UTF8,
        TextCode.Gbk => Gbk.Encoding,
    };
}
