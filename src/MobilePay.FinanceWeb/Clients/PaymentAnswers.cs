using Refit;

namespace MobilePay.FinanceWeb.Clients;

public sealed record PaymentFilter
{
    [AliasAs("text")]
    public string? Text { get; init; }

    [AliasAs("from")]
    public string? From { get; init; }

    [AliasAs("to")]
    public string? To { get; init; }

    [AliasAs("status")]
    public string? Status { get; init; }

    [AliasAs("channel")]
    public string? Channel { get; init; }

    [AliasAs("amountFen")]
    public long? AmountFen { get; init; }
}

public sealed record PaymentRow(
    Guid PaymentId, string OutTradeNo, string Method, string Status, string HospitalStatus, long AmountFen, long RefundedFen,
    long RefundsUnderWayFen, DateTimeOffset OpenedAt, DateTimeOffset? PaidAt, string? ChannelTradeNo,
    List<string> PrescriptionNos, List<string> VisitNos);

public sealed record PaymentFacts(
    Guid PaymentId, string HospitalId, string OutTradeNo, string Method, string Entrance, string Status, string HospitalStatus,
    long AmountFen, long RefundedFen, long RefundsUnderWayFen, DateTimeOffset OpenedAt, DateTimeOffset ExpiresAt,
    DateTimeOffset? CloseAt, string? ChannelTradeNo, DateTimeOffset? PaidAt, List<BillFacts> Bills, List<RefundFacts> Refunds);

public sealed record BillFacts(
    string OrderNo, string BillNo, string PrescriptionNo, string VisitNo, long AmountFen, long GivenBackFen,
    string HospitalStatus, string? HisDocNo, string? InvoiceNo, string? Pharmacy, string? Window, string? RefusedBecause,
    DateTimeOffset? AnsweredAt);

public sealed record RefundFacts(
    string RefundNo, string? OrderNo, string Cause, string Status, long AmountFen, DateTimeOffset RequestedAt,
    DateTimeOffset? EndedAt, string? HisRefundNo, string? HisReason, string? FinanceNo, string? FinanceReason,
    string? FailedBecause, bool IsNumberSpent, string? ReplacedBy, string? ChannelRefundNo);

public sealed record FailedRefund(
    string RefundNo, Guid PaymentId, string HospitalId, string OutTradeNo, string Method, long AmountFen, string Cause,
    string Reason, bool IsNumberSpent, DateTimeOffset RequestedAt, DateTimeOffset FailedAt);

public sealed record OrderStory(OrderFacts Order, List<NoticeFacts> Notices, List<ChannelRefundFacts> Refunds);

public sealed record OrderFacts(
    string OutTradeNo, Guid PaymentId, string HospitalId, string Channel, string MerchantId, string Method, string State,
    string? RefusedFor, string? ChannelTradeNo, long AmountFen, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt,
    int Placings, DateTimeOffset? PlacedAt, int Queries, DateTimeOffset? NextQueryAt, DateTimeOffset? PaidAt,
    DateTimeOffset? ClosedAt);

public sealed record NoticeFacts(string NoticeId, DateTimeOffset ReceivedAt, string Outcome, string? RefusedFor);

public sealed record ChannelRefundFacts(
    string RefundNo, long AmountFen, string State, string? RefusedFor, bool IsNumberSpent, string? ChannelRefundNo,
    DateTimeOffset CreatedAt, int Sendings, DateTimeOffset? SentAt, int Steps, DateTimeOffset? NextStepAt,
    DateTimeOffset? RefundedAt);

public sealed record WriteBackFacts(
    string OrderNo, string BillNo, string PrescriptionNo, string Status, int SentCount, int CheckedCount,
    DateTimeOffset? LastSentAt, DateTimeOffset? NextCheckAt, string? HisDocNo, string? RefusedBecause);

public sealed record RefundRegister(List<RefundRow> Rows, RefundTotal? Total, string? Next);

public sealed record RefundTotal(int Count, long AmountFen, int Failed);

/// <param name="Status">done, under-way or failed.</param>
public sealed record RefundRow(
    string RefundNo, string OrderNo, string Channel, string MerchantId, string? HisRefundNo, string? ChannelRefundNo,
    string? ChannelTradeNo, long AmountFen, DateTimeOffset At, string Status, string AskedBy, long? PaidFen,
    DateTimeOffset? PaidAt, int? DaysBetween);
