using System.Text;
using Microsoft.AspNetCore.Http;
using MobilePay.BankSettlement.Clients;
using MobilePay.BankSettlement.Clients.UnionPay;
using MobilePay.BankSettlement.Domain;
using MobilePay.BankSettlement.Tests.Support;
using MobilePay.Primitives;

namespace MobilePay.BankSettlement.Tests.Clients;

public sealed class UnionPayNoticeTests : IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1760000000);

    private readonly UnionPayMerchant merchant = MerchantAt("https://bank.example", null);

    public void Dispose() => merchant.Dispose();

    [Fact]
    public void A_notice_made_by_another_implementation_is_read()
    {
        var reading = Read(Encoding.UTF8.GetBytes(Vectors.UnionPay.GetProperty("notice").Text("form")));

        reading.Refusal.ShouldBeNull();
        reading.NoticeId.ShouldBe("782510091653200000018");
        reading.HospitalId.ShouldBe(TestMerchant.Hospital);
        reading.Report.ShouldBe(new ChannelReport("bank", TestBank.MerId, "MP20251009000001", ReportedState.Paid)
        {
            OrderedAt = Now,
            Capture = new("782510091653200000018", Money.FromFen(5340), "CNY",
                new DateTimeOffset(2025, 10, 9, 8, 55, 10, TimeSpan.Zero)),
        });
    }

    [Theory]
    [InlineData("signPubKeyCert", null, "certificate-missing")]
    [InlineData("signPubKeyCert", "strangerCertPem", "certificate-untrusted")]
    [InlineData("signPubKeyCert", "expiredCertPem", "certificate-untrusted")]
    [InlineData("signPubKeyCert", "strangerRootPem", "certificate-untrusted")]
    [InlineData("signPubKeyCert", "remark", "certificate-untrusted")]
    [InlineData("signPubKeyCert", "rootCertPem", "signature-wrong")]
    [InlineData("signMethod", "11", "signature-missing")]
    public void A_certificate_that_is_not_right_makes_the_notice_a_forgery(string field, string? value, string refusal)
    {
        var text = field == "signPubKeyCert" && value is not null ? Vectors.UnionPay.Text(value) : value;

        Read(new BankNotice().With(field, text)).ShouldBe(NoticeReading.Forged(refusal));
    }

    [Fact]
    public void Another_key_than_the_certificates_is_refused() =>
        Read(new BankNotice { SigningKey = "merchantKeyPem" }).ShouldBe(NoticeReading.Forged("signature-wrong"));

    [Fact]
    public void Each_field_is_under_the_signature()
    {
        foreach (var field in new BankNotice().Fields.Keys.Where(k => k is not ("signature" or "signMethod" or "signPubKeyCert")))
        {
            var altered = new BankNotice().Make();
            altered[field] += "1";
            Read(Encode(altered)).ShouldBe(NoticeReading.Forged("signature-wrong"), field);
        }

        var added = new BankNotice().Make();
        added["origRespCode"] = "00";
        Read(Encode(added)).ShouldBe(NoticeReading.Forged("signature-wrong"));
        var unsigned = new BankNotice().Make();
        unsigned.Remove("signature");
        Read(Encode(unsigned)).ShouldBe(NoticeReading.Forged("signature-missing"));
        unsigned["signature"] = "no base64!";
        Read(Encode(unsigned)).ShouldBe(NoticeReading.Forged("signature-wrong"));
    }

    [Fact]
    public void A_merchant_we_are_not_is_refused() =>
        UnionPayNotices.Read(null, new(new HeaderDictionary(), []), Now).ShouldBe(NoticeReading.Forged("merchant-unknown"));

    [Theory]
    [InlineData("merId", "777290058100002", "merchant-differs")]
    [InlineData("merId", null, "merchant-differs")]
    [InlineData("respCode", "03", "not-success")]
    [InlineData("respCode", "64", "not-success")]
    [InlineData("respCode", null, "not-success")]
    [InlineData("txnType", "31", "event-unsupported")]
    [InlineData("txnType", null, "event-unsupported")]
    [InlineData("orderId", null, "transaction-incomplete")]
    [InlineData("txnTime", null, "transaction-incomplete")]
    [InlineData("txnTime", "yesterday", "transaction-incomplete")]
    [InlineData("txnAmt", null, "transaction-incomplete")]
    [InlineData("txnAmt", "-5340", "transaction-incomplete")]
    [InlineData("txnAmt", "53.40", "transaction-incomplete")]
    [InlineData("currencyCode", null, "transaction-incomplete")]
    [InlineData("queryId", null, "transaction-incomplete")]
    [InlineData("traceTime", null, "transaction-incomplete")]
    [InlineData("traceTime", "1309165510", "transaction-incomplete")]
    public void A_payment_that_can_not_be_ours_is_wrong(string field, string? value, string refusal)
    {
        var reading = Read(new BankNotice().With(field, value));

        (reading.Refusal, reading.Report, reading.HospitalId).ShouldBe((refusal, null, TestMerchant.Hospital));
        reading.NoticeId.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void A_payment_with_a_defect_is_a_payment() =>
        Read(new BankNotice().With("respCode", "A6")).Report.ShouldNotBeNull();

    [Theory]
    [InlineData("currencyCode", "840", "currency-differs")]
    [InlineData("txnAmt", null, "refund-incomplete")]
    [InlineData("orderId", null, "refund-incomplete")]
    [InlineData("txnTime", null, "refund-incomplete")]
    [InlineData("merId", "777290058100002", "merchant-differs")]
    [InlineData("respCode", "05", "not-success")]
    public void A_refund_that_can_not_be_ours_is_wrong(string field, string? value, string refusal)
    {
        var reading = Read(BankNotice.OfRefund("MP20251009000001R01", 1260).With(field, value));

        (reading.Refusal, reading.Refund).ShouldBe((refusal, null));
    }

    [Theory]
    [InlineData("https://gateway.95516.com", null, false)]
    [InlineData("https://bank.example", "中国银联股份有限公司", false)]
    [InlineData("https://bank.example", "Another Company", true)]
    [InlineData("https://gateway.test.95516.com", null, true)]
    public void Where_the_root_signs_for_others_only_the_named_signer_counts(string bank, string? signer, bool isBelieved)
    {
        using var named = MerchantAt(bank, signer);
        var notice = new BankNotice().With("signPubKeyCert", Vectors.UnionPay.Text("otherNameCertPem"));

        UnionPayNotices.Read(named, new(new HeaderDictionary(), Encode(notice.Make())), Now).Refusal
            .ShouldBe(isBelieved ? null : "certificate-untrusted");
    }

    private static UnionPayMerchant MerchantAt(string url, string? signer) => new(TestBank.Options, new()
    {
        BaseUrl = url,
        NotifyUrl = "https://pay.example/notify/bank",
        SignerName = signer,
    }, new HttpClientHandler(), TimeProvider.System);

    private NoticeReading Read(BankNotice notice) => Read(Encode(notice.Make()));

    private NoticeReading Read(byte[] body) => UnionPayNotices.Read(merchant, new(new HeaderDictionary(), body), Now);

    private static byte[] Encode(Dictionary<string, string> fields) =>
        new FormUrlEncodedContent(fields).ReadAsByteArrayAsync().GetAwaiter().GetResult();
}
