using MobilePay.BankSettlement.Clients.Alipay;
using MobilePay.BankSettlement.Tests.Support;

namespace MobilePay.BankSettlement.Tests.Clients;

public sealed class AlipayOptionsTests : IDisposable
{
    private readonly AlipayAuthority authority = new(DateTimeOffset.FromUnixTimeSeconds(1760000000));

    public void Dispose() => authority.Dispose();

    [Fact]
    public void Good_settings_pass_with_keys_and_with_certificates()
    {
        Faults(TestAlipay.Options).ShouldBeEmpty();
        Faults(TestAlipay.Certified(authority)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("appPrivateKeyPem")]
    [InlineData("appPrivateKeyPkcs1")]
    [InlineData("appPrivateKeyPkcs8")]
    public void A_key_may_have_any_of_its_forms(string form)
    {
        var key = Vectors.Alipay.Text(form);

        Faults(With(privateKey: key)).ShouldBeEmpty();
        Faults(With(privateKey: key.Replace("\n", "\\n", StringComparison.Ordinal))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("secret")]
    [InlineData("c2VjcmV0")]
    public void An_unreadable_key_is_named_and_not_shown(string key)
    {
        Faults(With(privateKey: key)).ShouldBe(["Alipay__Merchants__0__AppPrivateKeyPem is not a readable RSA private key."]);
        Faults(With(publicKey: key)).ShouldBe(["Alipay__Merchants__0__AlipayPublicKeyPem is not a readable RSA public key."]);
    }

    [Fact]
    public void A_public_key_is_no_private_key() =>
        Faults(With(privateKey: Vectors.Alipay.Text("alipayPublicKey")))
            .ShouldBe(["Alipay__Merchants__0__AppPrivateKeyPem is not a readable RSA private key."]);

    [Fact]
    public void Certificates_are_all_three_or_none()
    {
        var good = TestAlipay.Certified(authority);

        Faults(Certified(good, root: "")).ShouldBe(["Alipay__Merchants__0__AlipayRootCertPem has no readable RSA certificate."]);
        Faults(Certified(good, alipay: "x")).ShouldBe(["Alipay__Merchants__0__AlipayCertPem is not a readable RSA certificate."]);
        Faults(Certified(good, app: "")).ShouldBe(["Alipay__Merchants__0__AppCertPem is not a readable RSA certificate."]);
        Faults(Certified(good, app: good.AlipayCertPem))
            .ShouldBe(["Alipay__Merchants__0__AppCertPem does not belong to AppPrivateKeyPem."]);
        Faults(Certified(good, publicKey: Vectors.Alipay.Text("alipayPublicKey")))
            .ShouldBe(["Alipay__Merchants__0 has certificates and AlipayPublicKeyPem; set one or the other."]);
    }

    [Fact]
    public void One_application_stands_once() =>
        Faults(TestAlipay.Options, TestAlipay.Options).ShouldContain("Two of Alipay__Merchants have the AppId 9021000000000001.");

    [Fact]
    public void What_every_merchant_needs_must_be_set()
    {
        var check = new AlipayOptionsCheck();

        check.Validate(null, new() { GatewayUrl = "https://openapi.alipay.com/", Merchants = [new()] }).Failures!.ShouldBe(
        [
            "Alipay__Merchants__0__HospitalId is not set.", "Alipay__Merchants__0__AppId is not set.",
            "Alipay__Merchants__0__SellerId is not set.",
            "Alipay__Merchants__0__AppPrivateKeyPem is not a readable RSA private key.",
            "Alipay__Merchants__0__AlipayPublicKeyPem is not a readable RSA public key.",
            "Set Alipay__NotifyUrl to our public address for notices.", "Alipay__GatewayUrl must end with /gateway.do.",
        ]);
        check.Validate(null, new()).Succeeded.ShouldBeTrue();
    }

    private static AlipayMerchantOptions With(string? privateKey = null, string? publicKey = null) => new()
    {
        HospitalId = TestMerchant.Hospital,
        AppId = TestAlipay.AppId,
        SellerId = TestAlipay.SellerId,
        AppPrivateKeyPem = privateKey ?? Vectors.Alipay.Text("appPrivateKeyPem"),
        AlipayPublicKeyPem = publicKey ?? Vectors.Alipay.Text("alipayPublicKeyPem"),
    };

    private static AlipayMerchantOptions Certified(AlipayMerchantOptions good,
        string? app = null, string? alipay = null, string? root = null, string? publicKey = null) => new()
        {
            HospitalId = good.HospitalId,
            AppId = good.AppId,
            SellerId = good.SellerId,
            AppPrivateKeyPem = good.AppPrivateKeyPem,
            AppCertPem = app ?? good.AppCertPem,
            AlipayCertPem = alipay ?? good.AlipayCertPem,
            AlipayRootCertPem = root ?? good.AlipayRootCertPem,
            AlipayPublicKeyPem = publicKey,
        };

    private static IEnumerable<string> Faults(params AlipayMerchantOptions[] merchants) =>
        new AlipayOptionsCheck()
            .Validate(null, new() { NotifyUrl = "https://pay.example/notify/alipay", Merchants = merchants }).Failures ?? [];
}
