using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MobilePay.BankSettlement.Clients.Alipay;
using MobilePay.BankSettlement.Tests.Support;

namespace MobilePay.BankSettlement.Tests.Clients;

public sealed class AlipayKeysTests : IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1760000000);

    private readonly AlipayAuthority authority = new(Now);
    private readonly RSA newKey = RSA.Create(2048);
    private readonly AlipayKeys keys;

    public AlipayKeysTests() => keys = new(TestAlipay.Certified(authority));

    public void Dispose()
    {
        keys.Dispose();
        newKey.Dispose();
        authority.Dispose();
    }

    [Fact]
    public void Certificates_are_named_by_their_numbers()
    {
        keys.AppNumber.ShouldBe(AlipayAuthority.NumberOf(authority.App));
        keys.RootNumber.ShouldBe(AlipayAuthority.NumberOf(authority.Root));
        keys.For(AlipayAuthority.NumberOf(authority.Alipay)).ShouldNotBeNull().ShouldBe(keys.For(null));
    }

    [Fact]
    public void A_successor_of_alipays_certificate_is_taken()
    {
        using var successor = authority.Issue(AlipayAuthority.AlipayName, newKey);
        var number = AlipayAuthority.NumberOf(successor);
        keys.For(number).ShouldBeNull();

        var key = keys.Learn(number, Offer(successor), Now).ShouldNotBeNull();

        key.Verify([7], newKey.SignData([7], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)).ShouldBeTrue();
        keys.For(number).ShouldBe(key);
    }

    [Fact]
    public void What_does_not_speak_for_alipay_is_not_taken()
    {
        using var strangers = new AlipayAuthority(Now);
        using var forged = strangers.Issue(AlipayAuthority.AlipayName, newKey);
        using var merchants = authority.Issue("CN=2088000000000009,OU=Alipay,O=shop@test,C=CN", newKey);
        using var past = authority.Issue(AlipayAuthority.AlipayName, newKey, endsInDays: -1);
        using var good = authority.Issue(AlipayAuthority.AlipayName, newKey);

        foreach (var wrong in new[] { forged, merchants, past })
            keys.Learn(AlipayAuthority.NumberOf(wrong), Offer(wrong), Now).ShouldBeNull(wrong.Subject);
        keys.Learn("0123456789abcdef0123456789abcdef", Offer(good), Now).ShouldBeNull();
        keys.Learn(AlipayAuthority.NumberOf(good), "no base64", Now).ShouldBeNull();
        keys.Learn(AlipayAuthority.NumberOf(good), "", Now).ShouldBeNull();
    }

    private static string Offer(X509Certificate2 certificate) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(certificate.ExportCertificatePem()));
}
