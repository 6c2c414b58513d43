using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace MobilePay.BankSettlement.Tests.Support;

/// <summary>A root that certifies an application and Alipay, and Alipay anew when its certificate changes.</summary>
internal sealed class AlipayAuthority : IDisposable
{
    public const string AlipayName = "CN=Alipay-2088000000000001,OU=Alipay,O=Test Alipay,C=CN";
    private readonly RSA rootKey = RSA.Create(2048);
    private readonly DateTimeOffset now;

    public AlipayAuthority(DateTimeOffset now)
    {
        this.now = now;
        var request = new CertificateRequest(
            "CN=Test Root R1,OU=Certification Authority,O=Test Ant,C=CN", rootKey, HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        Root = request.CreateSelfSigned(now.AddYears(-1), now.AddYears(10));
        App = Issue("CN=2088000000000001-9021000000000001,OU=Alipay,O=app@test,C=CN", AppKey);
        Alipay = Issue(AlipayName, AlipayKey);
    }

    public RSA AppKey { get; } = RSA.Create(2048);
    public RSA AlipayKey { get; } = RSA.Create(2048);
    public X509Certificate2 Root { get; }
    public X509Certificate2 App { get; }
    public X509Certificate2 Alipay { get; }

    public X509Certificate2 Issue(string name, RSA key, int endsInDays = 365)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.Create(Root, now.AddDays(-30), now.AddDays(endsInDays), RandomNumberGenerator.GetBytes(16));
    }

    /// <summary>As Alipay numbers its certificates, from the text .NET prints: another way than the one under test.</summary>
    [SuppressMessage("Security", "CA5351", Justification = "Alipay numbers certificates so.")]
    public static string NumberOf(X509Certificate2 certificate)
    {
        var issuer = certificate.IssuerName.Decode(X500DistinguishedNameFlags.Reversed)
            .Replace(", ", ",", StringComparison.Ordinal);
        var serial = UInt128.Parse(certificate.SerialNumber, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(
            issuer + serial.ToString(CultureInfo.InvariantCulture))));
    }

    public void Dispose()
    {
        Array.ForEach([Root, App, Alipay], certificate => certificate.Dispose());
        Array.ForEach([rootKey, AppKey, AlipayKey], key => key.Dispose());
    }
}
