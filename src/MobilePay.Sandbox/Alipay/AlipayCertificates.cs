using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.Options;
using MobilePay.Sandbox.Credentials;

namespace MobilePay.Sandbox.Alipay;

/// <summary>Certificate mode (section 4): over the same two key pairs, a root of our own and what it issued, as files.</summary>
internal sealed class AlipayCertificates
{
    private const string RsaSignatures = "1.2.840.113549.1.1";

    public AlipayCertificates(OutsideWorldKeys keys, IOptions<SandboxOptions> options, TimeProvider clock)
    {
        var folder = options.Value.Directory;
        var (app, own, root) = (Path.Combine(folder, "alipay-app-cert.pem"), Path.Combine(folder, "alipay-cert.pem"),
            Path.Combine(folder, "alipay-root-cert.pem"));
        if (!File.Exists(app) || !File.Exists(own) || !File.Exists(root))
            Issue(keys, clock.GetUtcNow(), app, own, root);

        AppSerial = SerialOf(X509Certificate2.CreateFromPem(File.ReadAllText(app)));
        AlipaySerial = SerialOf(X509Certificate2.CreateFromPem(File.ReadAllText(own)));
        RootSerial = RootSerialOf(File.ReadAllText(root));
    }

    public string AppSerial { get; }

    public string AlipaySerial { get; }

    public string RootSerial { get; }

    /// <summary>md5 of the issuer's name, most specific part first, and the serial number in decimal.</summary>
    public static string SerialOf(X509Certificate2 certificate)
    {
        var parts = certificate.IssuerName.EnumerateRelativeDistinguishedNames()
            .Select(part => $"{NameOf(part.GetSingleElementType())}={part.GetSingleElementValue()}");
        var serial = new BigInteger(certificate.SerialNumberBytes.Span, isUnsigned: true, isBigEndian: true);
        var text = string.Join(',', parts) + serial.ToString(CultureInfo.InvariantCulture);
#pragma warning disable CA5351 // The channel's document says MD5; nothing is kept safe by it.
        return Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351
    }

    /// <summary>Only the certificates signed with RSA count; others in the bundle may not even be readable.</summary>
    public static string RootSerialOf(string bundle)
    {
        var serials = new List<string>();
        for (var at = bundle.IndexOf("-----BEGIN", StringComparison.Ordinal); at >= 0;)
        {
            var next = bundle.IndexOf("-----BEGIN", at + 1, StringComparison.Ordinal);
            try
            {
                using var certificate = X509Certificate2.CreateFromPem(next < 0 ? bundle[at..] : bundle[at..next]);
                if (certificate.SignatureAlgorithm.Value?.StartsWith(RsaSignatures, StringComparison.Ordinal) == true)
                    serials.Add(SerialOf(certificate));
            }
            catch (CryptographicException)
            {
                // An SM2 certificate on a machine that cannot read one.
            }

            at = next;
        }

        return string.Join('_', serials);
    }

    private static string NameOf(Oid oid) => oid.Value switch
    {
        "2.5.4.3" => "CN",
        "2.5.4.6" => "C",
        "2.5.4.10" => "O",
        "2.5.4.11" => "OU",
        _ => oid.FriendlyName ?? oid.Value ?? "",
    };

    private static void Issue(OutsideWorldKeys keys, DateTimeOffset now, string app, string own, string root)
    {
        using var rootKey = RSA.Create(2048);
        var request = new CertificateRequest(
            "CN=SANDBOX ALIPAY ROOT,OU=SIMULATED,O=SIMULATED,C=CN", rootKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var rootCertificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(10));
        File.WriteAllText(root, rootCertificate.ExportCertificatePem());
        File.WriteAllText(app, Issued("CN=SANDBOX APPLICATION,O=SIMULATED,C=CN", keys.AlipayApp, rootCertificate, now));
        File.WriteAllText(own, Issued("CN=SANDBOX ALIPAY,O=SIMULATED,C=CN", keys.Alipay, rootCertificate, now));
    }

    private static string Issued(string subject, RSA key, X509Certificate2 issuer, DateTimeOffset now)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] &= 0x7f;
        using var certificate = request.Create(issuer, now.AddDays(-1), now.AddYears(9), serial);
        return certificate.ExportCertificatePem();
    }
}
