using MobilePay.Sandbox.Alipay;
using MobilePay.Sandbox.Bank;
using MobilePay.Sandbox.Books;
using MobilePay.Sandbox.His;
using MobilePay.Sandbox.WeChat;

namespace MobilePay.Sandbox.Pages;

/// <summary>One payment as a channel's book shows it.</summary>
internal sealed record BookLine(string Number, string State, long TotalFen, long RefundedFen, bool IsUntold);

/// <summary>The newest entries of all books.</summary>
internal sealed record BookPageModel(
    IReadOnlyList<BookLine> WeChat, IReadOnlyList<BookLine> Alipay, IReadOnlyList<BookLine> Bank,
    IReadOnlyList<HisFile> Files, DateTimeOffset Now)
{
    private const int Shown = 6;

    public static BookPageModel Of(WeChatBook orders, AlipayBook trades, BankBook bank, HisBook files, SandboxDay day) => new(
        [.. orders.All.Select(order => order.AsOf(day.TrueNow)).Reverse().Take(Shown).Select(order => new BookLine(
            order.OutTradeNo, order.WireState, order.TotalFen, order.RefundedFen,
            order is { State: WeChatState.Paid, NoticeAccepted: false }))],
        [.. trades.Trades.All.Select(trade => trade.AsOf(day.TrueNow)).Reverse().Take(Shown).Select(trade => new BookLine(
            trade.OutTradeNo, trade.PaidAt is not null && trade.RefundedFen > 0 ? WeChatState.Refund : trade.Status,
            trade.TotalFen, trade.RefundedFen,
            trade.Wish.NotifyUrl is not null && trade.Notices.Any(notice => !notice.Accepted)))],
        [.. bank.Trades.All.Where(trade => trade.IsPayment).Reverse().Take(Shown).Select(payment => Of(bank, payment))],
        [.. files.All.Reverse().Take(Shown)], day.TrueNow);

    private static BookLine Of(BankBook bank, BankTrade payment)
    {
        BankTrade[] all = [payment, .. bank.RefundsOf(payment)];
        return new BookLine(payment.OrderId, payment.State, payment.AmountFen, all[1..].Sum(refund => refund.DoneFen),
            all.Any(trade => trade is { State: BankState.Success, NoticeAccepted: false }));
    }
}
