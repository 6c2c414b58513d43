using System.Text;
using System.Text.Json;

namespace MobilePay.BankSettlement.Clients.Alipay;

/// <summary>
/// The part of an answer that Alipay signs, alone: whoever reads an answer after <see cref="VerifyAlipayAnswers"/> cannot read
/// a byte beside it.
/// </summary>
internal sealed class AlipayNode : ByteArrayContent
{
    public AlipayNode(string name, byte[] json, bool isSigned)
        : base(json) => (Name, Json, IsSigned) = (name, json, isSigned);

    public string Name { get; }
    public byte[] Json { get; }

    /// <summary>False for a failure that came without a signature; anything else without one never gets this far.</summary>
    public bool IsSigned { get; }
}

/// <summary>An answer cut into what is signed and what stands beside it.</summary>
/// <param name="Text">Byte for byte as received.</param>
internal sealed record AlipayEnvelope(string Name, byte[] Text, string? Signature, string? CertificateNumber)
{
    private const string Refused = "error_response";

    /// <param name="method">As alipay.trade.query.</param>
    /// <returns>Null when the answer is none to this method, or leaves a doubt what is signed.</returns>
    public static AlipayEnvelope? Cut(byte[] answer, string method)
    {
        try
        {
            return Read(answer, $"{method.Replace('.', '_')}_response");
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The text the signature is good for; null when it is good for none.</summary>
    public byte[]? SignedText(RsaKey key)
    {
        if (key.Verify(Text, Signature!))
            return Text;

        // Alipay's own clients try this too: some servers sign before a slash is escaped, and send after.
        var unescaped = Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(Text).Replace("\\/", "/", StringComparison.Ordinal));
        return unescaped.Length < Text.Length && key.Verify(unescaped, Signature!) ? unescaped : null;
    }

    private static AlipayEnvelope? Read(byte[] answer, string wanted)
    {
        var reader = new Utf8JsonReader(answer);
        var members = new Dictionary<string, byte[]>();
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return null;

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            var from = (int)reader.TokenStartIndex;
            reader.Skip();
            if (!members.TryAdd(name, answer[from..(int)reader.BytesConsumed]))
                return null;
        }

        // Nothing may follow the object; the reader throws where something does.
        reader.Read();
        var node = members.ContainsKey(wanted) ? wanted : Refused;
        return members.TryGetValue(node, out var text)
            ? new(node, text, TextOf(members.GetValueOrDefault("sign")), TextOf(members.GetValueOrDefault("alipay_cert_sn")))
            : null;
    }

    private static string? TextOf(byte[]? json) => json is null ? null : AlipayJson.Parse<string>(json);
}
