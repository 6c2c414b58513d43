using System.Text.Json.Serialization;

namespace MobilePay.Sandbox.Bank;

internal static class BankState
{
    public const string Processing = "PROCESSING";
    public const string Success = "SUCCESS";
    public const string Failed = "FAILED";
}

/// <summary>One movement of money as the bank keeps it: a payment (01), a refund (04) or a void (31).</summary>
internal sealed record BankTrade(
    string OrderId, string TxnTime, string TxnType, string BizType, long AmountFen, string QueryId, DateTimeOffset At,
    string SettleDate)
{
    public const string Pay = "01";
    public const string Void = "31";

    public required string BackUrl { get; init; }

    /// <summary>Masked.</summary>
    public required string AccNo { get; init; }

    public required string PayCardType { get; init; }
    public string? ReqReserved { get; init; }

    /// <summary>The payment a refund or void belongs to.</summary>
    public string? OrigQryId { get; init; }

    public string State { get; init; } = BankState.Processing;

    /// <summary>The respCode of its failure; while it is under way, the one it will fail with.</summary>
    public string? FailsAs { get; init; }

    /// <summary>The contradictory bank: what it answered although it took the money.</summary>
    public string? DeniedAs { get; init; }

    public DateTimeOffset? EndedAt { get; init; }
    public int NoticesSent { get; init; }
    public bool NoticeAccepted { get; init; }

    [JsonIgnore]
    public bool IsPayment => TxnType == Pay;

    [JsonIgnore]
    public string Key => KeyOf(OrderId, TxnTime);

    [JsonIgnore]
    public string TraceNo => QueryId[14..20];

    [JsonIgnore]
    public long DoneFen => State == BankState.Success ? AmountFen : 0;

    /// <summary>origRespCode of a query.</summary>
    [JsonIgnore]
    public string RespCode =>
        DeniedAs is not null && NoticesSent == 0 ? DeniedAs
        : State == BankState.Success ? BankErrors.Done
        : State == BankState.Failed ? FailsAs! : BankErrors.UnderWay;

    /// <summary>An order is identified by both: another txnTime is another order (section 2).</summary>
    public static string KeyOf(string orderId, string txnTime) => $"{orderId}.{txnTime}";
}

/// <summary>What stands for a card once its holder signed up; good for one trId only.</summary>
internal sealed record BankToken(
    string Token, string TrId, string OrderId, string TxnTime, string AccNo, string Phone, DateTimeOffset BeginsAt)
{
    public DateTimeOffset EndsAt => BeginsAt.AddYears(5);

    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>Who is told of it: known of an opening at UnionPay's own page, and of no other.</summary>
    public string? BackUrl { get; init; }

    public string? ReqReserved { get; init; }
    public int NoticesSent { get; init; }
    public bool NoticeAccepted { get; init; }

    [JsonIgnore]
    public BankCard Card => BankCard.Read(AccNo)!;

    public bool IsGood(string? trId, DateTimeOffset now) => TrId == trId && DeletedAt is null && EndsAt > now;
}
