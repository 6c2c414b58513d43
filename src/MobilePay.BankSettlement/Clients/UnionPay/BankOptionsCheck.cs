using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace MobilePay.BankSettlement.Clients.UnionPay;

/// <summary>Finds a wrong setting at start instead of at the first patient. It never shows a key.</summary>
internal sealed class BankOptionsCheck : IValidateOptions<BankOptions>
{
    public ValidateOptionsResult Validate(string? name, BankOptions options)
    {
        var faults = options.Merchants.SelectMany(FaultsOf).ToList();
        if (options.Merchants.Count > 0 && options.NotifyUrl is null)
            faults.Add("Set Bank__NotifyUrl to our public address for notices.");
        if (options.Merchants.Count > 0 && options.ConfirmUrl is null)
            faults.Add("Set Bank__ConfirmUrl to our public page on which a patient confirms with a code.");
        faults.AddRange(MerchantSettings.Repeated("Bank", options.Merchants, m => m.MerId));
        faults.AddRange(MerchantSettings.Repeated("Bank", options.Merchants, m => m.HospitalId));
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> FaultsOf(BankMerchantOptions merchant, int index)
    {
        if (string.IsNullOrWhiteSpace(merchant.HospitalId))
            yield return $"Bank__Merchants__{index}__HospitalId is not set.";
        if (merchant.MerId.Length != 15 || !merchant.MerId.All(char.IsAsciiLetterOrDigit))
            yield return $"Bank__Merchants__{index}__MerId must be 15 digits.";
        if (merchant.CertId is "" || !merchant.CertId.All(char.IsAsciiDigit))
            yield return $"Bank__Merchants__{index}__CertId must be a serial number in decimal.";
        if (merchant.TrId is "" || !merchant.TrId.All(char.IsAsciiLetterOrDigit))
            yield return $"Bank__Merchants__{index}__TrId must be letters and digits.";
        if (!RsaKey.IsPrivate(merchant.PrivateKeyPem))
            yield return $"Bank__Merchants__{index}__PrivateKeyPem is not a readable RSA private key in PEM.";
        if (!Works(() => UnionPayCertificates.Read(merchant.AcquirerCertPem)))
            yield return $"Bank__Merchants__{index}__AcquirerCertPem is not a readable certificate in PEM.";
        else if (!Works(() => UnionPayCipher.Of(merchant).Dispose()))
            yield return $"Bank__Merchants__{index}__EncryptCertPem is not a readable certificate with an RSA key in PEM.";
    }

    private static bool Works(Action import)
    {
        try
        {
            import();
            return true;
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or ArgumentException)
        {
            return false;
        }
    }
}
