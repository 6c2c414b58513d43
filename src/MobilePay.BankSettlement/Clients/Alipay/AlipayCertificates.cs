using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace MobilePay.BankSettlement.Clients.Alipay;

/// <summary>Alipay's certificate mode: how certificates are numbered, and which ones are believed.</summary>
internal static class AlipayCertificates
{
    private const string RsaSignatures = "1.2.840.113549.1.1.";
    private const string RsaKeys = "1.2.840.113549.1.1.1";

    /// <summary>All certificates of a PEM text; Alipay's root file holds an SM2 one that cannot be read everywhere.</summary>
    public static IReadOnlyList<X509Certificate2> Read(string pem)
    {
        var text = pem.Replace("\\n", "\n", StringComparison.Ordinal).AsSpan();
        var certificates = new List<X509Certificate2>();
        while (PemEncoding.TryFind(text, out var found))
        {
            if (text[found.Label] is "CERTIFICATE" && Load(text[found.Base64Data].ToString()) is { } certificate)
                certificates.Add(certificate);
            text = text[found.Location.End..];
        }

        return certificates;
    }

    /// <summary>md5 over issuer and serial number: app_cert_sn and alipay_cert_sn.</summary>
    [SuppressMessage("Security", "CA5351", Justification = "Alipay numbers certificates so; nothing is trusted because of it.")]
    public static string Number(X509Certificate2 certificate)
    {
        var serial = new BigInteger(certificate.SerialNumberBytes.Span, isUnsigned: true, isBigEndian: true);
        var text = NameText(certificate.IssuerName) + serial.ToString(CultureInfo.InvariantCulture);
        return Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>alipay_root_cert_sn: of the root certificates those that are signed with RSA.</summary>
    public static string RootNumber(IEnumerable<X509Certificate2> roots) => string.Join('_', roots
        .Where(root => root.SignatureAlgorithm.Value?.StartsWith(RsaSignatures, StringComparison.Ordinal) == true)
        .Select(Number));

    public static bool HasRsaKey(X509Certificate2 certificate) => certificate.GetKeyAlgorithm() == RsaKeys;

    public static RsaKey KeyOf(X509Certificate2 certificate)
    {
        using var key = certificate.GetRSAPublicKey()!;
        return RsaKey.Public(key.ExportSubjectPublicKeyInfoPem());
    }

    /// <summary>Whether the certificate comes from one of the roots and is good at this time.</summary>
    public static bool ChainsTo(IEnumerable<X509Certificate2> roots, X509Certificate2 certificate,
        IEnumerable<X509Certificate2> between, DateTimeOffset now)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots.ToArray());
        chain.ChainPolicy.ExtraStore.AddRange(between.ToArray());
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        return chain.Build(certificate);
    }

    private static X509Certificate2? Load(string base64)
    {
        try
        {
            return X509CertificateLoader.LoadCertificate(Convert.FromBase64String(base64));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    // RFC 2253 without blanks, the most specific first; .NET's own text has another order.
    private static string NameText(X500DistinguishedName name) => string.Join(',', name.EnumerateRelativeDistinguishedNames()
        .Select(part => $"{Label(part.GetSingleElementType())}={part.GetSingleElementValue()}"));

    private static string Label(Oid type) => type.Value switch
    {
        "2.5.4.3" => "CN",
        "2.5.4.6" => "C",
        "2.5.4.7" => "L",
        "2.5.4.8" => "ST",
        "2.5.4.10" => "O",
        "2.5.4.11" => "OU",
        var other => other!,
    };
}
