using System.Text;

namespace MobilePay.Sandbox.Alipay;

/// <summary>A call as it came in: query and body together, decoded once in the charset it names.</summary>
internal sealed class AlipayCall
{
    private static readonly Dictionary<string, Encoding> Charsets = new(StringComparer.OrdinalIgnoreCase)
    {
        ["utf-8"] = new UTF8Encoding(false),
        ["utf8"] = new UTF8Encoding(false),
        ["gbk"] = Chinese(936),
        ["gb2312"] = Chinese(936),
        ["gb18030"] = Chinese(54936),
    };

    private readonly Dictionary<string, string> parameters = [];

    private AlipayCall(Encoding charset) => Charset = charset;

    public Encoding Charset { get; }

    public IReadOnlyDictionary<string, string> Parameters => parameters;

    /// <summary>A name that came twice: which of the two was signed, nobody could say.</summary>
    public string? Doubled { get; private set; }

    /// <summary>Null where the parameter is missing or empty.</summary>
    public string? this[string name] => parameters.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    public bool KnowsCharset => this["charset"] is { } name && Charsets.ContainsKey(name);

    /// <summary>Every order the sandbox knows of was asked for with a certificate, or with the bare key.</summary>
    public bool IsByCertificate => this["app_cert_sn"] is not null;

    public static AlipayCall Read(string query, byte[] body)
    {
        var pairs = new[] { query.TrimStart('?'), Encoding.Latin1.GetString(body) }
            .SelectMany(part => part.Split('&', StringSplitOptions.RemoveEmptyEntries))
            .Select(pair => pair.Split('=', 2)).ToList();
        // The charset's own name is plain letters in every charset.
        var charset = pairs.LastOrDefault(pair => pair[0] == "charset" && pair.Length == 2)?[1] ?? "";
        var call = new AlipayCall(Charsets.GetValueOrDefault(charset) ?? Charsets["utf-8"]);
        foreach (var pair in pairs)
        {
            var name = Decode(pair[0], call.Charset);
            if (!call.parameters.TryAdd(name, pair.Length == 2 ? Decode(pair[1], call.Charset) : ""))
                call.Doubled ??= name;
        }

        return call;
    }

    private static string Decode(string text, Encoding charset)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                bytes.Add(Convert.FromHexString(text.AsSpan(i + 1, 2))[0]);
                i += 2;
            }
            else
            {
                bytes.Add(text[i] == '+' ? (byte)' ' : (byte)text[i]);
            }
        }

        return charset.GetString([.. bytes]);
    }

    private static Encoding Chinese(int codePage)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding(codePage);
    }
}
