using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MobilePay.BankSettlement.Clients;
using MobilePay.BankSettlement.Clients.WeChat;
using MobilePay.BankSettlement.Tests.Support;
using Xunit.Abstractions;

namespace MobilePay.BankSettlement.Tests.Clients;

public sealed class WeChatVectorTests(ITestOutputHelper output)
{
    [Fact]
    public void Published_request_signatures_come_out_byte_for_byte()
    {
        if (IsSharedMissing())
            return;

        var requests = Vectors.Shared("wechat-request-signing.json").Where(v => v.TryGetProperty("method", out _)).ToList();
        requests.ShouldNotBeEmpty();
        foreach (var v in requests)
        {
            var message = WeChatSignature.OfRequest(v.Text("method"), v.Text("canonical_url"), v.Text("timestamp"),
                v.Text("nonce_str"), Encoding.UTF8.GetBytes(v.Text("body")));
            Encoding.UTF8.GetString(message).ShouldBe(v.Text("message"));
            using var key = RsaKey.Private(v.Text("private_key_pkcs8_pem"));
            Convert.ToBase64String(key.Sign(message)).ShouldBe(v.Text("signature"));
        }
    }

    [Fact]
    public void The_published_pay_sign_comes_out_byte_for_byte()
    {
        if (IsSharedMissing())
            return;

        foreach (var v in Vectors.Shared("wechat-paysign.json"))
        {
            var message = WeChatSignature.OfPayment(v.Text("appId"), v.Text("timeStamp"), v.Text("nonceStr"), v.Text("package"));
            using var key = RsaKey.Private(v.Text("private_key_pkcs8_pem"));
            Convert.ToBase64String(key.Sign(message)).ShouldBe(v.Text("paySign"));
        }
    }

    [Fact]
    public void Published_notices_verify_and_wrong_keys_do_not()
    {
        if (IsSharedMissing())
            return;

        foreach (var v in Vectors.Shared("wechat-notify-verify.json"))
        {
            var isNotice = v.TryGetProperty("headers", out var headers);
            var message = isNotice
                ? WeChatSignature.OfAnswer(headers.Text("Wechatpay-Timestamp"), headers.Text("Wechatpay-Nonce"),
                    Encoding.UTF8.GetBytes(v.Text("body")))
                : Encoding.UTF8.GetBytes(v.Text("message"));
            var signature = isNotice ? headers.Text("Wechatpay-Signature") : v.Text("signature");
            var pem = isNotice ? PublicKeyOf(v.Text("platform_certificate_pem")) : v.Text("public_key_spki_pem");
            using var key = RsaKey.Public(pem);
            key.Verify(message, Convert.FromBase64String(signature)).ShouldBe(v.Text("expect") == "valid", v.Text("id"));
        }
    }

    [Fact]
    public void Published_resources_open_and_altered_ones_do_not()
    {
        if (IsSharedMissing())
            return;

        foreach (var v in Vectors.Shared("wechat-aead.json").Where(v => v.TryGetProperty("associated_data", out _)))
        {
            var resource = new WeChatResource(
                "AEAD_AES_256_GCM", v.Text("ciphertext"), v.Text("associated_data"), v.Text("nonce"));
            var plain = WeChatResources.Open(resource, v.Text("apiv3_key"));
            (plain is null ? "tag failure" : Encoding.UTF8.GetString(plain))
                .ShouldBe(v.TryGetProperty("plaintext", out var text) ? text.GetString() : v.Text("expect"), v.Text("id"));
        }
    }

    [Fact]
    public async Task What_we_sign_the_openssl_command_verifies()
    {
        var v = Vectors.Own.GetProperty("request");
        var message = WeChatSignature.OfRequest(v.Text("method"), v.Text("pathAndQuery"), v.Text("timestamp"), v.Text("nonce"),
            Encoding.UTF8.GetBytes(v.Text("body")));
        using var key = RsaKey.Private(Vectors.Own.Text("merchantPrivateKeyPem"));

        var signature = key.Sign(message);

        Convert.ToBase64String(signature).ShouldBe(v.Text("signature"));
        (await OpenSsl.Verifies(Vectors.Own.Text("merchantPublicKeyPem"), message, signature)).ShouldBeTrue();
        (await OpenSsl.Verifies(Vectors.Own.Text("platformPublicKeyPem"), message, signature)).ShouldBeFalse();
    }

    [Fact]
    public void What_the_openssl_command_signed_and_sealed_we_verify_and_open()
    {
        var v = Vectors.Own.GetProperty("notice");
        var body = Encoding.UTF8.GetBytes(v.Text("body"));
        using var key = RsaKey.Public(Vectors.Own.Text("platformPublicKeyPem"));

        var signed = WeChatSignature.OfAnswer(v.Text("timestamp"), v.Text("nonce"), body);
        key.Verify(signed, Convert.FromBase64String(v.Text("signature"))).ShouldBeTrue();

        var payment = Vectors.Own.GetProperty("payment");
        using var merchant = RsaKey.Private(Vectors.Own.Text("merchantPrivateKeyPem"));
        var message = WeChatSignature.OfPayment(
            payment.Text("appId"), payment.Text("timestamp"), payment.Text("nonce"), payment.Text("package"));
        Convert.ToBase64String(merchant.Sign(message)).ShouldBe(payment.Text("signature"));
    }

    [Fact]
    public async Task One_key_signs_for_many_at_once()
    {
        using var key = RsaKey.Private(Vectors.Own.Text("merchantPrivateKeyPem"));
        var expected = Convert.ToBase64String(key.Sign([1, 2, 3]));

        var signed = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => key.Sign([1, 2, 3]))));

        signed.ShouldAllBe(signature => Convert.ToBase64String(signature) == expected);
    }

    private static string PublicKeyOf(string certificatePem)
    {
        using var certificate = X509Certificate2.CreateFromPem(certificatePem);
        using RSA key = certificate.GetRSAPublicKey()!;
        return key.ExportSubjectPublicKeyInfoPem();
    }

    private bool IsSharedMissing()
    {
        if (Vectors.SharedFolder is not null)
            return false;
        output.WriteLine("NOT CHECKED: the folder ../shared/reference/vectors beside the repository is absent.");
        return true;
    }
}
