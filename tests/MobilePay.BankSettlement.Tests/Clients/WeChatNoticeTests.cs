using System.Text;
using Microsoft.AspNetCore.Http;
using MobilePay.BankSettlement.Clients;
using MobilePay.BankSettlement.Clients.WeChat;
using MobilePay.BankSettlement.Domain;
using MobilePay.BankSettlement.Tests.Support;
using MobilePay.Primitives;

namespace MobilePay.BankSettlement.Tests.Clients;

public sealed class WeChatNoticeTests : IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1760000000);

    private readonly WeChatMerchant merchant = new(TestMerchant.Options,
        new() { NotifyUrl = "https://pay.example/notify/wechat" }, new HttpClientHandler(), TimeProvider.System);

    public void Dispose() => merchant.Dispose();

    [Fact]
    public void A_notice_made_by_another_implementation_is_read()
    {
        var v = Vectors.Own.GetProperty("notice");

        var reading = Read(Encoding.UTF8.GetBytes(v.Text("body")), new()
        {
            ["Wechatpay-Timestamp"] = v.Text("timestamp"),
            ["Wechatpay-Nonce"] = v.Text("nonce"),
            ["Wechatpay-Serial"] = TestMerchant.KeyId,
            ["Wechatpay-Signature"] = v.Text("signature"),
        });

        reading.Refusal.ShouldBeNull();
        reading.NoticeId.ShouldBe("5d4c1a1e-0000-5000-8000-000000000001");
        reading.Report.ShouldBe(new ChannelReport("wechat", "1900000001", "MP20251009000001", ReportedState.Paid)
        {
            Capture = new("4200000000202510090000000001", Money.FromFen(5340), "CNY",
                new DateTimeOffset(2025, 10, 9, 8, 53, 10, TimeSpan.Zero)),
        });
    }

    [Theory]
    [InlineData("Wechatpay-Timestamp", null, "headers-missing")]
    [InlineData("Wechatpay-Nonce", null, "headers-missing")]
    [InlineData("Wechatpay-Serial", null, "headers-missing")]
    [InlineData("Wechatpay-Signature", null, "headers-missing")]
    [InlineData("Wechatpay-Serial", "PUB_KEY_ID_SOMEONE_ELSE", "serial-unknown")]
    [InlineData("Wechatpay-Timestamp", "soon", "timestamp-off")]
    [InlineData("Wechatpay-Timestamp", "-1", "timestamp-off")]
    [InlineData("Wechatpay-Timestamp", "9223372036854775807", "timestamp-off")]
    [InlineData("Wechatpay-Timestamp", "1760000001", "signature-wrong")]
    [InlineData("Wechatpay-Nonce", "another", "signature-wrong")]
    [InlineData("Wechatpay-Signature", "WECHATPAY/SIGNTEST/xyz==", "signature-probe")]
    [InlineData("Wechatpay-Signature", "not base64 at all!", "signature-wrong")]
    [InlineData("Wechatpay-Signature", "AAAA", "signature-wrong")]
    [InlineData("Wechatpay-Signature", "", "signature-wrong")]
    public void A_header_that_is_not_right_makes_the_notice_a_forgery(string header, string? value, string refusal)
    {
        var (body, headers) = new SignedNotice(Now).Make();
        if (value is null)
            headers.Remove(header);
        else
            headers[header] = value;

        Read(body, headers).ShouldBe(NoticeReading.Forged(refusal));
    }

    [Theory]
    [InlineData(-300, null)]
    [InlineData(300, null)]
    [InlineData(-301, "timestamp-off")]
    [InlineData(301, "timestamp-off")]
    public void A_signature_is_good_for_five_minutes(int seconds, string? refusal) =>
        Read(new SignedNotice(Now) { SignedAt = Now.AddSeconds(seconds) }).Refusal.ShouldBe(refusal);

    [Fact]
    public void Each_changed_byte_of_the_body_is_noticed()
    {
        var (body, headers) = new SignedNotice(Now).Make();
        foreach (var at in Enumerable.Range(0, body.Length).Where(i => i % 29 == 0 || i == body.Length - 1))
        {
            body[at] ^= 1;
            Read(body, headers).ShouldBe(NoticeReading.Forged("signature-wrong"), $"at byte {at}");
            body[at] ^= 1;
        }

        Read([.. body, (byte)'\n'], headers).Refusal.ShouldBe("signature-wrong");
    }

    [Fact]
    public void Another_key_than_the_channels_is_refused() =>
        Read(new SignedNotice(Now) { SigningKey = "merchantPrivateKeyPem" }).ShouldBe(NoticeReading.Forged("signature-wrong"));

    [Fact]
    public void A_merchant_we_are_not_is_refused() =>
        WeChatNotices.Read(null, new(new HeaderDictionary(), []), Now).ShouldBe(NoticeReading.Forged("merchant-unknown"));

    [Theory]
    [InlineData("""{"id":""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("""{"id":"x","event_type":"TRANSACTION.SUCCESS"}""")]
    public void A_well_signed_body_that_is_no_notice_is_kept_as_wrong(string body)
    {
        var reading = Read(new SignedNotice(Now) { Body = body });

        (reading.Refusal, reading.Report, reading.HospitalId).ShouldBe(("body-unreadable", null, TestMerchant.Hospital));
        reading.NoticeId.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void What_is_not_sealed_as_agreed_is_wrong()
    {
        Read(new SignedNotice(Now) { SealKey = new string('x', 32) }).Refusal.ShouldBe("resource-unreadable");
        Read(new SignedNotice(Now) { Algorithm = "NONE" }).Refusal.ShouldBe("resource-unreadable");
        Read(new SignedNotice(Now) { SealNonce = "0123456789abc" }).Refusal.ShouldBe("resource-unreadable");
        Read(new SignedNotice(Now) { EventType = "COUPON.USE" }).Refusal.ShouldBe("event-unsupported");
        Read(new SignedNotice(Now) { EventType = "REFUND.SUCCESS" }).Refusal.ShouldBe("refund-incomplete");
    }

    [Theory]
    [InlineData("mchid", "1900000002", "merchant-differs")]
    [InlineData("mchid", null, "merchant-differs")]
    [InlineData("appid", "wx0000000000000002", "appid-differs")]
    [InlineData("appid", null, "appid-differs")]
    [InlineData("trade_state", "NOTPAY", "not-success")]
    [InlineData("trade_state", "REFUND", "not-success")]
    [InlineData("trade_state", null, "not-success")]
    [InlineData("out_trade_no", null, "transaction-incomplete")]
    [InlineData("transaction_id", null, "transaction-incomplete")]
    [InlineData("transaction_id", "", "transaction-incomplete")]
    [InlineData("success_time", null, "transaction-incomplete")]
    [InlineData("success_time", "yesterday", "transaction-unreadable")]
    [InlineData("amount", null, "transaction-incomplete")]
    public void A_transaction_that_can_not_be_ours_is_wrong(string member, string? value, string refusal)
    {
        var notice = new SignedNotice(Now);
        notice.Transaction[member] = value;

        var reading = Read(notice);

        (reading.Refusal, reading.Report).ShouldBe((refusal, null));
    }

    [Theory]
    [InlineData("total", "-1", "transaction-incomplete")]
    [InlineData("total", "53.4", "transaction-unreadable")]
    [InlineData("total", "null", "transaction-incomplete")]
    [InlineData("total", "\"5340\"", "transaction-unreadable")]
    [InlineData("currency", "null", "transaction-incomplete")]
    public void An_amount_that_is_none_is_wrong(string member, string json, string refusal)
    {
        var notice = new SignedNotice(Now);
        notice.Transaction["amount"]![member] = System.Text.Json.Nodes.JsonNode.Parse(json);

        Read(notice).Refusal.ShouldBe(refusal);
    }

    private NoticeReading Read(SignedNotice notice)
    {
        var (body, headers) = notice.Make();
        return Read(body, headers);
    }

    private NoticeReading Read(byte[] body, Dictionary<string, string> headers)
    {
        var dictionary = new HeaderDictionary();
        foreach (var (name, value) in headers)
            dictionary[name] = value;
        return WeChatNotices.Read(merchant, new(dictionary, body), Now);
    }
}
