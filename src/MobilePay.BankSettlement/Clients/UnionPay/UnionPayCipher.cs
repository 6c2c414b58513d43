using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace MobilePay.BankSettlement.Clients.UnionPay;

/// <summary>Encrypts what only the bank may read: card number, phone, cvn2 and expiry.</summary>
internal sealed class UnionPayCipher : IDisposable
{
    private readonly RSA key;

    private UnionPayCipher(X509Certificate2 certificate)
    {
        key = certificate.GetRSAPublicKey() ?? throw new CryptographicException("The certificate has no RSA key.");
        CertId = BigInteger.Parse("0" + certificate.SerialNumber, NumberStyles.HexNumber, CultureInfo.InvariantCulture)
            .ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The certificate's serial number in decimal, sent beside what was encrypted.</summary>
    public string CertId { get; }

    /// <exception cref="CryptographicException">The certificate is unreadable or has no RSA key.</exception>
    public static UnionPayCipher Of(BankMerchantOptions merchant) => new(UnionPayCertificates.Read(
        string.IsNullOrWhiteSpace(merchant.EncryptCertPem) ? merchant.AcquirerCertPem : merchant.EncryptCertPem)[0]);

    public string Encrypt(string text)
    {
        // Sign-ups are rare: one key under a lock is enough.
        lock (key)
            return Convert.ToBase64String(key.Encrypt(Encoding.UTF8.GetBytes(text), RSAEncryptionPadding.Pkcs1));
    }

    public void Dispose() => key.Dispose();
}
