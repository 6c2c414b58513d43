using System.Security.Cryptography;

namespace MobilePay.Sandbox.Credentials;

/// <summary>credentials.json: everything the platform is told about the outside world.</summary>
internal sealed record PublishedCredentials(
    WeChatCredentials Wechat, AlipayCredentials Alipay, BankCredentials Bank, HisCredentials His);

internal sealed record WeChatCredentials(
    string BaseUrl, string AppId, string MchId, string MerchantSerial, string MerchantPrivateKeyPem,
    string PlatformPublicKeyId, string PlatformPublicKeyPem, string ApiV3Key);

internal sealed record AlipayCredentials(
    string GatewayUrl, string AppId, string SellerId, string AppPrivateKeyPem, string AlipayPublicKeyPem);

internal sealed record BankCredentials(
    string BaseUrl, string MerId, string CertId, string MerchantPrivateKeyPem, string MerchantCertPem, string AcquirerCertPem);

internal sealed record HisCredentials(string BaseUrl, string Institution, string KeyId, string Secret);

/// <summary>What only the outside world knows; kept in a file of its own.</summary>
internal sealed record ChannelPrivateKeys(string WechatPlatformPem, string AlipayPem, string AcquirerPem);

/// <summary>The keys in use, loaded once: importing a PEM for every request would be most of the request.</summary>
internal sealed class OutsideWorldKeys : IDisposable
{
    public OutsideWorldKeys(PublishedCredentials published, ChannelPrivateKeys hidden)
    {
        Published = published;
        WeChatPlatform.ImportFromPem(hidden.WechatPlatformPem);
        WeChatMerchant.ImportFromPem(published.Wechat.MerchantPrivateKeyPem);
        Alipay.ImportFromPem(hidden.AlipayPem);
        AlipayApp.ImportFromPem(published.Alipay.AppPrivateKeyPem);
        Acquirer.ImportFromPem(hidden.AcquirerPem);
        BankMerchant.ImportFromPem(published.Bank.MerchantPrivateKeyPem);
    }

    public PublishedCredentials Published { get; }

    /// <summary>Signs answers and notices.</summary>
    public RSA WeChatPlatform { get; } = RSA.Create();

    /// <summary>Only verifies here; the platform holds the same key to sign with.</summary>
    public RSA WeChatMerchant { get; } = RSA.Create();

    /// <summary>Signs answers, notices and return addresses.</summary>
    public RSA Alipay { get; } = RSA.Create();

    /// <summary>Only verifies here, as the WeChat merchant's does.</summary>
    public RSA AlipayApp { get; } = RSA.Create();

    /// <summary>Signs the bank's answers and notices, and opens card data.</summary>
    public RSA Acquirer { get; } = RSA.Create();

    /// <summary>Only verifies here, as the other merchants' do.</summary>
    public RSA BankMerchant { get; } = RSA.Create();

    public void Dispose()
    {
        Acquirer.Dispose();
        BankMerchant.Dispose();
        Alipay.Dispose();
        AlipayApp.Dispose();
        WeChatPlatform.Dispose();
        WeChatMerchant.Dispose();
    }
}
