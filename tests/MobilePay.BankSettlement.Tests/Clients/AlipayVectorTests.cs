using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using MobilePay.BankSettlement.Clients;
using MobilePay.BankSettlement.Clients.Alipay;
using MobilePay.BankSettlement.Domain;
using MobilePay.BankSettlement.Tests.Support;
using MobilePay.Primitives;
using Xunit.Abstractions;

namespace MobilePay.BankSettlement.Tests.Clients;

public sealed class AlipayVectorTests(ITestOutputHelper output)
{
    [Fact]
    public void Published_request_signatures_come_out_byte_for_byte()
    {
        if (IsSharedMissing())
            return;

        foreach (var v in Vectors.Shared("alipay-request-signing.json"))
        {
            var content = AlipaySignature.OfParameters(Parameters(v.GetProperty("params")));
            Encoding.UTF8.GetString(content).ShouldBe(v.Text("sign_content"));
            using var key = RsaKey.Private(v.Text("private_key_pkcs8_pem"));
            Convert.ToBase64String(key.Sign(content)).ShouldBe(v.Text("sign"));
        }
    }

    [Fact]
    public void Published_answers_are_cut_and_verified()
    {
        if (IsSharedMissing())
            return;

        foreach (var v in Vectors.Shared("alipay-response.json"))
        {
            var method = v.Text("node").Replace("_response", "", StringComparison.Ordinal);
            var envelope = AlipayEnvelope.Cut(Encoding.UTF8.GetBytes(v.Text("raw_response")), method)!;
            Encoding.UTF8.GetString(envelope.Text).ShouldBe(v.Text("signed_text"));
            if (!v.TryGetProperty("alipay_public_key_spki_pem", out var pem))
                continue;

            using var key = RsaKey.Public(pem.GetString()!);
            envelope.SignedText(key).ShouldBe(envelope.Text);
            (envelope with { Text = [.. envelope.Text, (byte)' '] }).SignedText(key).ShouldBeNull();
        }
    }

    [Fact]
    public void Published_notices_verify_and_tampered_ones_do_not()
    {
        if (IsSharedMissing())
            return;

        foreach (var v in Vectors.Shared("alipay-notify.json").Where(v => v.TryGetProperty("form_body", out _)))
        {
            var fields = v.GetProperty("params");
            using var merchant = Merchant(fields.Text("app_id"), fields.Text("seller_id"), v.Text("alipay_public_key_spki_pem"));
            var reading = AlipayNotices.Read(merchant, new(new HeaderDictionary(), Encoding.UTF8.GetBytes(v.Text("form_body"))));
            if (v.Text("expect") == "valid")
            {
                reading.Report.ShouldBe(new ChannelReport(
                    "alipay", "2019073166072302", "20190815155618536-564-57", ReportedState.Paid)
                {
                    Capture = new("2019081522001468450512505578", Money.FromFen(10), "CNY",
                        new DateTimeOffset(2019, 8, 15, 7, 56, 24, TimeSpan.Zero)),
                });
            }
            else
            {
                reading.ShouldBe(NoticeReading.Forged("signature-wrong"));
            }
        }
    }

    [Fact]
    public void Published_certificates_have_their_numbers()
    {
        if (IsSharedMissing())
            return;

        foreach (var v in Vectors.Shared("alipay-cert-sn.json"))
        {
            if (v.TryGetProperty("certificate_pem", out var one))
                AlipayCertificates.Number(AlipayCertificates.Read(one.GetString()!).Single()).ShouldBe(v.Text("sn"));
            else
                AlipayCertificates.RootNumber(AlipayCertificates.Read(v.Text("certificates_pem"))).ShouldBe(v.Text("sn"));
        }
    }

    [Fact]
    public async Task What_we_sign_the_openssl_command_verifies()
    {
        var v = Vectors.Alipay.GetProperty("request");
        var content = AlipaySignature.OfParameters(Parameters(v.GetProperty("parameters")));
        string[] forms = ["appPrivateKeyPem", "appPrivateKeyPkcs8", "appPrivateKeyPkcs1"];
        foreach (var form in forms)
        {
            using var key = RsaKey.Private(Vectors.Alipay.Text(form));
            Convert.ToBase64String(key.Sign(content)).ShouldBe(v.Text("signature"));
        }

        var signature = Convert.FromBase64String(v.Text("signature"));
        (await OpenSsl.Verifies(Vectors.Alipay.Text("appPublicKeyPem"), content, signature)).ShouldBeTrue();
        (await OpenSsl.Verifies(Vectors.Alipay.Text("alipayPublicKeyPem"), content, signature)).ShouldBeFalse();
    }

    [Fact]
    public void What_the_openssl_command_signed_we_cut_and_verify()
    {
        using var key = RsaKey.Public(Vectors.Alipay.Text("alipayPublicKey"));
        var (blanks, escaped) = (Vectors.Alipay.GetProperty("answer"), Vectors.Alipay.GetProperty("answerEscaped"));

        var first = AlipayEnvelope.Cut(Encoding.UTF8.GetBytes(blanks.Text("raw")), "alipay.trade.query")!;
        Encoding.UTF8.GetString(first.SignedText(key)!).ShouldBe(blanks.Text("node"));

        // Signed before the slashes were escaped: what is read is what is signed.
        var second = AlipayEnvelope.Cut(Encoding.UTF8.GetBytes(escaped.Text("raw")), "alipay.trade.precreate")!;
        Encoding.UTF8.GetString(second.Text).ShouldBe(escaped.Text("node"));
        Encoding.UTF8.GetString(second.SignedText(key)!).ShouldBe("""{"code":"10000","qr_code":"https://qr.alipay.com/x"}""");
    }

    [Fact]
    public void A_notice_and_a_certificate_made_by_another_implementation_are_read()
    {
        using var merchant = Merchant(TestAlipay.AppId, TestAlipay.SellerId, Vectors.Alipay.Text("alipayPublicKeyPem"));
        var body = Vectors.Alipay.GetProperty("notice").Text("body");

        var reading = AlipayNotices.Read(merchant, new(new HeaderDictionary(), Encoding.UTF8.GetBytes(body)));

        (reading.Refusal, reading.NoticeId).ShouldBe((null, "2025100900222165310000000001:TRADE_SUCCESS"));
        reading.Report!.Capture!.Amount.ShouldBe(Money.FromFen(5340));
        var certificate = Vectors.Alipay.GetProperty("certificate");
        AlipayCertificates.Number(AlipayCertificates.Read(certificate.Text("pem")).Single()).ShouldBe(certificate.Text("number"));
    }

    [Theory]
    [InlineData("""{"alipay_trade_query_response":{},"alipay_trade_query_response":{},"sign":"x"}""")]
    [InlineData("""{"alipay_trade_query_response":{},"sign":"x","sign":"y"}""")]
    [InlineData("""{"alipay_trade_query_response":{},"sign":"x"} {}""")]
    [InlineData("""{"alipay_trade_query_response":{},"sign":"x" """)]
    [InlineData("""{"alipay_trade_close_response":{},"sign":"x"}""")]
    [InlineData("""["alipay_trade_query_response"]""")]
    [InlineData("<html>")]
    [InlineData("")]
    public void An_answer_that_leaves_a_doubt_what_is_signed_is_none(string answer) =>
        AlipayEnvelope.Cut(Encoding.UTF8.GetBytes(answer), "alipay.trade.query").ShouldBeNull();

    private static AlipayMerchant Merchant(string appId, string sellerId, string alipayKey) => new(
        new()
        {
            HospitalId = TestMerchant.Hospital,
            AppId = appId,
            SellerId = sellerId,
            AppPrivateKeyPem = Vectors.Alipay.Text("appPrivateKeyPem"),
            AlipayPublicKeyPem = alipayKey,
        },
        new() { NotifyUrl = "https://pay.example/notify/alipay" }, new HttpClientHandler(), TimeProvider.System,
        Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);

    private static IEnumerable<KeyValuePair<string, string>> Parameters(JsonElement members) =>
        members.EnumerateObject().Select(p => new KeyValuePair<string, string>(p.Name, p.Value.GetString()!));

    private bool IsSharedMissing()
    {
        if (Vectors.SharedFolder is not null)
            return false;
        output.WriteLine("NOT CHECKED: the folder ../shared/reference/vectors beside the repository is absent.");
        return true;
    }
}
