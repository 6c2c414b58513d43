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
    public string? NoticeId { get; init; }
    public int NoticesSent { get; init; }
    public bool NoticeAccepted { get; init; }

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

    public static string Describe(string state) => state switch
    {
        Paid => "支付成功",
        Closed => "订单已关闭",
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
