using System.Text;
using MobilePay.Sandbox.Credentials;

namespace MobilePay.Sandbox.Alipay;

/// <summary>Wraps an answer's node and signs its raw text (section 3).</summary>
internal sealed class AlipaySeal(OutsideWorldKeys keys, AlipayCertificates certificates)
{
    private int answers;

    public string Wrap(string node, string text, Encoding charset, bool byCertificate, bool spoilt)
    {
        var dressed = Dressed(text, Interlocked.Increment(ref answers));
        var signature = Sign(dressed, charset, spoilt);
        var certificate = byCertificate ? $"\"alipay_cert_sn\":\"{certificates.AlipaySerial}\"," : "";
        return $"{{\"{node}\":{dressed},{certificate}\"sign\":\"{signature}\"}}";
    }

    public static string WrapUnsigned(string node, string text) => $"{{\"{node}\":{text}}}";

    public string Sign(string content, Encoding charset, bool spoilt = false)
    {
        var signature = AlipaySignature.Sign(keys.Alipay, content, charset);
        if (!spoilt)
            return signature;
        var bytes = Convert.FromBase64String(signature);
        bytes[0] ^= 0x55;
        return Convert.ToBase64String(bytes);
    }

    /// <summary>Now and then with blanks or escaped slashes: who verifies anything but the raw text is found out.</summary>
    internal static string Dressed(string text, int turn)
    {
        var (blanks, slashes) = ((turn & 1) == 1, (turn & 2) == 2);
        if (!blanks && !slashes)
            return text;

        var dressed = new StringBuilder(text.Length + 64);
        var (isInside, isEscaped) = (false, false);
        foreach (var c in text)
        {
            if (slashes && isInside && c == '/' && !isEscaped)
                dressed.Append('\\');
            dressed.Append(c);
            if (blanks && !isInside && c is (',' or ':'))
                dressed.Append(' ');
            if (c == '"' && !isEscaped)
                isInside = !isInside;
            isEscaped = isInside && c == '\\' && !isEscaped;
        }

        return dressed.ToString();
    }
}
