namespace MobilePay.Sandbox.Statements;

/// <summary>A row that can be made to say something else than the book, so that a reconciliation has something to find.</summary>
internal interface IStatementRow<T> where T : IStatementRow<T>
{
    string OrderNo { get; }

    string? RefundNo { get; }

    T WithAmount(long amountFen);

    T WithFee(long feeFen);

    /// <summary>The same movement, ended otherwise.</summary>
    T WithOtherStatus();

    /// <summary>A row no book knows.</summary>
    static abstract T Invented(PlantedRow planted, string orderNo);
}

/// <summary>What a bank slip says beyond other channels' rows.</summary>
internal sealed record BankSlip(
    string TxnType, string BizType, string PayCardType, string TraceTime, string? ReqReserved,
    string? OrigQryId, string? OrigTraceTime);

/// <summary>One movement of money as a channel's statement lists it; amounts are never negative.</summary>
internal sealed record ChannelRow : IStatementRow<ChannelRow>
{
    /// <summary>The day whose statement it is in: at the bank not always the day of <see cref="At"/>.</summary>
    public required DateOnly Day { get; init; }

    public required DateTimeOffset At { get; init; }
    public required string OrderNo { get; init; }

    /// <summary>The channel's number of the order that was paid.</summary>
    public required string TradeNo { get; init; }

    public string? RefundNo { get; init; }
    public string? RefundTradeNo { get; init; }
    public required long AmountFen { get; init; }

    /// <summary>Kept of a payment, given back with a refund.</summary>
    public required long FeeFen { get; init; }

    public required int FeeBasisPoints { get; init; }
    public DateTimeOffset OrderedAt { get; init; }
    public string Payer { get; init; } = "";
    public string Product { get; init; } = "";
    public string Subject { get; init; } = "";
    public string Attach { get; init; } = "";

    /// <summary>Where a channel lists refunds that did not end well; SUCCESS where it lists no other.</summary>
    public string Status { get; init; } = Success;

    public DateTimeOffset? EndedAt { get; init; }
    public BankSlip? Slip { get; init; }

    public const string Success = "SUCCESS";
    public const string Processing = "PROCESSING";
    public const string Failed = "FAIL";

    /// <summary>A payment that was undone at the channel.</summary>
    public const string Revoked = "REVOKED";

    public bool IsRefund => RefundNo is not null;

    public bool HasMoved => Status is Success or Processing;

    /// <summary>What it does to the merchant's account.</summary>
    public long NetFen => !HasMoved ? 0 : IsRefund ? FeeFen - AmountFen : AmountFen - FeeFen;

    public ChannelRow WithAmount(long amountFen) =>
        this with { AmountFen = amountFen, FeeFen = Fee.Of(amountFen, FeeBasisPoints) };

    public ChannelRow WithFee(long feeFen) => this with { FeeFen = feeFen };

    public ChannelRow WithOtherStatus() => this with { Status = IsRefund ? Failed : Revoked, FeeFen = 0 };

    public static ChannelRow Invented(PlantedRow planted, string orderNo)
    {
        var at = planted.Date.ToDateTime(new TimeOnly(12, 0));
        var number = string.Concat(orderNo.Where(char.IsAsciiDigit)).PadLeft(10, '0')[^10..];
        var amountFen = planted.AmountFen ?? PlantedRow.UsualFen;
        return new ChannelRow
        {
            Day = planted.Date,
            At = new DateTimeOffset(at, TimeSpan.FromHours(8)),
            OrderedAt = new DateTimeOffset(at.AddMinutes(-1), TimeSpan.FromHours(8)),
            OrderNo = orderNo,
            TradeNo = $"{at:yyyyMMddHHmm}9{number[^7..]}8".PadRight(21, '0'),
            RefundNo = planted.RefundNo,
            RefundTradeNo = planted.RefundNo is null ? null : $"{at:yyyyMMddHHmm}5{number[^7..]}8".PadRight(21, '0'),
            AmountFen = amountFen,
            FeeFen = Fee.Of(amountFen, Fee.UsualBasisPoints),
            FeeBasisPoints = Fee.UsualBasisPoints,
            Payer = "o" + number,
            Product = "JSAPI",
            Subject = planted.Kind == PlantedKinds.Foreign ? "食堂充值" : "处方缴费",
        };
    }
}

/// <summary>What a channel keeps. Rounded for each line, half a fen upwards, as channels do.</summary>
internal static class Fee
{
    public const int UsualBasisPoints = 38;
    private const long BasisPointsOfWhole = 10_000;

    public static long Of(long amountFen, int basisPoints) =>
        checked((amountFen * basisPoints) + (BasisPointsOfWhole / 2)) / BasisPointsOfWhole;

    /// <summary>What each refund gives back of the fee, in turn: its share, and never more than is left of it.</summary>
    public static IReadOnlyList<long> Returned(long feeFen, IEnumerable<long> refundsFen, int basisPoints)
    {
        var returned = new List<long>();
        var left = feeFen;
        foreach (var refundFen in refundsFen)
        {
            var share = Math.Min(left, Of(refundFen, basisPoints));
            left -= share;
            returned.Add(share);
        }

        return returned;
    }
}
