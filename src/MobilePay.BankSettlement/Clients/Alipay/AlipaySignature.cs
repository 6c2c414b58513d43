using System.Text;

namespace MobilePay.BankSettlement.Clients.Alipay;

/// <summary>The text Alipay and we sign: the parameters that have a value, in ordinal order, not URL-encoded.</summary>
internal static class AlipaySignature
{
    public static byte[] OfParameters(IEnumerable<KeyValuePair<string, string>> parameters) =>
        Encoding.UTF8.GetBytes(string.Join('&', parameters.Where(p => p.Key != "sign" && p.Value.Length > 0)
            .OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}")));

    /// <summary>Of a notice, where the kind of signature is not signed.</summary>
    public static byte[] OfNotice(IEnumerable<KeyValuePair<string, string>> parameters) =>
        OfParameters(parameters.Where(p => p.Key != "sign_type"));
}
