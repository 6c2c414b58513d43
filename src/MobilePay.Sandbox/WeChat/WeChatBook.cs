using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using MobilePay.Sandbox.Books;
using MobilePay.Sandbox.Listeners;

namespace MobilePay.Sandbox.WeChat;

/// <summary>All orders WeChat Pay knows; every change to one is in the journal before it is answered.</summary>
internal sealed class WeChatBook : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, WeChatOrder> orders = [];
    private readonly Journal<WeChatOrder> journal;
    private readonly SandboxDay day;

    public WeChatBook(IOptions<SandboxOptions> options, SandboxDay day)
    {
        this.day = day;
        journal = new Journal<WeChatOrder>(options.Value.Directory, "book-wechat.jsonl");
        foreach (var order in journal.Replay())
            orders[order.OutTradeNo] = order;
    }

    public IReadOnlyList<WeChatOrder> All => Locked<IReadOnlyList<WeChatOrder>>(() => [.. orders.Values]);

    public WeChatOrder? Find(string outTradeNo) =>
        Locked(() => orders.TryGetValue(outTradeNo, out var order) ? order.AsOf(day.TrueNow) : null);

    public WeChatOrder? FindPaid(string transactionId) =>
        Locked(() => orders.Values.FirstOrDefault(o => o.TransactionId == transactionId));

    public WeChatOrder? FindByPrepay(string prepayId) =>
        Locked(() => orders.Values.FirstOrDefault(o => o.Prepays.Any(prepay => prepay.Id == prepayId)))?.AsOf(day.TrueNow);

    /// <summary>Books the order or meets it again; either way a fresh prepay id is at the end of its list.</summary>
    public (WeChatOrder? Order, WireAnswer? Refusal) Place(WeChatOrder wanted) => Locked<(WeChatOrder?, WireAnswer?)>(() =>
    {
        var now = day.TrueNow;
        var known = orders.GetValueOrDefault(wanted.OutTradeNo)?.AsOf(now);
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
        return (Keep(order with { Prepays = [.. order.Prepays, prepay] }), null);
    });

    public WireAnswer? Close(string outTradeNo) => Locked(() =>
    {
        switch (orders.GetValueOrDefault(outTradeNo)?.AsOf(day.TrueNow))
        {
            case null:
                return WeChatErrors.NoOrder();
            case { State: WeChatState.Paid }:
                return WeChatErrors.AlreadyPaid();
            case { State: WeChatState.Closed }:
                return null;
            case var order:
                Keep(order with { State = WeChatState.Closed });
                return null;
        }
    });

    /// <summary>Takes the money, or says in words why not.</summary>
    public (WeChatOrder? Order, string? Reason) Pay(string outTradeNo, string? openid) => Locked<(WeChatOrder?, string?)>(() =>
    {
        var now = day.TrueNow;
        var order = orders.GetValueOrDefault(outTradeNo)?.AsOf(now);
        if (order is null)
            return (null, "not-found");
        if (order.State == WeChatState.Paid)
            return (order, "paid-already");
        if (order.State == WeChatState.Closed)
            return (order, "closed");
        if (order.TimeExpire <= now)
            return (order, "expired");
        if (order.Openid is not null && openid is not null && order.Openid != openid)
            return (order, "other-payer");

        return (Keep(order with
        {
            State = WeChatState.Paid,
            TransactionId = $"42000{Digits(5)}{now.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}{Digits(10)}",
            PayerOpenid = openid ?? order.Openid ?? Openid(),
            SuccessTime = now,
            BusinessDate = day.BusinessDate,
            NoticeId = Guid.NewGuid().ToString(),
        }), null);
    });

    public void CountNotice(string outTradeNo, bool accepted) => Locked(() =>
    {
        var order = orders[outTradeNo];
        return Keep(order with { NoticesSent = order.NoticesSent + 1, NoticeAccepted = order.NoticeAccepted || accepted });
    });

    public static string Openid() => "o" + RandomNumberGenerator.GetHexString(27, lowercase: true);

    public void Dispose() => journal.Dispose();

    private static string Digits(int length) => RandomNumberGenerator.GetString("0123456789", length);

    private WeChatOrder Keep(WeChatOrder order)
    {
        journal.Append(order);
        return orders[order.OutTradeNo] = order;
    }

    private T Locked<T>(Func<T> work)
    {
        lock (gate)
            return work();
    }
}
