using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using MobilePay.Sandbox.Books;
using MobilePay.Sandbox.Listeners;

namespace MobilePay.Sandbox.WeChat;

/// <summary>All orders WeChat Pay knows; every change to one is in the journal before it is answered.</summary>
internal sealed class WeChatBook(IOptions<SandboxOptions> options, SandboxDay day) : IDisposable
{
    public Ledger<WeChatOrder> Orders { get; } =
        new(options.Value.Directory, "book-wechat.jsonl", order => order.OutTradeNo);

    public IReadOnlyList<WeChatOrder> All => Orders.All;

    public WeChatOrder? Find(string outTradeNo) => Orders.Get(outTradeNo)?.AsOf(day.TrueNow);

    public WeChatOrder? FindPaid(string transactionId) => All.FirstOrDefault(o => o.TransactionId == transactionId);

    public WeChatOrder? FindByPrepay(string prepayId) =>
        All.FirstOrDefault(o => o.Prepays.Any(prepay => prepay.Id == prepayId))?.AsOf(day.TrueNow);

    /// <summary>Refund numbers are unique within the merchant, so the number alone finds it.</summary>
    public (WeChatOrder Order, WeChatRefund Refund)? FindRefund(string outRefundNo) => All
        .SelectMany(order => order.Refunds.Select(refund => ((WeChatOrder, WeChatRefund)?)(order, refund)))
        .FirstOrDefault(pair => pair!.Value.Item2.OutRefundNo == outRefundNo);

    /// <summary>The refund afterwards; null when there is none or <paramref name="change"/> wants nothing changed.</summary>
    public WeChatRefund? ChangeRefund(string outRefundNo, Func<WeChatRefund, WeChatRefund?> change) => Orders.Locked(() =>
    {
        if (FindRefund(outRefundNo) is not var (order, refund) || change(refund) is not { } changed)
            return null;
        Orders.Keep(order with { Refunds = [.. order.Refunds.Select(r => r.OutRefundNo == outRefundNo ? changed : r)] });
        return changed;
    });

    /// <summary>Books the order or meets it again; either way a fresh prepay id is at the end of its list.</summary>
    public (WeChatOrder? Order, WireAnswer? Refusal) Place(WeChatOrder wanted) => Orders.Locked<(WeChatOrder?, WireAnswer?)>(() =>
    {
        var now = day.TrueNow;
        var known = Orders.Get(wanted.OutTradeNo)?.AsOf(now);
        if (known is null && wanted.TimeExpire is { } expire && expire < now.AddMinutes(1))
            return (null, WeChatErrors.Param("/time_expire", expire.ToWire(), "at least one minute ahead is wanted"));
        if (known?.State == WeChatState.Paid)
            return (null, WeChatErrors.AlreadyPaid());
        if (known?.State == WeChatState.Closed)
            return (null, WeChatErrors.OrderClosed());
        if (known is not null && known.Content != wanted.Content)
            return (null, WeChatErrors.Reentry());
        if (known?.TimeExpire <= now)
            return (null, WeChatErrors.OrderOverdue());

        var order = known ?? wanted;
        var prepay = new WeChatPrepay(
            "wx" + now.ToString("ddHHmmss", CultureInfo.InvariantCulture) + Digits(26), Guid.NewGuid().ToString("N"), now);
        return (Orders.Keep(order with { Prepays = [.. order.Prepays, prepay] }), null);
    });

    public WireAnswer? Close(string outTradeNo) => Orders.Locked(() =>
    {
        switch (Orders.Get(outTradeNo)?.AsOf(day.TrueNow))
        {
            case null:
                return WeChatErrors.NoOrder();
            case { State: WeChatState.Paid }:
                return WeChatErrors.AlreadyPaid();
            case { State: WeChatState.Closed }:
                return null;
            case var order:
                Orders.Keep(order with { State = WeChatState.Closed });
                return null;
        }
    });

    /// <summary>Takes the money, or says in words why not.</summary>
    public (WeChatOrder? Order, string? Reason) Pay(string outTradeNo, string? openid, bool isLate = false) =>
        Orders.Locked(() => PayLocked(outTradeNo, openid, isLate));

    private (WeChatOrder? Order, string? Reason) PayLocked(string outTradeNo, string? openid, bool isLate)
    {
        var now = day.TrueNow;
        var order = Orders.Get(outTradeNo)?.AsOf(now);
        if (order is null)
            return (null, "not-found");
        if (order.State == WeChatState.Paid)
            return (order, "paid-already");
        if (order.State == WeChatState.Closed && !isLate)
            return (order, "closed");
        if (order.TimeExpire <= now && !isLate)
            return (order, "expired");
        if (order.Openid is not null && openid is not null && order.Openid != openid)
            return (order, "other-payer");

        return (Orders.Keep(order with
        {
            State = WeChatState.Paid,
            TransactionId = $"42000{Digits(5)}{now.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}{Digits(10)}",
            PayerOpenid = openid ?? order.Openid ?? Openid(),
            SuccessTime = now,
            BusinessDate = day.BusinessDate,
            BilledAt = day.Now,
            NoticeId = Guid.NewGuid().ToString(),
        }), null);
    }

    public void CountNotice(string outTradeNo, bool accepted) => Orders.Locked(() =>
    {
        var order = Orders.Get(outTradeNo)!;
        return Orders.Keep(order with { NoticesSent = order.NoticesSent + 1, NoticeAccepted = order.NoticeAccepted || accepted });
    });

    public static string Openid() => "o" + RandomNumberGenerator.GetHexString(27, lowercase: true);

    public void Dispose() => Orders.Dispose();

    private static string Digits(int length) => RandomNumberGenerator.GetString("0123456789", length);
}
