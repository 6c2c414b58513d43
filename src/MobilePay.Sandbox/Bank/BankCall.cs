using System.Net;
using System.Text;

namespace MobilePay.Sandbox.Bank;

/// <summary>A message as it came in: one form, decoded once.</summary>
internal sealed class BankCall
{
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    private readonly Dictionary<string, string> fields = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Fields => fields;

    /// <summary>What is wrong with the form itself, before any field is looked at.</summary>
    public string? Flaw { get; private set; }

    public string? this[string name] => fields.GetValueOrDefault(name);

    public string OrderId => fields["orderId"];

    public string TxnTime => fields["txnTime"];

    /// <summary>"01/01": what the message wants.</summary>
    public string Kind => $"{this["txnType"]}/{this["txnSubType"]}";

    public string Key => BankTrade.KeyOf(OrderId, TxnTime);

    public static BankCall Read(string? contentType, byte[] body)
    {
        var call = new BankCall();
        if (contentType?.Split(';')[0].Trim() is not "application/x-www-form-urlencoded")
            call.Flaw = "报文不是 application/x-www-form-urlencoded";
        foreach (var pair in Encoding.Latin1.GetString(body).Split('&', StringSplitOptions.RemoveEmptyEntries))
            call.Add(pair.Split('=', 2));
        return call;
    }

    private void Add(string[] pair)
    {
        string name, value;
        try
        {
            (name, value) = (Decode(pair[0]), Decode(pair.Length == 2 ? pair[1] : ""));
        }
        catch (DecoderFallbackException)
        {
            Flaw ??= "报文不是 UTF-8";
            return;
        }

        // Which of the two was signed, nobody could say.
        if (!fields.TryAdd(name, value))
            Flaw ??= $"{name} 重复";
        else if (value.Length == 0 || value != value.Trim())
            Flaw ??= $"{name} 为空或首尾有空格";
    }

    private static string Decode(string text)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        return Utf8.GetString(WebUtility.UrlDecodeToBytes(bytes, 0, bytes.Length)!);
    }
}
