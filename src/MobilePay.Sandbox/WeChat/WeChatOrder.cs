using System.Text.Json.Serialization;
using MobilePay.Sandbox.Pages;

namespace MobilePay.Sandbox.WeChat;

/// <summary>An order as WeChat Pay keeps it; the names of states and trade types are those of the wire.</summary>
internal sealed record WeChatOrder
{
    public required string OutTradeNo { get; init; }
    public required string TradeType { get; init; }
    public required string Appid { get; init; }
    public required string Mchid { get; init; }
    public required string Description { get; init; }
    public required string NotifyUrl { get; init; }
    public required long TotalFen { get; init; }
    public required DateTimeOffset PlacedAt { get; init; }

    /// <summary>The whole first request in a fixed form; a later request with the same number must equal it.</summary>
    public required string Content { get; init; }

    public string? Attach { get; init; }
    public string? Openid { get; init; }
    public DateTimeOffset? TimeExpire { get; init; }
    public IReadOnlyList<WeChatPrepay> Prepays { get; init; } = [];
    public string State { get; init; } = WeChatState.NotPaid;
    public string? TransactionId { get; init; }
    public string? PayerOpenid { get; init; }
    public DateTimeOffset? SuccessTime { get; init; }
    public string? BusinessDate { get; init; }

    /// <summary>When the day's bill says it was paid: by the sandbox's moved clock.</summary>
    public DateTimeOffset? BilledAt { get; init; }

    public string? NoticeId { get; init; }
    public int NoticesSent { get; init; }
    public bool NoticeAccepted { get; init; }

    public IReadOnlyList<WeChatRefund> Refunds { get; init; } = [];

    [JsonIgnore]
    public CashierOrder ForCashier => new(CashierParty.WeChat, OutTradeNo, TotalFen, Description);

    /// <summary>A query says REFUND as soon as one was started; how it ended only the refund query tells (section 5).</summary>
    [JsonIgnore]
    public string WireState => State == WeChatState.Paid && Refunds.Count > 0 ? WeChatState.Refund : State;

    [JsonIgnore]
    public long RefundedFen => Refunds.Where(refund => refund.Status == WeChatRefundEnd.Success).Sum(refund => refund.AmountFen);

    /// <summary>What can still be given back: a closed refund returned nothing.</summary>
    [JsonIgnore]
    public long RestFen => PaidFen
        - Refunds.Where(refund => refund.Status != WeChatRefundEnd.Closed).Sum(refund => refund.AmountFen);

    public long PaidFen => State == WeChatState.Paid ? TotalFen : 0;

    /// <summary>Orders live seven days when nobody closes them (merchant documents, order placing).</summary>
    public WeChatOrder AsOf(DateTimeOffset now) =>
        State == WeChatState.NotPaid && now - PlacedAt > TimeSpan.FromDays(7) ? this with { State = WeChatState.Closed } : this;
}

/// <summary>One answer to a placing call; <paramref name="Link"/> is the secret part of code_url and h5_url.</summary>
internal sealed record WeChatPrepay(string Id, string Link, DateTimeOffset IssuedAt);

internal static class WeChatState
{
    public const string NotPaid = "NOTPAY";
    public const string Paid = "SUCCESS";
    public const string Closed = "CLOSED";
    public const string Refund = "REFUND";
    public const string UserPaying = "USERPAYING";

    public static string Describe(string state) => state switch
    {
        Paid => "支付成功",
        Closed => "订单已关闭",
        Refund => "订单发生过退款",
        UserPaying => "用户支付中",
        _ => "订单未支付",
    };
}

internal static class WeChatTrade
{
    public const string Jsapi = "JSAPI";
    public const string Native = "NATIVE";
    public const string App = "APP";

    /// <summary>H5 orders call themselves MWEB.</summary>
    public const string H5 = "MWEB";
}
