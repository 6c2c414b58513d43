using System.Security.Cryptography;
using MobilePay.BankSettlement.Domain;

namespace MobilePay.BankSettlement.Clients.Alipay;

/// <summary>Reads a notice (rule N1): decoded once, signature over all of it, then whom it is for, then what it says.</summary>
internal static class AlipayNotices
{
    public static NoticeReading Read(AlipayMerchant? merchant, RawNotice notice)
    {
        if (merchant is null)
            return NoticeReading.Forged("merchant-unknown");

        if (AlipayForm.Read(notice.Body) is not { } form)
            return NoticeReading.Forged("form-unreadable");

        if (Fault(merchant, form) is { } fault)
            return NoticeReading.Forged(fault);

        var reading = ReadSigned(merchant, IdOf(form, notice.Body),
            name => form.GetValueOrDefault(name) is { Length: > 0 } value ? value : null);
        return reading with { OutTradeNo = form.GetValueOrDefault("out_trade_no") };
    }

    private static string? Fault(AlipayMerchant merchant, Dictionary<string, string> form)
    {
        if (form.GetValueOrDefault("sign") is not { Length: > 0 } signature)
            return "signature-missing";

        if (form.GetValueOrDefault("sign_type") != "RSA2")
            return "sign-type-unsupported";

        // Refused, it is sent again; by then a query has met the new certificate, fetched it and made it known.
        if (merchant.Keys.For(form.GetValueOrDefault("alipay_cert_sn")) is not { } key)
            return "certificate-unknown";

        return key.Verify(AlipaySignature.OfNotice(form), signature) ? null : "signature-wrong";
    }

    private static NoticeReading ReadSigned(AlipayMerchant merchant, string id, Func<string, string?> field)
    {
        NoticeReading Wrong(string reason) => new(id, merchant.Options.HospitalId, null, reason);

        if (field("notify_type") != "trade_status_sync")
            return Wrong("event-unsupported");

        if (field("app_id") != merchant.Options.AppId)
            return Wrong("appid-differs");

        if (field("seller_id") != merchant.Options.SellerId)
            return Wrong("seller-differs");

        if (IsAboutARefund(field))
        {
            // The amount of a notice is the sum of all refunds so far. It is no proof of this one, but the moment to ask.
            return field("out_biz_no") is { Length: <= 64 } refundNo
                ? new(id, merchant.Options.HospitalId, null, null)
                {
                    Refund = new(AlipayChannel.ChannelName, merchant.Options.AppId, refundNo, ReportedRefund.Processing),
                }
                : Wrong("refund-incomplete");
        }

        var trade = new AlipayTrade(field("trade_no"), field("out_trade_no"), field("trade_status"), field("total_amount"),
            field("gmt_payment"), field("trans_currency"));
        return AlipayTrades.Report(merchant.Options.AppId, trade) is { } report
            ? new(id, merchant.Options.HospitalId, report, null)
            : Wrong("trade-incomplete");
    }

    // The end of the refund window is told with the sum refunded by then; that is news of the trade and of no refund.
    private static bool IsAboutARefund(Func<string, string?> field) =>
        field("out_biz_no") is not null || field("gmt_refund") is not null
        || (field("trade_status") != "TRADE_FINISHED" && field("refund_fee") is { } fee && AlipayText.Yuan(fee)?.Fen != 0);

    // One notify_id may come with one status after another, and each is news.
    private static string IdOf(Dictionary<string, string> form, byte[] body)
    {
        var (status, refundNo) = (form.GetValueOrDefault("trade_status"), form.GetValueOrDefault("out_biz_no"));
        var id = form.GetValueOrDefault("notify_id") is { Length: > 0 } notifyId
            ? $"{notifyId}:{status}:{refundNo}".TrimEnd(':')
            : "";
        return id.Length is > 0 and <= 128 ? id : "sha256:" + Convert.ToHexStringLower(SHA256.HashData(body));
    }
}
