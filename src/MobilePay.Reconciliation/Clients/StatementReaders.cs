using MobilePay.Reconciliation.Clients.Alipay;
using MobilePay.Reconciliation.Clients.UnionPay;
using MobilePay.Reconciliation.Clients.WeChat;
using MobilePay.Reconciliation.Domain;

namespace MobilePay.Reconciliation.Clients;

/// <summary>Which reader a channel's statement of trades is read by.</summary>
internal static class StatementReaders
{
    /// <returns>Null for a channel whose statements are not known.</returns>
    public static IStatementReader<StatementLine>? For(string channel, Stream file, string merchantId, DateOnly day) =>
        channel switch
        {
            "wechat" => new WeChatTradeBill(file, merchantId, day),
            "alipay" => new AlipayTradeBill(file, merchantId, day),
            "bank" => new UnionPaySettlement(file, merchantId, day),
            _ => null,
        };
}
