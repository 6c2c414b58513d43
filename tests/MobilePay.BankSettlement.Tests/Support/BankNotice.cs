using System.Security.Cryptography;
using System.Text;

namespace MobilePay.BankSettlement.Tests.Support;

/// <summary>A notice as UnionPay would send it, in which each field can be made wrong before it is signed.</summary>
internal sealed class BankNotice
{
    public string SigningKey { get; set; } = "signerKeyPem";

    public Dictionary<string, string> Fields { get; } = Vectors.UnionPay.GetProperty("notice").GetProperty("fields")
        .EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!);

    public static BankNotice OfRefund(string refundNo, long fen, string queryId = "782510091700000000028") => new()
    {
        Fields =
        {
            ["txnType"] = "04",
            ["txnSubType"] = "00",
            ["orderId"] = refundNo,
            ["txnAmt"] = fen.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["queryId"] = queryId,
            ["origQryId"] = "782510091653200000018",
        },
    };

    public BankNotice With(string field, string? value)
    {
        if (value is null)
            Fields.Remove(field);
        else
            Fields[field] = value;
        return this;
    }

    public Dictionary<string, string> Make() => Sign(Fields, SigningKey);

    public static Dictionary<string, string> Sign(IReadOnlyDictionary<string, string> fields, string key)
    {
        var signed = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in fields)
        {
            if (name != "signature" && value.Length > 0)
                signed[name] = value;
        }

        using var rsa = RSA.Create();
        rsa.ImportFromPem(Vectors.UnionPay.Text(key));
        var text = string.Join('&', signed.Select(f => f.Key + "=" + f.Value));
        var digest = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text))).ToLowerInvariant();
        signed["signature"] = Convert.ToBase64String(
            rsa.SignData(Encoding.UTF8.GetBytes(digest), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        return new(signed);
    }
}
