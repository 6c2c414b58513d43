using MobilePay.BankSettlement.Clients.Alipay;

namespace MobilePay.BankSettlement.Tests.Support;

/// <summary>The one application of these tests, with the keys of our vectors.</summary>
internal static class TestAlipay
{
    public const string AppId = "9021000000000001";
    public const string SellerId = "2088000000000001";

    public static AlipayMerchantOptions Options => new()
    {
        HospitalId = TestMerchant.Hospital,
        AppId = AppId,
        SellerId = SellerId,
        AppPrivateKeyPem = Vectors.Alipay.Text("appPrivateKeyPkcs1"),
        AlipayPublicKeyPem = Vectors.Alipay.Text("alipayPublicKey"),
    };

    public static AlipayMerchantOptions Certified(AlipayAuthority authority) => new()
    {
        HospitalId = TestMerchant.Hospital,
        AppId = AppId,
        SellerId = SellerId,
        AppPrivateKeyPem = authority.AppKey.ExportPkcs8PrivateKeyPem(),
        AppCertPem = authority.App.ExportCertificatePem(),
        AlipayCertPem = authority.Alipay.ExportCertificatePem(),
        AlipayRootCertPem = authority.Root.ExportCertificatePem(),
    };
}
