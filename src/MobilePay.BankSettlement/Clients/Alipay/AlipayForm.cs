using System.Net;
using System.Text;

namespace MobilePay.BankSettlement.Clients.Alipay;

/// <summary>The form encoding of Alipay's parameters, in addresses, calls and notices.</summary>
internal static class AlipayForm
{
    public static string Write(IEnumerable<KeyValuePair<string, string>> parameters) => string.Join('&',
        parameters.Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}"));

    /// <summary>Decodes once. Null where a name comes twice: nobody could say which of the two is signed.</summary>
    public static Dictionary<string, string>? Read(ReadOnlySpan<byte> form)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in Encoding.UTF8.GetString(form).Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = at < 0 ? (pair, "") : (pair[..at], pair[(at + 1)..]);
            if (!read.TryAdd(WebUtility.UrlDecode(name), WebUtility.UrlDecode(value)))
                return null;
        }

        return read;
    }
}
