using MobilePay.BankSettlement.Clients.WeChat;

namespace MobilePay.BankSettlement.Tests.Support;

/// <summary>The one merchant of these tests, with the keys of our vectors.</summary>
internal static class TestMerchant
{
    public const string Hospital = "SYN000000";
    public const string MchId = "1900000001";
    public const string AppId = "wx0000000000000001";
    public const string AppSecret = "the-app-secret-of-the-tests";
    public const string KeyId = "PUB_KEY_ID_0000000000000000000000000001";
    public const string Serial = "408B07E79B8269FEC3D5D3E6AB8ED163A6A380DB";

    public static string ApiV3Key => Vectors.Own.Text("apiV3Key");

    public static WeChatMerchantOptions Options => new()
    {
        HospitalId = Hospital,
        MchId = MchId,
        AppId = AppId,
        AppSecret = AppSecret,
        MerchantSerial = Serial,
        PrivateKeyPem = Vectors.Own.Text("merchantPrivateKeyPem"),
        PlatformPublicKeyId = KeyId,
        PlatformPublicKeyPem = Vectors.Own.Text("platformPublicKeyPem"),
        ApiV3Key = ApiV3Key,
    };
}
