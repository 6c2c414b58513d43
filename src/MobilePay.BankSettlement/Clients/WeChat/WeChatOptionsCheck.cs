using System.Security.Cryptography;
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
        faults.AddRange(Repeated(options, m => m.MchId, nameof(WeChatMerchantOptions.MchId)));
        faults.AddRange(Repeated(options, m => m.HospitalId, nameof(WeChatMerchantOptions.HospitalId)));
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

        if (!IsKey(() => RsaKey.Private(merchant.PrivateKeyPem)))
            yield return $"WeChat__Merchants__{index}__PrivateKeyPem is not a readable RSA private key in PEM.";
        if (!IsKey(() => RsaKey.Public(merchant.PlatformPublicKeyPem)))
            yield return $"WeChat__Merchants__{index}__PlatformPublicKeyPem is not a readable RSA public key in PEM.";
        if (merchant.ApiV3Key.Length != 32 || !Ascii.IsValid(merchant.ApiV3Key))
            yield return $"WeChat__Merchants__{index}__ApiV3Key must be 32 ASCII characters.";
    }

    private static bool IsKey(Func<RsaKey> import)
    {
        try
        {
            import().Dispose();
            return true;
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or ArgumentException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Repeated(
        WeChatOptions options, Func<WeChatMerchantOptions, string> member, string setting) =>
        options.Merchants.GroupBy(member).Where(same => same.Count() > 1)
            .Select(same => $"Two of WeChat__Merchants have the {setting} {same.Key}.");
}
