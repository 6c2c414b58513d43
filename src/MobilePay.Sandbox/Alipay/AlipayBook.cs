using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using MobilePay.Sandbox.Books;
using MobilePay.Sandbox.Listeners;

namespace MobilePay.Sandbox.Alipay;

/// <summary>All trades Alipay knows, and the codes that are none yet; journaled before anything is answered.</summary>
internal sealed class AlipayBook(IOptions<SandboxOptions> options, SandboxDay day) : IDisposable
{
    private static readonly TimeSpan TradeLife = TimeSpan.FromDays(15);
    private static readonly TimeSpan CodeLife = TimeSpan.FromHours(2);
    private static readonly TimeSpan CancelWithin = TimeSpan.FromHours(24);

    public Ledger<AlipayTrade> Trades { get; } = new(options.Value.Directory, "book-alipay.jsonl", trade => trade.OutTradeNo);

    public Ledger<AlipayCode> Codes { get; } = new(options.Value.Directory, "book-alipay-codes.jsonl", code => code.Id);

    public AlipayTrade? Find(string outTradeNo) => Trades.Get(outTradeNo)?.AsOf(day.TrueNow);

    public AlipayTrade? FindByTradeNo(string tradeNo) =>
        Trades.All.FirstOrDefault(trade => trade.TradeNo == tradeNo)?.AsOf(day.TrueNow);

    /// <summary>The trade number wins (section 6).</summary>
    public AlipayTrade? Find(string? tradeNo, string? outTradeNo) =>
        tradeNo is not null ? FindByTradeNo(tradeNo) : Find(outTradeNo ?? "");

    /// <summary>Makes the trade, or meets it again; the payer's cashier opens on what comes back.</summary>
    public (AlipayTrade? Trade, WireAnswer? Refusal) Open(AlipayWish wish, bool isLate = false) =>
        Trades.Locked(() => OpenLocked(wish, isLate));

    private (AlipayTrade? Trade, WireAnswer? Refusal) OpenLocked(AlipayWish wish, bool isLate)
    {
        if (Find(wish.OutTradeNo) is { } known)
            return ObjectionTo(known, wish) is { } objection ? (known, objection) : (known, null);

        var now = day.TrueNow;
        var until = wish.Until ?? (wish.UntilMidnight ? new DateTimeOffset(now.Date, now.Offset).AddDays(1)
            : now + (wish.Within ?? TradeLife));
        if (until <= now && !isLate)
            return (null, AlipayErrors.Parameter("/time_expire", "lies in the past"));
        var number = now.ToString("yyyyMMdd", CultureInfo.InvariantCulture) + "22001" + Digits(15);
        return (Trades.Keep(new AlipayTrade(number, wish, now, until)), null);
    }

    public (AlipayCode? Code, WireAnswer? Refusal) Print(AlipayWish wish, TimeSpan? life) =>
        Trades.Locked<(AlipayCode?, WireAnswer?)>(() =>
        {
            if (Find(wish.OutTradeNo) is { } known && ObjectionTo(known, wish) is { } objection)
                return (null, objection);
            if (FindCode(wish.OutTradeNo) is { } printed && Differs(printed.Wish, wish))
                return (null, Inconsistent());
            if (wish.Until <= day.TrueNow)
                return (null, AlipayErrors.Parameter("/time_expire", "lies in the past"));

            var id = "bax" + RandomNumberGenerator.GetHexString(20, lowercase: true);
            return (Codes.Keep(new AlipayCode(id, wish, day.TrueNow + (life ?? CodeLife))), null);
        });

    /// <summary>The newest code printed for a number.</summary>
    public AlipayCode? FindCode(string outTradeNo) => Codes.All.LastOrDefault(code => code.Wish.OutTradeNo == outTradeNo);

    /// <summary>Takes the money, or says in words why not.</summary>
    public (AlipayTrade? Trade, string? Reason) Pay(string outTradeNo, string? openId, bool isLate = false) =>
        Trades.Locked<(AlipayTrade?, string?)>(() =>
        {
            var now = day.TrueNow;
            if (Find(outTradeNo) is not { } trade)
                return (null, "not-found");
            if (trade.PaidAt is not null)
                return (trade, trade.Status == AlipayStatus.Closed ? "refunded" : "paid-already");
            if (trade.Status == AlipayStatus.Closed && !isLate)
                return (trade, trade.ExpiresAt <= now ? "expired" : "closed");
            if (openId is not null && (trade.Wish.BuyerOpenId ?? openId) != openId
                || openId is not null && (trade.Wish.BuyerId ?? UserIdOf(openId)) != UserIdOf(openId))
                return (trade, "other-payer");

            return (Trades.Keep(trade with
            {
                Status = AlipayStatus.Success,
                ClosedAt = null,
                PayerOpenId = openId ?? trade.Wish.BuyerOpenId ?? (trade.Wish.BuyerId is null ? OpenId() : null),
                PaidAt = now,
                BusinessDate = day.BusinessDate,
                BilledAt = day.Now,
                Notices = [new AlipayNotice(NoticeId(now), AlipayStatus.Success)],
            }), null);
        });

    public WireAnswer? Close(string? tradeNo, string? outTradeNo) => Trades.Locked<WireAnswer?>(() =>
    {
        switch (Find(tradeNo, outTradeNo))
        {
            case null:
                return AlipayErrors.NoTrade();
            case { Status: AlipayStatus.Waiting } trade:
                Trades.Keep(trade with { Status = AlipayStatus.Closed, ClosedAt = day.TrueNow });
                return null;
            case { Status: AlipayStatus.Closed }:
                return AlipayErrors.Of("ACQ.REASON_ILLEGAL_STATUS", "交易已经关闭");
            default:
                return AlipayErrors.Of("ACQ.REASON_TRADE_STATUS_INVALID", "交易状态不合法");
        }
    });

    /// <summary>Closes an unpaid trade and gives a paid one back whole; null in place of the trade when there is none.</summary>
    public (AlipayTrade? Trade, string Action, WireAnswer? Refusal) Cancel(string? tradeNo, string? outTradeNo) =>
        Trades.Locked<(AlipayTrade?, string, WireAnswer?)>(() =>
        {
            if (Find(tradeNo, outTradeNo) is not { } trade)
                return (null, "", null);
            if (day.TrueNow - trade.CreatedAt > CancelWithin)
                return (trade, "", AlipayErrors.Of("ACQ.TRADE_CANCEL_TIME_OUT", "超过撤销时间范围"));
            if (trade.PaidAt is null)
            {
                if (trade.Status == AlipayStatus.Waiting)
                    Trades.Keep(trade with { Status = AlipayStatus.Closed, ClosedAt = day.TrueNow });
                return (trade, "close", null);
            }

            if (trade.RestFen > 0)
                Booked(trade, new AlipayRefund(trade.OutTradeNo + "_cancel", trade.RestFen,
                    AlipayRefundEnd.Processing, day.TrueNow, day.BusinessDate), AlipayRefundEnd.Success);
            return (trade, "refund", null);
        });

    /// <summary>The trade afterwards, and whether money moved by this very call.</summary>
    public (AlipayTrade? Trade, bool IsNew, WireAnswer? Refusal) Refund(
        string? tradeNo, string? outTradeNo, string? outRequestNo, string amount, string? reason, string endsAs) =>
        Trades.Locked<(AlipayTrade?, bool, WireAnswer?)>(() =>
        {
            if (Find(tradeNo, outTradeNo) is not { } trade)
                return (null, false, AlipayErrors.NoTrade());
            if (Yuan.Read(amount) is not { } fen || fen == 0)
                return (trade, false, AlipayErrors.Of("ACQ.REASON_TRADE_REFUND_FEE_ERR", "退款金额无效"));
            var known = trade.Refund(outRequestNo ?? trade.OutTradeNo);
            if (known is not null && known.AmountFen != fen)
                return (trade, false, AlipayErrors.Of("ACQ.DISCORDANT_REPEAT_REQUEST", "同一退款请求号的金额不一致"));
            // A failed refund is tried again by asking again; any other is only told of again.
            if (known is not null && known.Status != AlipayRefundEnd.Failed)
                return (trade, false, null);
            if (ObjectionToRefund(trade, fen, outRequestNo) is { } objection)
                return (trade, false, objection);

            var refund = new AlipayRefund(outRequestNo ?? trade.OutTradeNo, fen,
                AlipayRefundEnd.Processing, day.TrueNow, day.BusinessDate)
            {
                Reason = reason,
            };
            return (Booked(trade, refund, endsAs == AlipayRefundEnd.Later ? AlipayRefundEnd.Processing : endsAs), true, null);
        });

    /// <summary>Ends a refund that is under way; null where there is none such.</summary>
    public AlipayTrade? EndRefund(string outTradeNo, string outRequestNo, string status) => Trades.Locked(() =>
        Find(outTradeNo) is { } trade && trade.Refund(outRequestNo) is { Status: AlipayRefundEnd.Processing } refund
            ? Booked(trade, refund, status) : null);

    public void CountNotice(string outTradeNo, string noticeId, bool accepted) => Trades.Locked(() =>
    {
        var trade = Trades.Get(outTradeNo)!;
        return Trades.Keep(trade with
        {
            Notices = [.. trade.Notices.Select(notice => notice.Id != noticeId ? notice
                : notice with { Sent = notice.Sent + 1, Accepted = notice.Accepted || accepted })],
        });
    });

    public static string OpenId() => "0" + RandomNumberGenerator.GetHexString(27, lowercase: true);

    /// <summary>One person, two names: the older user id follows from the open id.</summary>
    public static string UserIdOf(string openId) => "2088" + (BitConverter.ToUInt64(
        SHA256.HashData(Encoding.UTF8.GetBytes(openId))) % 1_000_000_000_000).ToString("D12", CultureInfo.InvariantCulture);

    public void Dispose()
    {
        Trades.Dispose();
        Codes.Dispose();
    }

    private AlipayTrade Booked(AlipayTrade trade, AlipayRefund refund, string status)
    {
        var now = day.TrueNow;
        var isUnderWay = status == AlipayRefundEnd.Processing;
        var ended = refund with
        {
            Status = status,
            EndedAt = isUnderWay ? null : now,
            BilledAt = isUnderWay ? null : day.Now,
        };
        var after = trade with
        {
            Refunds = [.. trade.Refunds.Where(r => r.OutRequestNo != refund.OutRequestNo), ended],
        };
        if (status != AlipayRefundEnd.Success)
            return Trades.Keep(after);

        var isWhole = after.RefundedFen == after.TotalFen;
        return Trades.Keep(after with
        {
            Status = isWhole ? AlipayStatus.Closed : after.Status,
            ClosedAt = isWhole ? now : null,
            Notices = [.. after.Notices, new AlipayNotice(NoticeId(now), isWhole ? AlipayStatus.Closed : AlipayStatus.Success)
            {
                OutRequestNo = refund.OutRequestNo,
                RefundedFen = after.RefundedFen,
                RefundedAt = now,
            }],
        });
    }

    private static WireAnswer? ObjectionToRefund(AlipayTrade trade, long fen, string? outRequestNo)
    {
        if (trade.PaidAt is null)
            return AlipayErrors.Of("ACQ.TRADE_STATUS_ERROR", "交易状态不合法，未付款");
        if (trade.Status == AlipayStatus.Finished)
            return AlipayErrors.Of("ACQ.TRADE_HAS_FINISHED", "交易已完结，超过可退款期限");
        return fen > trade.RestFen || (outRequestNo is null && fen != trade.TotalFen)
            ? AlipayErrors.Of("ACQ.REFUND_AMT_NOT_EQUAL_TOTAL", "退款金额超限，或部分退款缺少 out_request_no") : null;
    }

    private static WireAnswer? ObjectionTo(AlipayTrade known, AlipayWish wish) =>
        known.PaidAt is not null && known.Status != AlipayStatus.Closed
            ? AlipayErrors.Of("ACQ.TRADE_HAS_SUCCESS", "交易已被支付")
        : known.Status == AlipayStatus.Closed ? AlipayErrors.Of("ACQ.TRADE_HAS_CLOSE", "交易已经关闭")
        : Differs(known.Wish, wish) ? Inconsistent()
        : known.Wish.BuyerOpenId != wish.BuyerOpenId || known.Wish.BuyerId != wish.BuyerId
            ? AlipayErrors.Of("ACQ.TRADE_BUYER_NOT_MATCH", "交易买家不匹配") : null;

    private static bool Differs(AlipayWish first, AlipayWish second) =>
        first.TotalFen != second.TotalFen || first.Subject != second.Subject;

    private static WireAnswer Inconsistent() => AlipayErrors.Of("ACQ.CONTEXT_INCONSISTENT", "交易信息被篡改");

    private static string NoticeId(DateTimeOffset now) =>
        now.ToString("yyyyMMdd", CultureInfo.InvariantCulture) + "00222" + Digits(21);

    private static string Digits(int length) => RandomNumberGenerator.GetString("0123456789", length);
}
