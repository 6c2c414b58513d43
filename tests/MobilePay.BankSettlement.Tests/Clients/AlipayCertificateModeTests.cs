using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using MobilePay.BankSettlement.Clients.Alipay;
using MobilePay.BankSettlement.Domain;
using MobilePay.BankSettlement.Tests.Support;
using MobilePay.Primitives;

namespace MobilePay.BankSettlement.Tests.Clients;

public sealed class AlipayCertificateModeTests : IAsyncLifetime, IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1760000000);
    private static readonly ChannelOrder Order = new()
    {
        HospitalId = TestMerchant.Hospital,
        Channel = "alipay",
        MerchantId = TestAlipay.AppId,
        OutTradeNo = BankApp.Number,
        Method = "alipay.qr",
        Description = "x",
        Amount = Money.FromFen(5340),
        ExpiresAt = Now.AddMinutes(15),
    };

    private readonly AlipayAuthority authority = new(Now);
    private readonly RSA newKey = RSA.Create(2048);
    private OutsideAlipay alipay = null!;
    private AlipayMerchants merchants = null!;
    private AlipayChannel channel = null!;

    public async Task InitializeAsync()
    {
        var clock = new FakeTimeProvider(Now);
        alipay = await OutsideAlipay.Start(clock);
        (alipay.AppKey, alipay.Signer) = (authority.AppKey, authority.AlipayKey);
        alipay.CertificateNumber = AlipayAuthority.NumberOf(authority.Alipay);
        var options = Options.Create<AlipayOptions>(new()
        {
            GatewayUrl = alipay.Url + "/gateway.do",
            NotifyUrl = "https://pay.example/notify/alipay",
            Merchants = [TestAlipay.Certified(authority)],
        });
        merchants = new(options, clock, NullLogger<AlipayMerchants>.Instance);
        channel = new(merchants, options, clock);
    }

    public async Task DisposeAsync() => await alipay.DisposeAsync();

    public void Dispose()
    {
        merchants.Dispose();
        newKey.Dispose();
        authority.Dispose();
    }

    [Fact]
    public async Task Calls_name_both_certificates_and_answers_are_verified_with_alipays()
    {
        (await channel.Place(Order, default)).Action!["codeUrl"].ShouldBe("https://qr.alipay.com/bax0");

        alipay.Last["app_cert_sn"].ShouldBe(AlipayAuthority.NumberOf(authority.App));
        alipay.Last["alipay_root_cert_sn"].ShouldBe(AlipayAuthority.NumberOf(authority.Root));
        alipay.Signer = newKey;
        (await channel.Place(Order, default)).Reason.ShouldBe("channel.unanswered");
    }

    [Fact]
    public async Task A_new_certificate_of_alipays_is_fetched_once()
    {
        using var successor = authority.Issue(AlipayAuthority.AlipayName, newKey);
        Change(successor);

        (await channel.Place(Order, default)).Reason.ShouldBeNull();
        (await channel.Place(Order, default)).Reason.ShouldBeNull();

        alipay.Count("certificate").ShouldBe(1);
    }

    [Fact]
    public async Task A_certificate_that_does_not_chain_is_no_answer()
    {
        using var strangers = new AlipayAuthority(Now);
        using var forged = strangers.Issue(AlipayAuthority.AlipayName, newKey);
        Change(forged);

        (await channel.Place(Order, default)).Reason.ShouldBe("channel.unanswered");
        alipay.Certificates.Clear();
        (await channel.Place(Order, default)).Reason.ShouldBe("channel.unanswered");
    }

    private void Change(X509Certificate2 certificate)
    {
        (alipay.Signer, alipay.CertificateNumber) = (newKey, AlipayAuthority.NumberOf(certificate));
        alipay.Certificates[alipay.CertificateNumber] =
            Convert.ToBase64String(Encoding.ASCII.GetBytes(certificate.ExportCertificatePem()));
    }
}
