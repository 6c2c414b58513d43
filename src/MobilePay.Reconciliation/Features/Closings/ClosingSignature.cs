using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using MobilePay.Reconciliation.Domain;

namespace MobilePay.Reconciliation.Features.Closings;

/// <summary>Signs a closed day, and tells whether a signature still fits what is kept.</summary>
public sealed class ClosingSignature(IOptions<ClosingOptions> options)
{
    public (string Signature, string KeyId) Sign(string text)
    {
        var key = options.Value.Keys[0];
        return (Compute(key, text), key.Id);
    }

    /// <summary>Null where the key is not known here any more.</summary>
    public bool? Fits(Closing closing)
    {
        if (options.Value.Keys.FirstOrDefault(k => k.Id == closing.KeyId) is not { } key || closing.Signature is null)
            return null;
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(closing.Report)));
        return digest == closing.Digest && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Compute(key, closing.Signed)), Encoding.ASCII.GetBytes(closing.Signature));
    }

    private static string Compute(ClosingKey key, string text) => Convert.ToBase64String(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(key.Secret), Encoding.UTF8.GetBytes(text)));
}
