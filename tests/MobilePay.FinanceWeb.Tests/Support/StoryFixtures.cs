namespace MobilePay.FinanceWeb.Tests.Support;

/// <summary>One payment as four services know it: paid, booked after a doubt, given back in part, one refund refused.</summary>
internal static class StoryFixtures
{
    public const string Hospital = "SYN000000";
    public const string OrderNo = "P20261127091503ABCDEFGHJKMN";
    public const string FailedNo = OrderNo + "R02";
    public static readonly Guid Payment = new("01990000-0000-7000-8000-0000000000aa");

    public static string ServiceOf(string path) => path.Split('/')[1] switch
    {
        "payments" or "refunds" => "payments",
        "orders" => "banksettlement",
        "write-backs" => "hissync",
        _ => "reconciliation",
    };

    /// <summary>The answer as it goes over the wire; null: there is no such thing.</summary>
    public static string? Of(string method, string path) => (method, path.Trim('/').Split('/')) switch
    {
        ("GET", ["hospitals"]) => """[{"id":"SYN000000","name":"示例人民医院","cutOff":"23:00:00"}]""",
        ("GET", ["payments", "search"]) => Filled($$"""{"rows":[{{Row}}],"next":"{payment}"}"""),
        ("GET", ["payments", var id, "story"]) when id == Payment.ToString() => Filled(Told),
        ("GET", ["refunds", "failed"]) => Filled($"[{Failed},{OfAnother(Failed)}]"),
        ("GET", ["orders", OrderNo, "story"]) => Filled(Order),
        ("GET", ["write-backs", "of-payment", var id]) => id == Payment.ToString() ? Filled(WriteBacks) : "[]",
        ("GET", ["journal"]) => Filled(Journal),
        ("GET", ["differences"]) => """{"rows":[],"total":{"count":2}}""",
        ("GET", ["reports", "refunds"]) => Filled(Register),
        _ => null,
    };

    private static string Filled(string json) =>
        json.Replace("{no}", OrderNo, StringComparison.Ordinal)
            .Replace("{payment}", Payment.ToString(), StringComparison.Ordinal);

    private static string OfAnother(string failed) =>
        failed.Replace("{no}R02", "P2R01", StringComparison.Ordinal).Replace("SYN000000", "SYN000001", StringComparison.Ordinal);

    private const string Row = """
        {"paymentId":"{payment}","outTradeNo":"{no}","method":"wechat.jsapi","status":"refund-failed",
         "hospitalStatus":"confirmed","amountFen":5340,"refundedFen":1260,"refundsUnderWayFen":0,
         "openedAt":"2026-11-27T01:15:03+00:00","paidAt":"2026-11-27T01:15:24+00:00",
         "channelTradeNo":"4200002611270000000001","prescriptionNos":["RX2611270001"],"visitNos":["V2611270088"]}
        """;

    private const string Told = """
        {"paymentId":"{payment}","hospitalId":"SYN000000","outTradeNo":"{no}","method":"wechat.jsapi","entrance":"wechat",
         "status":"refund-failed","hospitalStatus":"confirmed","amountFen":5340,"refundedFen":1260,"refundsUnderWayFen":0,
         "openedAt":"2026-11-27T01:15:03+00:00","expiresAt":"2026-11-27T01:30:03+00:00",
         "channelTradeNo":"4200002611270000000001","paidAt":"2026-11-27T01:15:24+00:00",
         "bills":[{"orderNo":"{no}","billNo":"B2611270001","prescriptionNo":"RX2611270001","visitNo":"V2611270088",
           "amountFen":5340,"givenBackFen":1260,"hospitalStatus":"confirmed","hisDocNo":"H-20261127-0001",
           "pharmacy":"门诊西药房","window":"3 号窗口","answeredAt":"2026-11-27T01:15:43+00:00"}],
         "refunds":[
          {"refundNo":"{no}R01","orderNo":"{no}","cause":"hospital-requested","status":"refunded","amountFen":1260,
           "requestedAt":"2026-11-27T02:15:03+00:00","endedAt":"2026-11-27T02:15:43+00:00","hisRefundNo":"HR-77",
           "hisReason":"退药","isNumberSpent":false,"channelRefundNo":"50300002611270000000001"},
          {"refundNo":"{no}R02","orderNo":"{no}","cause":"finance-decided","status":"refund-failed","amountFen":500,
           "requestedAt":"2026-11-27T03:15:03+00:00","endedAt":"2026-11-27T03:15:13+00:00","financeNo":"FD1",
           "failedBecause":"refund.merchant-balance","isNumberSpent":false}]}
        """;

    private const string Failed = """
        {"refundNo":"{no}R02","paymentId":"{payment}","hospitalId":"SYN000000","outTradeNo":"{no}","method":"wechat.jsapi",
         "amountFen":500,"cause":"finance-decided","reason":"refund.merchant-balance","isNumberSpent":true,
         "requestedAt":"2026-11-27T03:15:03+00:00","failedAt":"2026-11-27T03:15:13+00:00"}
        """;

    private const string Order = """
        {"order":{"outTradeNo":"{no}","paymentId":"{payment}","hospitalId":"SYN000000","channel":"wechat",
           "merchantId":"1900000001","method":"wechat.jsapi","state":"paid","channelTradeNo":"4200002611270000000001",
           "amountFen":5340,"createdAt":"2026-11-27T01:15:04+00:00","expiresAt":"2026-11-27T01:30:03+00:00","placings":2,
           "placedAt":"2026-11-27T01:15:05+00:00","queries":1,"paidAt":"2026-11-27T01:15:24+00:00"},
         "notices":[
          {"noticeId":"N-1","receivedAt":"2026-11-27T01:15:25+00:00","outcome":"refused","refusedFor":"channel.amount-differs"},
          {"noticeId":"N-2","receivedAt":"2026-11-27T01:15:26+00:00","outcome":"accepted"}],
         "refunds":[{"refundNo":"{no}R01","amountFen":1260,"state":"refunded","isNumberSpent":false,
           "channelRefundNo":"50300002611270000000001","createdAt":"2026-11-27T02:15:03+00:00","sendings":1,
           "sentAt":"2026-11-27T02:15:05+00:00","steps":2,"refundedAt":"2026-11-27T02:15:43+00:00"}]}
        """;

    private const string WriteBacks = """
        [{"orderNo":"{no}","billNo":"B2611270001","prescriptionNo":"RX2611270001","status":"confirmed","sentCount":3,
          "checkedCount":2,"lastSentAt":"2026-11-27T01:15:33+00:00","hisDocNo":"H-20261127-0001"}]
        """;

    private const string Journal = """
        {"rows":[{"id":187,"hospitalId":"SYN000000","day":"2026-11-27","rule":"J1",
           "key":"{no}","orderNo":"{no}","memo":"Paid","at":"2026-11-27T01:15:28+00:00","lines":[
            {"account":"CH_RECV","name":"应收","code":"1122","channel":"wechat","debitFen":5340,"creditFen":0},
            {"account":"CLEARING","name":"待确认","code":"2203","channel":"wechat","debitFen":0,"creditFen":5340}]}],
         "total":{"count":1,"debitFen":5340,"creditFen":5340}}
        """;

    private const string Register = """
        {"rows":[{"refundNo":"{no}R01","orderNo":"{no}","channel":"wechat","merchantId":"1900000001","hisRefundNo":"HR-77",
           "channelRefundNo":"50300002611270000000001","channelTradeNo":"4200002611270000000001","amountFen":1260,
           "at":"2026-11-27T02:15:43+00:00","status":"done","askedBy":"hospital","paidFen":5340,
           "paidAt":"2026-11-27T01:15:24+00:00","daysBetween":0}],
         "total":{"count":1,"amountFen":1260,"failed":1}}
        """;
}
