using System.Text.Json.Nodes;
using MobilePay.Sandbox.Books;
using MobilePay.Sandbox.Listeners;

namespace MobilePay.Sandbox.Alipay;

/// <summary>Pays a trade that exists, or opens first what the payer holds in hand: an address, an order string, a code.</summary>
internal sealed class AlipayWallet(
    AlipayBook book, AlipayTrades trades, AlipayAuthorization authorization, AlipayNotices notices, SandboxDay day) : IWallet
{
    public string Channel => "alipay";

    public Task<ThumbOutcome> Pay(string outTradeNo, Thumb thumb, CancellationToken stop) =>
        Task.FromResult(Pay(outTradeNo, thumb));

    private ThumbOutcome Pay(string outTradeNo, Thumb thumb)
    {
        if (Opened(outTradeNo, thumb) is { } refusal)
            return refusal;

        var (trade, reason) = book.Pay(outTradeNo, thumb.BuyerOpenId ?? thumb.Openid, thumb.Late);
        if (trade is null)
            return ThumbOutcome.NoOrder($"No trade {outTradeNo} yet: Alipay hears of a page, app or code order only when the "
                + "payer opens it. Give the address as url, the order string as orderString, or the code as qrCode.");
        if (reason is not null)
            return new ThumbOutcome(null, reason, trade.Status);

        notices.Start(trade);
        return new ThumbOutcome(new
        {
            outTradeNo,
            tradeNo = trade.TradeNo,
            state = trade.Status,
            paidFen = trade.PaidFen,
            successTime = trade.PaidAt?.ToWire(),
            buyerOpenId = trade.PayerOpenId,
        });
    }

    /// <summary>Null once there is a trade to pay, or where nothing tells of one.</summary>
    private ThumbOutcome? Opened(string outTradeNo, Thumb thumb)
    {
        var (wish, refusal) = Held(outTradeNo, thumb);
        if (refusal is not null)
            return Refused(refusal);
        if (wish is null)
            return null;
        if (wish.OutTradeNo != outTradeNo)
            return new ThumbOutcome(null, "other-order", "OTHER");
        // What the book says of a trade it knows, it says when asked to take the money.
        return book.Find(outTradeNo) is null && book.Open(wish, thumb.Late) is (_, { } objection) ? Refused(objection) : null;
    }

    private (AlipayWish? Wish, WireAnswer? Refusal) Held(string outTradeNo, Thumb thumb)
    {
        if ((thumb.Url ?? thumb.OrderString) is { } signed)
        {
            var call = AlipayCall.Read(signed[(signed.IndexOf('?', StringComparison.Ordinal) + 1)..], []);
            return authorization.Refuse(call) is { } refusal ? (null, refusal)
                : call["method"] is AlipayMethods.Wap or AlipayMethods.Page or AlipayMethods.App ? trades.Wish(call)
                : (null, AlipayErrors.Of("isv.invalid-method", "not something a payer opens"));
        }

        var code = thumb.QrCode is { } scanned ? book.Codes.Get(scanned[(scanned.LastIndexOf('/') + 1)..])
            : book.Find(outTradeNo) is null ? book.FindCode(outTradeNo) : null;
        return code is null || (code.ValidUntil <= day.TrueNow && book.Find(outTradeNo) is null)
            ? (null, code is null && thumb.QrCode is null ? null : AlipayErrors.Of("ACQ.TRADE_HAS_CLOSE", "the code has run out"))
            : (code.Wish, null);
    }

    private static ThumbOutcome Refused(WireAnswer refusal) =>
        new(null, (string?)JsonNode.Parse(refusal.Body)!["sub_code"], "REFUSED");
}
