using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace MobilePay.PatientWeb.Visits;

/// <summary>Text only we can read and write, for one purpose and a while: what a phone carries from page to page.</summary>
public sealed class Sealing(IDataProtectionProvider protection)
{
    public string Seal<T>(string purpose, T value, TimeSpan keep) =>
        Protector(purpose).Protect(JsonSerializer.Serialize(value, JsonSerializerOptions.Web), keep);

    /// <summary>Null where there is none, its time is over, or it was not made by us for this purpose.</summary>
    public T? Open<T>(string purpose, string? text)
        where T : class
    {
        if (string.IsNullOrEmpty(text))
            return null;

        try
        {
            return JsonSerializer.Deserialize<T>(Protector(purpose).Unprotect(text), JsonSerializerOptions.Web);
        }
        catch (Exception foreign) when (foreign is CryptographicException or JsonException)
        {
            return null;
        }
    }

    // The purpose is part of the seal: one prescription's proof can't be passed off as another's.
    private ITimeLimitedDataProtector Protector(string purpose) =>
        protection.CreateProtector("patientweb", purpose).ToTimeLimitedDataProtector();
}
