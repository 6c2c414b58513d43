using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MobilePay.Sandbox.Credentials;

namespace MobilePay.Sandbox.Bank;

/// <summary>Signs what the acquirer says, and opens what was encrypted for it.</summary>
internal sealed class BankSeal
{
    private readonly OutsideWorldKeys keys;

    public BankSeal(OutsideWorldKeys keys)
    {
        this.keys = keys;
        using var certificate = X509Certificate2.CreateFromPem(keys.Published.Bank.AcquirerCertPem);
        CertPem = Crlf(keys.Published.Bank.AcquirerCertPem);
        CertId = new BigInteger(certificate.SerialNumberBytes.Span, isUnsigned: true, isBigEndian: true)
            .ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The acquirer's certificate with the line ends that take part in the signature.</summary>
    public string CertPem { get; }

    /// <summary>What encryptCertId must be.</summary>
    public string CertId { get; }

    public Dictionary<string, string> Sealed(IEnumerable<KeyValuePair<string, string>> fields, bool spoilt = false) =>
        SealedBy(keys.Acquirer, CertPem, fields, spoilt);

    public static Dictionary<string, string> SealedBy(
        RSA key, string certPem, IEnumerable<KeyValuePair<string, string>> fields, bool spoilt = false)
    {
        var signed = new Dictionary<string, string>(fields) { ["signMethod"] = "01", ["signPubKeyCert"] = certPem };
        var signature = Convert.FromBase64String(BankSignature.Sign(key, BankSignature.Built(signed)));
        if (spoilt)
            signature[0] ^= 0x55;
        signed["signature"] = Convert.ToBase64String(signature);
        return signed;
    }

    /// <summary>The text behind the base64; null when it was not encrypted for this certificate.</summary>
    public string? Opened(string cipher)
    {
        try
        {
            return Encoding.UTF8.GetString(keys.Acquirer.Decrypt(Convert.FromBase64String(cipher), RSAEncryptionPadding.Pkcs1));
        }
        catch (Exception unreadable) when (unreadable is FormatException or CryptographicException)
        {
            return null;
        }
    }

    public static string Crlf(string pem) => pem.Trim().ReplaceLineEndings("\r\n");
}
