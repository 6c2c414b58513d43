using System.Text.Json.Serialization;
using MobilePay.Sandbox.Pages;

namespace MobilePay.Sandbox.Alipay;

/// <summary>What a placing call asks for. A trade comes of it at once, or when a payer opens the cashier.</summary>
internal sealed record AlipayWish
{
    public required string Method { get; init; }
    public required string OutTradeNo { get; init; }
    public required long TotalFen { get; init; }
    public required string Subject { get; init; }
    public string? Body { get; init; }
    public string? PassbackParams { get; init; }
    public string? NotifyUrl { get; init; }
    public string? ReturnUrl { get; init; }
    public string? QuitUrl { get; init; }
    public string? BuyerOpenId { get; init; }
    public string? BuyerId { get; init; }

    /// <summary>From the moment the trade exists; <see cref="Until"/> wins when both are given.</summary>
    public TimeSpan? Within { get; init; }

    public bool UntilMidnight { get; init; }
    public DateTimeOffset? Until { get; init; }
    public bool ByCertificate { get; init; }
}

/// <summary>A printed or shown code: nothing but a wish until it is scanned.</summary>
internal sealed record AlipayCode(string Id, AlipayWish Wish, DateTimeOffset ValidUntil);

/// <summary>One notice of a trade, with what was true when it fell due.</summary>
internal sealed record AlipayNotice(string Id, string TradeStatus)
{
    public string? OutRequestNo { get; init; }
    public long RefundedFen { get; init; }
    public DateTimeOffset? RefundedAt { get; init; }
    public int Sent { get; init; }
    public bool Accepted { get; init; }
}

internal sealed record AlipayRefund(
    string OutRequestNo, long AmountFen, string Status, DateTimeOffset AskedAt, string BusinessDate)
{
    public string? Reason { get; init; }
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When the day's bill says the money went back: by the sandbox's moved clock.</summary>
    public DateTimeOffset? BilledAt { get; init; }
}

internal static class AlipayRefundEnd
{
    public const string Success = "SUCCESS";
    public const string Processing = "PROCESSING";
    public const string Failed = "FAILED";

    /// <summary>Accepted with fund_change N, and done a moment later.</summary>
    public const string Later = "LATER";

    public static readonly string[] Codes = [Later, Processing, Failed];
}

/// <summary>A trade as Alipay keeps it; the names of states are those of the wire.</summary>
internal sealed record AlipayTrade(string TradeNo, AlipayWish Wish, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt)
{
    /// <summary>Usual in contracts (section 7).</summary>
    public static readonly TimeSpan RefundWindow = TimeSpan.FromDays(365);

    public string Status { get; init; } = AlipayStatus.Waiting;
    public string? PayerOpenId { get; init; }
    public DateTimeOffset? PaidAt { get; init; }
    public string? BusinessDate { get; init; }

    /// <summary>When the day's bill says it was paid: by the sandbox's moved clock.</summary>
    public DateTimeOffset? BilledAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }
    public IReadOnlyList<AlipayRefund> Refunds { get; init; } = [];
    public IReadOnlyList<AlipayNotice> Notices { get; init; } = [];

    public string OutTradeNo => Wish.OutTradeNo;

    public long TotalFen => Wish.TotalFen;

    public long PaidFen => PaidAt is null ? 0 : TotalFen;

    [JsonIgnore]
    public long RefundedFen => Refunds.Where(refund => refund.Status == AlipayRefundEnd.Success).Sum(refund => refund.AmountFen);

    /// <summary>What can still be given back; a failed refund gave back nothing.</summary>
    [JsonIgnore]
    public long RestFen => PaidFen
        - Refunds.Where(refund => refund.Status != AlipayRefundEnd.Failed).Sum(refund => refund.AmountFen);

    [JsonIgnore]
    public CashierOrder ForCashier => new(CashierParty.Alipay, OutTradeNo, TotalFen, Wish.Subject);

    /// <summary>Times that run out change a trade without anybody's doing.</summary>
    public AlipayTrade AsOf(DateTimeOffset now) =>
        Status == AlipayStatus.Waiting && ExpiresAt <= now ? this with { Status = AlipayStatus.Closed, ClosedAt = ExpiresAt }
        : Status == AlipayStatus.Success && now - PaidAt > RefundWindow ? this with { Status = AlipayStatus.Finished }
        : this;

    public AlipayRefund? Refund(string outRequestNo) => Refunds.FirstOrDefault(refund => refund.OutRequestNo == outRequestNo);
}

internal static class AlipayStatus
{
    public const string Waiting = "WAIT_BUYER_PAY";
    public const string Success = "TRADE_SUCCESS";
    public const string Finished = "TRADE_FINISHED";
    public const string Closed = "TRADE_CLOSED";
}
