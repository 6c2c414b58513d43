using System.Security.Cryptography;
using System.Text.Json;

namespace MobilePay.BankSettlement.Clients.WeChat;

/// <summary>Reads a notice so that no forged byte reaches a parser (rule N1): signature, then JSON, then the seal.</summary>
internal static class WeChatNotices
{
    public static NoticeReading Read(WeChatMerchant? merchant, RawNotice notice, DateTimeOffset now)
    {
        if (merchant is null)
            return NoticeReading.Forged("merchant-unknown");

        var signed = SignatureHeaders.From(name => notice.Headers[name] is [{ } only] ? only : null);
        if (WeChatSignature.Fault(merchant, signed, notice.Body, now) is { } fault)
            return NoticeReading.Forged(fault);

        var parsed = Parse<WeChatNotice>(notice.Body);
        var id = parsed is { Id.Length: > 0 and <= 128 }
            ? parsed.Id
            : "sha256:" + Convert.ToHexStringLower(SHA256.HashData(notice.Body));
        return ReadSigned(merchant, id, parsed);
    }

    private static NoticeReading ReadSigned(WeChatMerchant merchant, string id, WeChatNotice? notice)
    {
        NoticeReading Wrong(string reason) => new(id, merchant.Options.HospitalId, null, reason);

        if (notice?.Resource is null)
            return Wrong("body-unreadable");

        if (notice.EventType is not ("TRANSACTION.SUCCESS" or "REFUND.SUCCESS" or "REFUND.ABNORMAL" or "REFUND.CLOSED"))
            return Wrong("event-unsupported");

        if (WeChatResources.Open(notice.Resource, merchant.Options.ApiV3Key) is not { } plain)
            return Wrong("resource-unreadable");

        if (notice.EventType != "TRANSACTION.SUCCESS")
            return ReadRefund(merchant, id, Parse<WeChatRefund>(plain));

        return Parse<WeChatTransaction>(plain) is { } transaction
            ? ReadTransaction(merchant, id, transaction)
            : Wrong("transaction-unreadable");
    }

    private static NoticeReading ReadTransaction(WeChatMerchant merchant, string id, WeChatTransaction transaction)
    {
        NoticeReading Wrong(string reason) =>
            new(id, merchant.Options.HospitalId, null, reason) { OutTradeNo = transaction.OutTradeNo };

        if (transaction.MchId != merchant.Options.MchId)
            return Wrong("merchant-differs");

        if (transaction.AppId != merchant.Options.AppId)
            return Wrong("appid-differs");

        if (transaction.TradeState != "SUCCESS")
            return Wrong("not-success");

        return WeChatTransactions.Report(transaction) is { } report
            ? new(id, merchant.Options.HospitalId, report, null) { OutTradeNo = report.OutTradeNo }
            : Wrong("transaction-incomplete");
    }

    private static NoticeReading ReadRefund(WeChatMerchant merchant, string id, WeChatRefund? refund)
    {
        NoticeReading Wrong(string reason) =>
            new(id, merchant.Options.HospitalId, null, reason) { OutTradeNo = refund?.OutTradeNo };

        if (refund is null)
            return Wrong("refund-unreadable");

        if (refund.MchId != merchant.Options.MchId)
            return Wrong("merchant-differs");

        return WeChatRefunds.Report(merchant.Options.MchId, refund, refund.RefundStatus) is { } report
            ? new(id, merchant.Options.HospitalId, null, null) { Refund = report, OutTradeNo = refund.OutTradeNo }
            : Wrong("refund-incomplete");
    }

    private static T? Parse<T>(byte[] json)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, WeChatJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
