using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using QRCoder;

namespace MobilePay.FinanceWeb.Staff;

/// <summary>
/// A secret for an app that nobody has taken yet: it travels with the form, sealed, for one purpose and a quarter of an hour.
/// </summary>
public sealed class FactorOffer
{
    private const string Issuer = "MobilePay";

    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(15);

    private FactorOffer(string secret, string sealedSecret) => (Secret, Sealed) = (secret, sealedSecret);

    public string Secret { get; }

    public string Sealed { get; }

    /// <summary>In groups of four, for an app that cannot see the picture.</summary>
    public string Spelled => string.Join(' ', Secret.Chunk(4).Select(group => new string(group)));

    public static FactorOffer New(IDataProtectionProvider seals, Guid purpose)
    {
        var secret = Totp.NewSecret();
        return new(secret, Seal(seals, purpose).Protect(secret, Lasts));
    }

    /// <summary>Null: altered, made for somebody else, or too old.</summary>
    public static FactorOffer? Open(IDataProtectionProvider seals, Guid purpose, string sealedSecret)
    {
        try
        {
            return new(Seal(seals, purpose).Unprotect(sealedSecret), sealedSecret);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public string Picture(string userName)
    {
        using var code = QRCodeGenerator.GenerateQrCode(Totp.Address(Secret, userName, Issuer), QRCodeGenerator.ECCLevel.M);
        using var png = new PngByteQRCode(code);
        return "data:image/png;base64," + Convert.ToBase64String(png.GetGraphic(5));
    }

    private static ITimeLimitedDataProtector Seal(IDataProtectionProvider seals, Guid purpose) =>
        seals.CreateProtector("second-factor", purpose.ToString()).ToTimeLimitedDataProtector();
}
