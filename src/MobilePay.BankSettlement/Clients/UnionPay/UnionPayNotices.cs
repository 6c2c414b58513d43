using System.Security.Cryptography;
using MobilePay.BankSettlement.Domain;

namespace MobilePay.BankSettlement.Clients.UnionPay;

/// <summary>Reads a notice: a form, decoded once, believed by the certificate inside it (rule N1).</summary>
internal static class UnionPayNotices
{
    public static NoticeReading Read(UnionPayMerchant? merchant, RawNotice notice, DateTimeOffset now)
    {
        if (merchant is null)
            return NoticeReading.Forged("merchant-unknown");

        if (UnionPayForm.ReadForm(notice.Body) is not { } fields)
            return NoticeReading.Forged("body-unreadable");

        if (merchant.Certificates.Fault(fields, now) is { } fault)
            return NoticeReading.Forged(fault);

        var id = fields.GetValueOrDefault("queryId") is { Length: > 0 and <= 64 } queryId
            ? queryId
            : "sha256:" + Convert.ToHexStringLower(SHA256.HashData(notice.Body));
        var (report, refund, refusal) = ReadSigned(merchant, fields);
        return new(id, merchant.Options.HospitalId, report, refusal)
        {
            Refund = refund,

            // In a refund's notice it is the refund's own number.
            OutTradeNo = refund is null ? fields.GetValueOrDefault("orderId") : null,
        };
    }

    private static (ChannelReport? Report, RefundReport? Refund, string? Refusal) ReadSigned(
        UnionPayMerchant merchant, IReadOnlyDictionary<string, string> fields)
    {
        if (fields.GetValueOrDefault("merId") != merchant.Options.MerId)
            return (null, null, "merchant-differs");

        if (UnionPayAnswers.Meaning(fields.GetValueOrDefault("respCode")) != BankSaid.Yes)
            return (null, null, "not-success");

        return fields.GetValueOrDefault("txnType") switch
        {
            "01" => Paid(merchant, fields) is { } report ? (report, null, null) : (null, null, "transaction-incomplete"),
            "04" when fields.GetValueOrDefault("currencyCode") is not "156" => (null, null, "currency-differs"),
            "04" => UnionPayReports.Refunded(merchant.Options.MerId, fields) is { } refund
                ? (null, refund, null)
                : (null, null, "refund-incomplete"),
            _ => (null, null, "event-unsupported"),
        };
    }

    // The number may be that of a later try; which order it belongs to is looked up where the report is booked.
    private static ChannelReport? Paid(UnionPayMerchant merchant, IReadOnlyDictionary<string, string> fields) =>
        fields.GetValueOrDefault("orderId") is { } number && UnionPayReports.CaptureOf(fields) is { } capture
            ? new(UnionPayReports.ChannelName, merchant.Options.MerId, number, ReportedState.Paid)
            {
                Capture = capture,
                OrderedAt = UnionPayTime.Read(fields["txnTime"]),
            }
            : null;
}
