using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace MobilePay.BankSettlement.Clients.Alipay;

/// <summary>The key Alipay's signatures are verified with: the one we were given or, after a change, its successor.</summary>
internal sealed class AlipayKeys : IDisposable
{
    private readonly RsaKey given;
    private readonly ConcurrentDictionary<string, RsaKey> byNumber = new();
    private readonly IReadOnlyList<X509Certificate2> held = [];
    private readonly IReadOnlyList<X509Certificate2> roots = [];

    public AlipayKeys(AlipayMerchantOptions options)
    {
        if (!options.HasCertificates)
        {
            given = RsaKey.Public(options.AlipayPublicKeyPem!);
            return;
        }

        held = AlipayCertificates.Read(options.AlipayCertPem!);
        roots = AlipayCertificates.Read(options.AlipayRootCertPem!);
        given = AlipayCertificates.KeyOf(held[0]);
        byNumber[AlipayCertificates.Number(held[0])] = given;
        RootNumber = AlipayCertificates.RootNumber(roots);
        AppNumber = AlipayCertificates.Number(AlipayCertificates.Read(options.AppCertPem!)[0]);
    }

    /// <summary>app_cert_sn; null with plain keys.</summary>
    public string? AppNumber { get; }

    /// <summary>alipay_root_cert_sn; null with plain keys.</summary>
    public string? RootNumber { get; }

    /// <param name="certificateNumber">What stands beside the signature as alipay_cert_sn, if anything.</param>
    /// <returns>Null when the signature names a certificate we do not know.</returns>
    public RsaKey? For(string? certificateNumber) =>
        AppNumber is null || string.IsNullOrEmpty(certificateNumber) ? given : byNumber.GetValueOrDefault(certificateNumber);

    /// <summary>
    /// Takes a certificate Alipay gave out, when it is the one asked for, chains to the roots we hold, and is made out to the
    /// same name as ours: merchants' certificates chain to these roots too, and must not speak for Alipay.
    /// </summary>
    /// <param name="content">The answer's member: base64 of the PEM file.</param>
    /// <returns>Null when it is not to be believed.</returns>
    public RsaKey? Learn(string certificateNumber, string content, DateTimeOffset now)
    {
        var file = new byte[content.Length];
        if (AppNumber is null || !Convert.TryFromBase64String(content, file, out var length))
            return null;

        var offered = AlipayCertificates.Read(Encoding.UTF8.GetString(file, 0, length));
        var named = offered.FirstOrDefault(c => AlipayCertificates.Number(c) == certificateNumber);
        if (named is null || !AlipayCertificates.HasRsaKey(named) || named.Subject != held[0].Subject
            || !AlipayCertificates.ChainsTo(roots, named, [.. offered, .. held], now))
            return null;

        return byNumber.GetOrAdd(certificateNumber, _ => AlipayCertificates.KeyOf(named));
    }

    public void Dispose()
    {
        given.Dispose();
        foreach (var key in byNumber.Values)
            key.Dispose();
    }
}
