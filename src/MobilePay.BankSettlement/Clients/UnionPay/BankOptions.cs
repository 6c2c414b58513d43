using System.ComponentModel.DataAnnotations;

namespace MobilePay.BankSettlement.Clients.UnionPay;

/// <summary>Bank quick pay by UnionPay's token product (ACP 5.1.0), one merchant number a hospital.</summary>
public sealed class BankOptions
{
    /// <summary>The host; <c>/gateway/api/…</c> is appended.</summary>
    [Required, Url]
    public string BaseUrl { get; init; } = "https://gateway.95516.com";

    /// <summary>The host of settlement files; without it production's own, or the same host as the payments'.</summary>
    [Url]
    public string? FileUrl { get; init; }

    /// <summary>Our public address for notices; the merchant number is appended.</summary>
    [Url]
    public string? NotifyUrl { get; init; }

    /// <summary>Our public page on which the patient picks a card and enters the code; the order's number is appended.</summary>
    [Url]
    public string? ConfirmUrl { get; init; }

    /// <summary>
    /// Whose name the signing certificate must carry (third part of its CN). Needed where the trusted root also signs others'
    /// certificates; at the production gateway it is always demanded.
    /// </summary>
    public string? SignerName { get; init; }

    /// <summary>How long one call may take, its repeats included (rule T1).</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "00:00:10")]
    public TimeSpan CallWithin { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a patient waits before another code is sent for the same thing.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan CodeAgainAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long entered card particulars may wait, sealed and on the phone, for their code.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "00:30:00")]
    public TimeSpan SignUpWithin { get; init; } = TimeSpan.FromMinutes(10);

    public IReadOnlyList<BankMerchantOptions> Merchants { get; init; } = [];
}

public sealed class BankMerchantOptions
{
    public string HospitalId { get; init; } = "";

    /// <summary>15 digits.</summary>
    public string MerId { get; init; } = "";

    /// <summary>Serial of our signing certificate, in decimal.</summary>
    public string CertId { get; init; } = "";
    public string PrivateKeyPem { get; init; } = "";

    /// <summary>
    /// The root, with intermediates if any, that the acquirer's signing certificate chains to; or that certificate.
    /// </summary>
    public string AcquirerCertPem { get; init; } = "";

    /// <summary>Our number as one who asks for tokens.</summary>
    public string TrId { get; init; } = "";

    /// <summary>The certificate card numbers are encrypted for; without it, the first of <see cref="AcquirerCertPem"/>.</summary>
    public string? EncryptCertPem { get; init; }
}
