using System.ComponentModel.DataAnnotations;

namespace MobilePay.BankSettlement.Clients.WeChat;

/// <summary>WeChat Pay APIv3 as a direct merchant, one merchant number a hospital.</summary>
public sealed class WeChatOptions
{
    [Required, Url]
    public string BaseUrl { get; init; } = "https://api.mch.weixin.qq.com";

    /// <summary>The page people are sent to so that we learn their openid.</summary>
    [Required, Url]
    public string OAuthUrl { get; init; } = "https://open.weixin.qq.com/connect/oauth2/authorize";

    /// <summary>Where the sign-in code is exchanged; another host than the payments'.</summary>
    [Required, Url]
    public string ApiUrl { get; init; } = "https://api.weixin.qq.com";

    /// <summary>Our public address for notices; the merchant number is appended.</summary>
    [Url]
    public string? NotifyUrl { get; init; }

    /// <summary>How long one call may take, its repeats included (rule T1).</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "00:00:10")]
    public TimeSpan CallWithin { get; init; } = TimeSpan.FromSeconds(5);

    public IReadOnlyList<WeChatMerchantOptions> Merchants { get; init; } = [];
}

public sealed class WeChatMerchantOptions
{
    public string HospitalId { get; init; } = "";
    public string MchId { get; init; } = "";
    public string AppId { get; init; } = "";
    public string AppSecret { get; init; } = "";

    /// <summary>Serial of our API certificate, upper-case hexadecimal.</summary>
    public string MerchantSerial { get; init; } = "";
    public string PrivateKeyPem { get; init; } = "";

    /// <summary>Begins with PUB_KEY_ID_.</summary>
    public string PlatformPublicKeyId { get; init; } = "";
    public string PlatformPublicKeyPem { get; init; } = "";

    /// <summary>32 ASCII characters: the key notices are encrypted with.</summary>
    public string ApiV3Key { get; init; } = "";
}
