using System.ComponentModel.DataAnnotations;

namespace MobilePay.BankSettlement.Clients.Alipay;

/// <summary>Alipay's OpenAPI as a direct merchant, one application a hospital.</summary>
public sealed class AlipayOptions
{
    /// <summary>The path that every call goes to.</summary>
    public const string GatewayPath = "/gateway.do";

    [Required, Url]
    public string GatewayUrl { get; init; } = "https://openapi.alipay.com/gateway.do";

    /// <summary>The page people inside Alipay are sent to so that we learn who pays.</summary>
    [Required, Url]
    public string AuthorizeUrl { get; init; } = "https://openauth.alipay.com/oauth2/publicAppAuthorize.htm";

    /// <summary>Our public address for notices; the application's number is appended.</summary>
    [Url]
    public string? NotifyUrl { get; init; }

    /// <summary>Where the phone comes back to from Alipay's page. What it brings along is believed by nobody.</summary>
    [Url]
    public string? ReturnUrl { get; init; }

    /// <summary>How long one call may take, its repeats included (rule T1).</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "00:00:10")]
    public TimeSpan CallWithin { get; init; } = TimeSpan.FromSeconds(5);

    public IReadOnlyList<AlipayMerchantOptions> Merchants { get; init; } = [];
}

/// <summary>An application with keys, or with certificates: then the last three are set and the public key is not.</summary>
public sealed class AlipayMerchantOptions
{
    public string HospitalId { get; init; } = "";
    public string AppId { get; init; } = "";

    /// <summary>The account that is paid: 16 digits beginning with 2088.</summary>
    public string SellerId { get; init; } = "";

    /// <summary>PEM or bare base64, PKCS#1 or PKCS#8.</summary>
    public string AppPrivateKeyPem { get; init; } = "";
    public string? AlipayPublicKeyPem { get; init; }

    public string? AppCertPem { get; init; }
    public string? AlipayCertPem { get; init; }
    public string? AlipayRootCertPem { get; init; }

    public bool HasCertificates => !string.IsNullOrWhiteSpace(AppCertPem) || !string.IsNullOrWhiteSpace(AlipayCertPem)
        || !string.IsNullOrWhiteSpace(AlipayRootCertPem);
}
