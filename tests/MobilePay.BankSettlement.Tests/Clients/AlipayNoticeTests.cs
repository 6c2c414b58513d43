using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using MobilePay.BankSettlement.Clients;
using MobilePay.BankSettlement.Clients.Alipay;
using MobilePay.BankSettlement.Domain;
using MobilePay.BankSettlement.Tests.Support;
using MobilePay.Primitives;

namespace MobilePay.BankSettlement.Tests.Clients;

public sealed class AlipayNoticeTests : IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1760000000);

    private readonly AlipayMerchant merchant = Merchant(TestAlipay.Options);

    public void Dispose() => merchant.Dispose();

    [Theory]
    [InlineData("TRADE_SUCCESS")]
    [InlineData("TRADE_FINISHED")]
    public void A_payment_is_read_with_its_amount_and_beijing_time(string status)
    {
        var reading = Read(AlipayNotice.With(("trade_status", status)));

        reading.Refusal.ShouldBeNull();
        reading.HospitalId.ShouldBe(TestMerchant.Hospital);
        reading.Report.ShouldBe(new ChannelReport("alipay", TestAlipay.AppId, BankApp.Number, ReportedState.Paid)
        {
            Capture = new(AlipayNotice.TradeNo, Money.FromFen(5340), "CNY",
                new DateTimeOffset(2025, 10, 9, 8, 53, 10, TimeSpan.Zero)),
        });
    }

    [Theory]
    [InlineData("TRADE_CLOSED", ReportedState.Closed)]
    [InlineData("WAIT_BUYER_PAY", ReportedState.NotPaid)]
    public void A_notice_without_a_payment_is_none(string status, ReportedState expected) =>
        Read(AlipayNotice.With(("trade_status", status), ("gmt_payment", null))).Report
            .ShouldBe(new ChannelReport("alipay", TestAlipay.AppId, BankApp.Number, expected));

    [Theory]
    [InlineData("TRADE_SUCCESS")]
    [InlineData("TRADE_CLOSED")]
    [InlineData("TRADE_FINISHED")]
    public void A_refund_is_the_moment_to_ask_and_never_a_payment(string status)
    {
        var reading = Read(AlipayNotice.With(("trade_status", status), ("refund_fee", "12.60"),
            ("gmt_refund", "2025-10-10 09:00:00.123"), ("out_biz_no", "RF1")));

        reading.Report.ShouldBeNull();
        reading.Refund.ShouldBe(new RefundReport("alipay", TestAlipay.AppId, "RF1", ReportedRefund.Processing));
        reading.NoticeId.ShouldBe($"2025100900222165310000000001:{status}:RF1");
    }

    [Fact]
    public void A_refund_without_our_number_is_for_a_person()
    {
        Read(AlipayNotice.With(("refund_fee", "12.60"))).Refusal.ShouldBe("refund-incomplete");
        Read(AlipayNotice.With(("gmt_refund", "2025-10-10 09:00:00.123"))).Refusal.ShouldBe("refund-incomplete");
        Read(AlipayNotice.With(("refund_fee", "0.00"))).Report!.State.ShouldBe(ReportedState.Paid);
    }

    [Fact]
    public void The_end_of_the_refund_window_tells_of_the_same_payment() =>
        Read(AlipayNotice.With(("trade_status", "TRADE_FINISHED"), ("refund_fee", "12.60"))).Report!.Capture!.TradeNo
            .ShouldBe(AlipayNotice.TradeNo);

    [Theory]
    [InlineData("app_id", "9021000000000002", "appid-differs")]
    [InlineData("app_id", null, "appid-differs")]
    [InlineData("seller_id", "2088000000000002", "seller-differs")]
    [InlineData("seller_id", null, "seller-differs")]
    [InlineData("seller_id", "", "seller-differs")]
    [InlineData("notify_type", "servicewindow_notify", "event-unsupported")]
    [InlineData("notify_type", null, "event-unsupported")]
    [InlineData("trade_status", "TRADE_PENDING", "trade-incomplete")]
    [InlineData("trade_status", null, "trade-incomplete")]
    [InlineData("out_trade_no", null, "trade-incomplete")]
    [InlineData("trade_no", null, "trade-incomplete")]
    [InlineData("total_amount", null, "trade-incomplete")]
    [InlineData("total_amount", "-53.40", "trade-incomplete")]
    [InlineData("total_amount", "53.405", "trade-incomplete")]
    [InlineData("gmt_payment", null, "trade-incomplete")]
    [InlineData("gmt_payment", "yesterday", "trade-incomplete")]
    public void A_well_signed_notice_that_can_not_be_ours_is_wrong(string field, string? value, string refusal)
    {
        var reading = Read(AlipayNotice.With((field, value)));

        (reading.Refusal, reading.Report, reading.Refund).ShouldBe((refusal, null, null));
        reading.NoticeId.ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("sign_type", "RSA")]
    [InlineData("sign_type", null)]
    public void Another_kind_of_signature_is_refused(string field, string? value) =>
        Read(AlipayNotice.With((field, value))).ShouldBe(NoticeReading.Forged("sign-type-unsupported"));

    [Fact]
    public void Each_changed_value_is_noticed()
    {
        var body = new AlipayNotice().Make();
        string[] changes =
        [
            body + "&more=1",
            body.Replace("53.40", "0.01", StringComparison.Ordinal),
            body.Replace("charset=utf-8&", "", StringComparison.Ordinal),
            body.Replace("%2B", "+", StringComparison.Ordinal),
            body.Replace("TRADE_SUCCESS", "TRADE_FINISHED", StringComparison.Ordinal),
        ];
        foreach (var changed in changes)
            Read(changed).ShouldBe(NoticeReading.Forged("signature-wrong"), changed);

        Read(body + "&empty=").Refusal.ShouldBeNull();
        Read(body + "&app_id=9021000000000002").ShouldBe(NoticeReading.Forged("form-unreadable"));
        Read(body[..body.IndexOf("&sign=", StringComparison.Ordinal)]).ShouldBe(NoticeReading.Forged("signature-missing"));
        Read("").ShouldBe(NoticeReading.Forged("signature-missing"));
        Read(new AlipayNotice { SigningKey = "appPrivateKeyPem" }).ShouldBe(NoticeReading.Forged("signature-wrong"));
    }

    [Fact]
    public void An_application_we_are_not_is_refused() =>
        AlipayNotices.Read(null, new(new HeaderDictionary(), [])).ShouldBe(NoticeReading.Forged("merchant-unknown"));

    [Fact]
    public void With_certificates_the_named_one_must_be_known()
    {
        using var authority = new AlipayAuthority(Now);
        using var certified = Merchant(TestAlipay.Certified(authority));
        var notice = AlipayNotice.With(("alipay_cert_sn", "0123456789abcdef0123456789abcdef"));

        AlipayNotices.Read(certified, Raw(notice.Make())).ShouldBe(NoticeReading.Forged("certificate-unknown"));
        AlipayNotices.Read(certified, Raw(new AlipayNotice().Make())).ShouldBe(NoticeReading.Forged("signature-wrong"));
        Read(notice).Refusal.ShouldBeNull();
    }

    [Fact]
    public void A_notice_without_an_id_is_known_by_its_bytes()
    {
        Read(AlipayNotice.With(("notify_id", null))).NoticeId!.ShouldStartWith("sha256:");
        Read(AlipayNotice.With(("notify_id", new string('9', 128)))).NoticeId!.ShouldStartWith("sha256:");
    }

    private NoticeReading Read(AlipayNotice notice) => Read(notice.Make());

    private NoticeReading Read(string body) => AlipayNotices.Read(merchant, Raw(body));

    private static RawNotice Raw(string body) => new(new HeaderDictionary(), Encoding.UTF8.GetBytes(body));

    private static AlipayMerchant Merchant(AlipayMerchantOptions options) => new(options,
        new() { NotifyUrl = "https://pay.example/notify/alipay" }, new HttpClientHandler(), TimeProvider.System,
        NullLogger.Instance);
}
