namespace MobilePay.Reconciliation.Clients.WeChat;

/// <summary>The columns of a trade bill that are used, found by name.</summary>
internal sealed class WeChatTradeColumns(HeadColumns head)
{
    public int Time { get; } = head.Required("交易时间");
    public int Merchant { get; } = head.Required("商户号");
    public int TradeNo { get; } = head.Required("微信订单号");
    public int OrderNo { get; } = head.Required("商户订单号");
    public int State { get; } = head.Required("交易状态");
    public int? Currency { get; } = head.Optional("货币种类");
    public int Fee { get; } = head.Required("手续费");
    public int OrderAmount { get; } = head.Required("订单金额");
    public int? RefundAskedAt { get; } = head.Optional("退款申请时间");

    /// <summary>Bills of kind SUCCESS have none of these; one alone is a bill cut apart.</summary>
    public (int ChannelNo, int OurNo, int Status, int Amount)? Refund { get; } =
        head.Optional("商户退款单号") is null && head.Optional("申请退款金额") is null
            ? null
            : (head.Required("微信退款单号"), head.Required("商户退款单号"), head.Required("退款状态"), head.Required("申请退款金额"));

    /// <summary>Columns that are only added up, each for the total of its own in the trailer.</summary>
    public (int? Column, string Name, string Total)[] Others { get; } =
    [
        (head.Optional("应结订单金额"), "应结订单金额", "应结订单总金额"),
        (head.Optional("退款金额"), "退款金额", "退款总金额"),
        (head.Optional("充值券退款金额"), "充值券退款金额", "充值券退款总金额"),
    ];
}
