using System.Text;
using Microsoft.Extensions.Options;

namespace MobilePay.BankSettlement.Clients.WeChat;

/// <summary>Ends the start with one sentence that names the setting, and never shows its value.</summary>
internal sealed class WeChatOptionsCheck : IValidateOptions<WeChatOptions>
{
    public ValidateOptionsResult Validate(string? name, WeChatOptions options)
    {
        var faults = options.Merchants.SelectMany(FaultsOf).ToList();
        if (options.Merchants.Count > 0 && options.NotifyUrl is null)
            faults.Add("Set WeChat__NotifyUrl to our public address for notices.");
        faults.AddRange(MerchantSettings.Repeated("WeChat", options.Merchants, m => m.MchId));
        faults.AddRange(MerchantSettings.Repeated("WeChat", options.Merchants, m => m.HospitalId));
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> FaultsOf(WeChatMerchantOptions merchant, int index)
    {
        (string Name, string Value)[] required =
        [
            (nameof(merchant.HospitalId), merchant.HospitalId),
            (nameof(merchant.MchId), merchant.MchId),
            (nameof(merchant.AppId), merchant.AppId),
            (nameof(merchant.AppSecret), merchant.AppSecret),
            (nameof(merchant.MerchantSerial), merchant.MerchantSerial),
            (nameof(merchant.PlatformPublicKeyId), merchant.PlatformPublicKeyId),
        ];
        foreach (var (setting, value) in required)
        {
            if (string.IsNullOrWhiteSpace(value))
                yield return $"WeChat__Merchants__{index}__{setting} is not set.";
        }

        if (!RsaKey.IsPrivate(merchant.PrivateKeyPem))
            yield return $"WeChat__Merchants__{index}__PrivateKeyPem is not a readable RSA private key in PEM.";
        if (!RsaKey.IsPublic(merchant.PlatformPublicKeyPem))
            yield return $"WeChat__Merchants__{index}__PlatformPublicKeyPem is not a readable RSA public key in PEM.";
        if (merchant.ApiV3Key.Length != 32 || !Ascii.IsValid(merchant.ApiV3Key))
            yield return $"WeChat__Merchants__{index}__ApiV3Key must be 32 ASCII characters.";
    }
}
