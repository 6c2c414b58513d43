using MobilePay.BankSettlement.Domain;

namespace MobilePay.BankSettlement.Clients.UnionPay;

/// <summary>What UnionPay's words about a refund mean in ours. Accepted is not refunded: that comes later, as news.</summary>
internal static class UnionPayRefunds
{
    public static RefundAnswer Sent(ChannelRefund refund, UnionPayAnswer answer) => answer.Said switch
    {
        BankSaid.Yes => new(UnionPayReports.Of(refund, ReportedRefund.Processing), null),
        BankSaid.No or BankSaid.NotFound when ReasonOf(answer.Code) is { } reason =>
            new(UnionPayReports.Of(refund, ReportedRefund.Refused) with { Reason = reason }, null),
        BankSaid.No or BankSaid.NotFound => new(null, "channel.busy-or-misconfigured"),
        BankSaid.Duplicate => new(null, "channel.number-used"),
        BankSaid.Unclear => new(null, "channel.unanswered"),
        _ => throw new InvalidOperationException($"{answer.Said} is no answer."),
    };

    public static RefundAnswer Queried(ChannelRefund refund, UnionPayAnswer answer) => answer.Said switch
    {
        BankSaid.Yes => Found(refund, answer),
        BankSaid.NotFound => new(UnionPayReports.Of(refund, ReportedRefund.NotFound), null),
        BankSaid.No or BankSaid.Duplicate or BankSaid.Unclear => new(null, "channel.unanswered"),
        _ => throw new InvalidOperationException($"{answer.Said} is no answer."),
    };

    private static RefundAnswer Found(ChannelRefund refund, UnionPayAnswer answer)
    {
        var code = answer["origRespCode"];
        return UnionPayAnswers.Meaning(code) switch
        {
            BankSaid.Yes => UnionPayReports.Refunded(refund.MerchantId, answer.Fields) is { } refunded
                ? new(refunded, null)
                : new(null, "channel.unreadable"),

            // A failed number stays failed: another try needs another.
            BankSaid.No => new(UnionPayReports.Of(refund, ReportedRefund.Refused) with
            {
                Reason = ReasonOf(code) ?? "refund.refused",
                IsNumberSpent = true,
            }, null),
            _ when code is "03" or "04" or "05" => new(UnionPayReports.Of(refund, ReportedRefund.Processing), null),
            _ => new(null, "channel.undecided"),
        };
    }

    // Null: not a word about the refund, but about how often, when or with which keys we ask; the same call is right later.
    private static string? ReasonOf(string? code) => code switch
    {
        "10" or "11" or "13" or "31" or "32" or "37" or "39" or "43" => null,
        "34" or "35" => "refund.order-unknown",
        "64" => "refund.merchant-balance",
        "61" or "63" or "73" => "refund.payer-account",
        _ => "refund.refused",
    };
}
