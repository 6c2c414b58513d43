using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MobilePay.BankSettlement.Clients.UnionPay;

/// <summary>
/// Believes a message by the certificate inside it, but only one that is, or chains to, what we were configured with: nothing
/// the machine trusts otherwise counts here.
/// </summary>
internal sealed class UnionPayCertificates(string trustedPem, string? signerName) : IDisposable
{
    private readonly X509Certificate2Collection trusted = Read(trustedPem);

    // Only what was found trusted gets in, so that a stranger can't fill it.
    private readonly ConcurrentDictionary<string, Signer> signers = new();

    private sealed record Signer(RsaKey Key, DateTimeOffset From, DateTimeOffset Until);

    /// <exception cref="CryptographicException">The text holds no certificate.</exception>
    public static X509Certificate2Collection Read(string pem)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPem(pem.Replace("\\n", "\n", StringComparison.Ordinal));
        return certificates.Count > 0 ? certificates : throw new CryptographicException("There is no certificate.");
    }

    /// <summary>Why the message is not to be believed, in one stable word; null when it is.</summary>
    public string? Fault(IReadOnlyDictionary<string, string> fields, DateTimeOffset now)
    {
        if (!fields.TryGetValue("signature", out var text) || fields.GetValueOrDefault("signMethod") != "01")
            return "signature-missing";

        if (!fields.TryGetValue("signPubKeyCert", out var pem))
            return "certificate-missing";

        if (SignerOf(pem, now) is not { } signer)
            return "certificate-untrusted";

        if (now < signer.From || now > signer.Until)
            return "certificate-expired";

        return signer.Key.Verify(UnionPayForm.Signed(fields), text) ? null : "signature-wrong";
    }

    public void Dispose()
    {
        foreach (var signer in signers.Values)
            signer.Key.Dispose();
    }

    private Signer? SignerOf(string pem, DateTimeOffset now)
    {
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(pem);
            var thumbprint = certificate.GetCertHashString(HashAlgorithmName.SHA256);
            if (signers.TryGetValue(thumbprint, out var known))
                return known;

            using var key = certificate.GetRSAPublicKey();
            if (key is null || !IsTrusted(certificate, now) || !IsNamed(certificate))
                return null;

            var signer = new Signer(RsaKey.Public(key.ExportSubjectPublicKeyInfoPem()),
                certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());
            return signers.GetOrAdd(thumbprint, signer);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private bool IsTrusted(X509Certificate2 certificate, DateTimeOffset now)
    {
        if (trusted.Any(t => t.RawDataMemory.Span.SequenceEqual(certificate.RawDataMemory.Span)))
            return true;

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(trusted);
        chain.ChainPolicy.VerificationTime = now.LocalDateTime;
        chain.ChainPolicy.DisableCertificateDownloads = true;

        // UnionPay's roots are reached over a private line, their revocation lists often not; who is revoked is told by letter.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }

    // The root is China's for many companies: another one's certificate must not speak for UnionPay.
    private bool IsNamed(X509Certificate2 certificate) =>
        signerName is null
        || (certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false).Split('@') is [_, _, var third, ..]
            && third == signerName);
}
