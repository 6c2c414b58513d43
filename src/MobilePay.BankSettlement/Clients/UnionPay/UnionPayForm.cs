using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace MobilePay.BankSettlement.Clients.UnionPay;

/// <summary>How UnionPay writes a message, and what of it is signed.</summary>
internal static class UnionPayForm
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>All fields with a value but the signature, by name, with values as they are and never URL-encoded.</summary>
    public static string Content(IReadOnlyDictionary<string, string> fields) => string.Join('&', fields
        .Where(f => f.Value.Length > 0 && f.Key != "signature")
        .OrderBy(f => f.Key, StringComparer.Ordinal)
        .Select(f => $"{f.Key}={f.Value}"));

    /// <summary>What the key signs: the digest written as hexadecimal text, which the signature then digests again.</summary>
    public static byte[] Signed(IReadOnlyDictionary<string, string> fields) =>
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Content(fields)))));

    /// <summary>
    /// A synchronous answer: nothing is URL-encoded, and groups in braces or brackets hold ampersands of their own. Null when it
    /// is no such text.
    /// </summary>
    public static IReadOnlyDictionary<string, string>? ReadAnswer(byte[] body) => Decode(body) is { } text
        ? Collect(Split(text).Select(Pair))
        : null;

    /// <summary>A notice: an ordinary form, decoded exactly once.</summary>
    public static IReadOnlyDictionary<string, string>? ReadForm(byte[] body) => Decode(body) is { } text
        ? Collect(text.Split('&').Select(Pair).Select(p => p is { } pair
            ? (WebUtility.UrlDecode(pair.Name), WebUtility.UrlDecode(pair.Value))
            : ((string, string)?)null))
        : null;

    /// <summary>A group such as <c>{token=…&amp;trId=…}</c>; empty when it is none.</summary>
    public static IReadOnlyDictionary<string, string> ReadGroup(string? group) =>
        group is ['{', .. var inner, '}'] ? Collect(inner.Split('&').Select(Pair)) ?? None : None;

    private static IReadOnlyDictionary<string, string> None { get; } = new Dictionary<string, string>();

    private static IEnumerable<string> Split(string text)
    {
        var (depth, start) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '{' or '[' => 1, '}' or ']' => -1, _ => 0 };
            if (text[i] != '&' || depth > 0)
                continue;
            yield return text[start..i];
            start = i + 1;
        }

        yield return text[start..];
    }

    private static (string Name, string Value)? Pair(string text) =>
        text.IndexOf('=', StringComparison.Ordinal) is > 0 and var at ? (text[..at], text[(at + 1)..]) : null;

    // The same name twice could be signed as one value and read as the other.
    private static Dictionary<string, string>? Collect(IEnumerable<(string Name, string Value)?> pairs)
    {
        var fields = new Dictionary<string, string>();
        foreach (var pair in pairs)
        {
            if (pair is not { } field || !fields.TryAdd(field.Name, field.Value))
                return null;
        }

        return fields;
    }

    private static string? Decode(byte[] body)
    {
        try
        {
            return Strict.GetString(body);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
