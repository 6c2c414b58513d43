using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MobilePay.Sandbox.Credentials;

/// <summary>Issues the credentials each outside party would have handed to the hospital.</summary>
internal static class CredentialIssue
{
    public const string Institution = "SYN000000";

    private const string UpperHex = "0123456789ABCDEF";
    private const string LowerHex = "0123456789abcdef";
    private const string Digits = "0123456789";
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public static (PublishedCredentials Published, ChannelPrivateKeys Hidden) Create(ListenerPorts ports)
    {
        using var wechatMerchant = RSA.Create(2048);
        using var wechatPlatform = RSA.Create(2048);
        using var alipayApp = RSA.Create(2048);
        using var alipay = RSA.Create(2048);
        using var bankMerchant = RSA.Create(2048);
        using var acquirer = RSA.Create(2048);
        using var merchantCert = Certificate("CN=SANDBOX MERCHANT,O=SIMULATED,C=CN", bankMerchant);
        using var acquirerCert = Certificate("CN=SANDBOX ACQUIRER,O=SIMULATED,C=CN", acquirer);

        var wechat = new WeChatCredentials(
            "", "wx" + Pick(LowerHex, 16), "1" + Pick(Digits, 9), Pick(UpperHex, 40),
            wechatMerchant.ExportPkcs8PrivateKeyPem(), "PUB_KEY_ID_" + Pick(Digits, 30),
            wechatPlatform.ExportSubjectPublicKeyInfoPem(), Pick(Letters, 32));
        var alipayAccount = new AlipayCredentials(
            "", "2021" + Pick(Digits, 12), "2088" + Pick(Digits, 12),
            alipayApp.ExportPkcs8PrivateKeyPem(), alipay.ExportSubjectPublicKeyInfoPem());
        // certId is the certificate's serial as a decimal number.
        var certId = new System.Numerics.BigInteger(merchantCert.SerialNumberBytes.Span, isUnsigned: true, isBigEndian: true);
        var bank = new BankCredentials(
            "", "777" + Pick(Digits, 12), certId.ToString(CultureInfo.InvariantCulture),
            bankMerchant.ExportPkcs8PrivateKeyPem(), merchantCert.ExportCertificatePem(), acquirerCert.ExportCertificatePem());
        var his = new HisCredentials("", Institution, "his-" + Pick(LowerHex, 8), Pick(Letters, 43));

        return (AtPorts(new PublishedCredentials(wechat, alipayAccount, bank, his), ports), new ChannelPrivateKeys(
            wechatPlatform.ExportPkcs8PrivateKeyPem(), alipay.ExportPkcs8PrivateKeyPem(), acquirer.ExportPkcs8PrivateKeyPem()));
    }

    /// <summary>The addresses follow the ports of this start; the keys stay.</summary>
    public static PublishedCredentials AtPorts(PublishedCredentials known, ListenerPorts ports) => known with
    {
        Wechat = known.Wechat with { BaseUrl = Local(ports.WeChat) },
        Alipay = known.Alipay with { GatewayUrl = Local(ports.Alipay) + "/gateway.do" },
        Bank = known.Bank with { BaseUrl = Local(ports.Bank) },
        His = known.His with { BaseUrl = Local(ports.His) },
    };

    private static string Local(int port) => string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}");

    private static string Pick(string alphabet, int length) => RandomNumberGenerator.GetString(alphabet, length);

    private static X509Certificate2 Certificate(string subject, RSA key)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddYears(10));
    }
}
