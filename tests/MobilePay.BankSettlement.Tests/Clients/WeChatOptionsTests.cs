using MobilePay.BankSettlement.Clients.WeChat;
using MobilePay.BankSettlement.Tests.Support;

namespace MobilePay.BankSettlement.Tests.Clients;

public sealed class WeChatOptionsTests
{
    [Fact]
    public void Good_settings_pass() => Faults(TestMerchant.Options).ShouldBeEmpty();

    [Fact]
    public void Line_ends_of_a_key_may_be_written_as_backslash_n() =>
        Faults(With(privateKey: TestMerchant.Options.PrivateKeyPem.Replace("\n", "\\n", StringComparison.Ordinal)))
            .ShouldBeEmpty();

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----")]
    public void An_unreadable_private_key_is_named_and_not_shown(string pem) =>
        Faults(With(privateKey: pem)).ShouldBe(["WeChat__Merchants__0__PrivateKeyPem is not a readable RSA private key in PEM."]);

    [Fact]
    public void A_public_key_is_no_private_key() =>
        Faults(With(privateKey: TestMerchant.Options.PlatformPublicKeyPem))
            .ShouldBe(["WeChat__Merchants__0__PrivateKeyPem is not a readable RSA private key in PEM."]);

    [Fact]
    public void A_key_for_notices_of_another_length_is_refused() =>
        Faults(With(apiV3Key: "short")).ShouldBe(["WeChat__Merchants__0__ApiV3Key must be 32 ASCII characters."]);

    [Fact]
    public void One_merchant_number_stands_once() =>
        Faults(TestMerchant.Options, TestMerchant.Options).ShouldContain("Two of WeChat__Merchants have the MchId 1900000001.");

    private static WeChatMerchantOptions With(string? privateKey = null, string? apiV3Key = null) => new()
    {
        HospitalId = TestMerchant.Hospital,
        MchId = TestMerchant.MchId,
        AppId = TestMerchant.AppId,
        AppSecret = TestMerchant.AppSecret,
        MerchantSerial = TestMerchant.Serial,
        PrivateKeyPem = privateKey ?? TestMerchant.Options.PrivateKeyPem,
        PlatformPublicKeyId = TestMerchant.KeyId,
        PlatformPublicKeyPem = TestMerchant.Options.PlatformPublicKeyPem,
        ApiV3Key = apiV3Key ?? TestMerchant.ApiV3Key,
    };

    private static IEnumerable<string> Faults(params WeChatMerchantOptions[] merchants) =>
        new WeChatOptionsCheck()
            .Validate(null, new() { NotifyUrl = "https://pay.example/notify/wechat", Merchants = merchants }).Failures ?? [];
}
