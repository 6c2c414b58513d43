using MobilePay.BankSettlement.Clients.UnionPay;
using MobilePay.BankSettlement.Tests.Support;

namespace MobilePay.BankSettlement.Tests.Clients;

public sealed class BankOptionsTests
{
    [Fact]
    public void Good_settings_pass() => Faults(TestBank.Options).ShouldBeEmpty();

    [Fact]
    public void Without_a_certificate_of_its_own_the_encryption_takes_the_acquirers() =>
        Faults(With(encryptCert: "")).ShouldBeEmpty();

    [Fact]
    public void Line_ends_may_be_written_as_backslash_n() =>
        Faults(With(privateKey: TestBank.Options.PrivateKeyPem.Replace("\n", "\\n", StringComparison.Ordinal),
            cert: TestBank.Options.AcquirerCertPem.Replace("\n", "\\n", StringComparison.Ordinal))).ShouldBeEmpty();

    [Fact]
    public void An_unreadable_key_or_certificate_is_named_and_not_shown()
    {
        Faults(With(privateKey: "secret")).ShouldBe(
            ["Bank__Merchants__0__PrivateKeyPem is not a readable RSA private key in PEM."]);
        Faults(With(cert: "secret")).ShouldBe(["Bank__Merchants__0__AcquirerCertPem is not a readable certificate in PEM."]);
        Faults(With(encryptCert: "secret")).ShouldBe(
            ["Bank__Merchants__0__EncryptCertPem is not a readable certificate with an RSA key in PEM."]);
    }

    [Fact]
    public void Numbers_must_be_such() => Faults(With(merId: "1", certId: "0FA1", trId: "")).ShouldBe(
    [
        "Bank__Merchants__0__MerId must be 15 digits.",
        "Bank__Merchants__0__CertId must be a serial number in decimal.",
        "Bank__Merchants__0__TrId must be letters and digits.",
    ]);

    [Fact]
    public void One_merchant_number_stands_once() =>
        Faults(TestBank.Options, TestBank.Options).ShouldContain($"Two of Bank__Merchants have the MerId {TestBank.MerId}.");

    private static BankMerchantOptions With(string? privateKey = null, string? cert = null, string? encryptCert = null,
        string? merId = null, string? certId = null, string? trId = null) => new()
        {
            HospitalId = TestMerchant.Hospital,
            MerId = merId ?? TestBank.MerId,
            CertId = certId ?? TestBank.Options.CertId,
            PrivateKeyPem = privateKey ?? TestBank.Options.PrivateKeyPem,
            AcquirerCertPem = cert ?? TestBank.Options.AcquirerCertPem,
            TrId = trId ?? TestBank.TrId,
            EncryptCertPem = encryptCert ?? TestBank.Options.EncryptCertPem,
        };

    private static IEnumerable<string> Faults(params BankMerchantOptions[] merchants) =>
        new BankOptionsCheck().Validate(null, new()
        {
            NotifyUrl = "https://pay.example/notify/bank",
            ConfirmUrl = "https://pay.example/pay/bank",
            Merchants = merchants,
        }).Failures ?? [];
}
