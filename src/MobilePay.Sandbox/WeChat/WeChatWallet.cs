using MobilePay.Sandbox.Books;

namespace MobilePay.Sandbox.WeChat;

internal sealed class WeChatWallet(WeChatBook book, WeChatNotices notices) : IWallet
{
    public string Channel => "wechat";

    public Task<ThumbOutcome> Pay(string outTradeNo, Thumb thumb, CancellationToken stop) =>
        Task.FromResult(Pay(outTradeNo, thumb));

    private ThumbOutcome Pay(string outTradeNo, Thumb thumb)
    {
        var (order, reason) = book.Pay(outTradeNo, thumb.Openid, thumb.Late);
        if (order is null)
            return ThumbOutcome.NoOrder($"No order {outTradeNo}.");
        if (reason is not null)
            return new ThumbOutcome(null, reason, order.WireState);

        notices.Start(outTradeNo);
        return new ThumbOutcome(new
        {
            outTradeNo,
            transactionId = order.TransactionId,
            state = order.State,
            paidFen = order.PaidFen,
            successTime = order.SuccessTime?.ToWire(),
            openid = order.PayerOpenid,
        });
    }
}
