using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace MobilePay.BankSettlement.Clients.Alipay;

/// <summary>Ends the start with one sentence that names the setting, and never shows its value.</summary>
internal sealed class AlipayOptionsCheck : IValidateOptions<AlipayOptions>
{
    public ValidateOptionsResult Validate(string? name, AlipayOptions options)
    {
        var faults = options.Merchants.SelectMany(FaultsOf).ToList();
        if (options.Merchants.Count > 0 && options.NotifyUrl is null)
            faults.Add("Set Alipay__NotifyUrl to our public address for notices.");
        if (!options.GatewayUrl.EndsWith(AlipayOptions.GatewayPath, StringComparison.Ordinal))
            faults.Add($"Alipay__GatewayUrl must end with {AlipayOptions.GatewayPath}.");
        faults.AddRange(MerchantSettings.Repeated("Alipay", options.Merchants, m => m.AppId));
        faults.AddRange(MerchantSettings.Repeated("Alipay", options.Merchants, m => m.HospitalId));
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> FaultsOf(AlipayMerchantOptions merchant, int index)
    {
        (string Name, string Value)[] required =
        [
            (nameof(merchant.HospitalId), merchant.HospitalId),
            (nameof(merchant.AppId), merchant.AppId),
            (nameof(merchant.SellerId), merchant.SellerId),
        ];
        foreach (var (setting, value) in required)
        {
            if (string.IsNullOrWhiteSpace(value))
                yield return $"Alipay__Merchants__{index}__{setting} is not set.";
        }

        var isPrivate = RsaKey.IsPrivate(merchant.AppPrivateKeyPem);
        if (!isPrivate)
            yield return $"Alipay__Merchants__{index}__AppPrivateKeyPem is not a readable RSA private key.";

        var others = merchant.HasCertificates ? FaultsOfCertificates(merchant, index, isPrivate) : FaultsOfKey(merchant, index);
        foreach (var fault in others)
            yield return fault;
    }

    private static IEnumerable<string> FaultsOfKey(AlipayMerchantOptions merchant, int index)
    {
        if (!RsaKey.IsPublic(merchant.AlipayPublicKeyPem ?? ""))
            yield return $"Alipay__Merchants__{index}__AlipayPublicKeyPem is not a readable RSA public key.";
    }

    private static IEnumerable<string> FaultsOfCertificates(AlipayMerchantOptions merchant, int index, bool isPrivate)
    {
        if (!string.IsNullOrWhiteSpace(merchant.AlipayPublicKeyPem))
            yield return $"Alipay__Merchants__{index} has certificates and AlipayPublicKeyPem; set one or the other.";

        var app = First(merchant.AppCertPem);
        if (app is null)
            yield return $"Alipay__Merchants__{index}__AppCertPem is not a readable RSA certificate.";
        else if (isPrivate && !Belong(merchant.AppPrivateKeyPem, app))
            yield return $"Alipay__Merchants__{index}__AppCertPem does not belong to AppPrivateKeyPem.";
        if (First(merchant.AlipayCertPem) is null)
            yield return $"Alipay__Merchants__{index}__AlipayCertPem is not a readable RSA certificate.";
        if (AlipayCertificates.RootNumber(AlipayCertificates.Read(merchant.AlipayRootCertPem ?? "")).Length == 0)
            yield return $"Alipay__Merchants__{index}__AlipayRootCertPem has no readable RSA certificate.";
    }

    private static X509Certificate2? First(string? pem) =>
        AlipayCertificates.Read(pem ?? "") is [{ } first, ..] && AlipayCertificates.HasRsaKey(first) ? first : null;

    private static bool Belong(string privateKey, X509Certificate2 certificate)
    {
        using var key = RsaKey.Private(privateKey);
        using var signer = AlipayCertificates.KeyOf(certificate);
        return signer.Verify([1], key.Sign([1]));
    }
}
