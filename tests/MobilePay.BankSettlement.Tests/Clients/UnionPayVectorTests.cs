using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using MobilePay.BankSettlement.Clients;
using MobilePay.BankSettlement.Clients.UnionPay;
using MobilePay.BankSettlement.Tests.Support;

namespace MobilePay.BankSettlement.Tests.Clients;

public sealed class UnionPayVectorTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1760000000);

    [Fact]
    public void Published_requests_are_signed_byte_for_byte()
    {
        if (Vectors.SharedFolder is null)
            return;

        var requests = Vectors.Shared("unionpay-acp.json").Where(v => v.TryGetProperty("sign_content", out _)).ToList();
        requests.ShouldNotBeEmpty();
        foreach (var v in requests)
        {
            var fields = FieldsOf(v.GetProperty("params"));
            UnionPayForm.Content(fields).ShouldBe(v.Text("sign_content"));
            Encoding.ASCII.GetString(UnionPayForm.Signed(fields)).ShouldBe(v.Text("digest_hex"));
            using var key = RsaKey.Private(v.Text("private_key_pkcs8_pem"));
            Convert.ToBase64String(key.Sign(UnionPayForm.Signed(fields))).ShouldBe(v.Text("signature"));
        }
    }

    [Fact]
    public void Published_notices_verify_and_altered_ones_do_not()
    {
        if (Vectors.SharedFolder is null)
            return;

        var notices = Vectors.Shared("unionpay-acp.json").Where(v => v.TryGetProperty("expect", out _)).ToList();
        notices.ShouldNotBeEmpty();
        foreach (var v in notices)
        {
            var fields = FieldsOf(v.GetProperty("params"));
            if (v.TryGetProperty("form_body", out var body))
                UnionPayForm.ReadForm(Encoding.UTF8.GetBytes(body.GetString()!)).ShouldBe(fields, ignoreOrder: true);

            // In its own time, with itself as what is trusted.
            using var trust = new UnionPayCertificates(fields["signPubKeyCert"], signerName: null);
            var then = UnionPayTime.Read(fields["txnTime"])!.Value;
            trust.Fault(fields, then).ShouldBe(v.Text("expect") == "valid" ? null : "signature-wrong", v.Text("id"));
            trust.Fault(fields, then.AddYears(20)).ShouldBe("certificate-expired");
        }
    }

    [Fact]
    public void Our_request_is_what_openssl_signed()
    {
        var v = Vectors.UnionPay.GetProperty("request");
        var fields = FieldsOf(v.GetProperty("fields"));

        UnionPayForm.Content(fields).ShouldBe(v.Text("content"));
        using var key = RsaKey.Private(TestBank.Options.PrivateKeyPem);
        Convert.ToBase64String(key.Sign(UnionPayForm.Signed(fields))).ShouldBe(v.Text("signature"));
    }

    [Fact]
    public void An_answer_is_split_outside_its_groups_and_believed_as_openssl_signed_it()
    {
        var v = Vectors.UnionPay.GetProperty("answer");

        var fields = UnionPayForm.ReadAnswer(Encoding.UTF8.GetBytes(v.Text("body")))!;

        fields.ShouldBe(FieldsOf(v.GetProperty("fields")), ignoreOrder: true);
        using var trust = new UnionPayCertificates(TestBank.Options.AcquirerCertPem, signerName: null);
        trust.Fault(fields, Now).ShouldBeNull();
        UnionPayForm.ReadGroup(fields["tokenPayData"])["token"].ShouldBe("6235240000020757577");
    }

    [Theory]
    [InlineData("a=1&a=2")]
    [InlineData("a=1&b")]
    [InlineData("<html>")]
    [InlineData("")]
    public void What_is_no_form_is_none(string body)
    {
        UnionPayForm.ReadAnswer(Encoding.UTF8.GetBytes(body)).ShouldBeNull();
        UnionPayForm.ReadForm(Encoding.UTF8.GetBytes(body)).ShouldBeNull();
    }

    [Fact]
    public void A_form_is_decoded_once() =>
        UnionPayForm.ReadForm("a=%252B+x%3D"u8.ToArray())!["a"].ShouldBe("%2B x=");

    [Fact]
    public void A_card_number_is_encrypted_for_the_bank_and_names_the_certificate()
    {
        using var cipher = UnionPayCipher.Of(TestBank.Options);

        var sent = cipher.Encrypt(Patient.CardNo);

        cipher.CertId.ShouldBe(Vectors.UnionPay.Text("encryptCertId"));
        using var key = RSA.Create();
        key.ImportFromPem(Vectors.UnionPay.Text("encryptKeyPem"));
        Encoding.UTF8.GetString(key.Decrypt(Convert.FromBase64String(sent), RSAEncryptionPadding.Pkcs1)).ShouldBe(Patient.CardNo);
        cipher.Encrypt(Patient.CardNo).ShouldNotBe(sent);
    }

    [Theory]
    [InlineData("20251009165320", "1009165510", "2025-10-09T08:55:10Z")]
    [InlineData("20251231235950", "0101000003", "2025-12-31T16:00:03Z")]
    [InlineData("20260101000003", "1231235950", "2025-12-31T15:59:50Z")]
    [InlineData("20240228120000", "0229000000", "2024-02-28T16:00:00Z")]
    public void A_time_without_a_year_is_the_nearest_one(string ordered, string trace, string expected) =>
        UnionPayTime.Read(trace, UnionPayTime.Read(ordered)!.Value).ShouldBe(
            DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void The_certificate_that_signs_may_itself_be_the_trusted_one()
    {
        var fields = new BankNotice().Make();
        using var trust = new UnionPayCertificates(Vectors.UnionPay.Text("signerCertPem"), signerName: null);
        using var certificate = X509Certificate2.CreateFromPem(fields["signPubKeyCert"]);

        trust.Fault(fields, Now).ShouldBeNull();
        trust.Fault(fields, certificate.NotAfter.AddDays(1)).ShouldBe("certificate-expired");
    }

    private static Dictionary<string, string> FieldsOf(JsonElement fields) =>
        fields.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!);
}
