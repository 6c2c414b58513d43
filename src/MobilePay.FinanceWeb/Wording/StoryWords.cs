using MobilePay.FinanceWeb.Features;

namespace MobilePay.FinanceWeb.Wording;

/// <summary>The search of payments, one payment's story, and the refunds.</summary>
public sealed record StoryWords
{
    /// <summary>The name of a code: of which sort it is, and the code. A new code shows as it is.</summary>
    public required Func<string, string, string> Name { get; init; }
    public required Func<StoryPart, string> PartName { get; init; }
    public required string Search { get; init; }
    public required string SearchHint { get; init; }
    public required string Amount { get; init; }
    public required string AmountUnread { get; init; }
    public required string Method { get; init; }
    public required string Money { get; init; }
    public required string AtHospital { get; init; }
    public required string GivenBack { get; init; }
    public required string OnItsWay { get; init; }
    public required string OpenedAt { get; init; }
    public required string PaidAt { get; init; }
    public required string ExpiresAt { get; init; }
    public required string TradeNo { get; init; }
    public required string Prescription { get; init; }
    public required string Visit { get; init; }
    public required string Bill { get; init; }
    public required string Document { get; init; }
    public required string Pickup { get; init; }
    public required string NoneFound { get; init; }
    public required string One { get; init; }
    public required string Bills { get; init; }
    public required string Moments { get; init; }
    public required string NoMoments { get; init; }
    public required Func<string, string> Silent { get; init; }
    public required string NoFacts { get; init; }
    public required Func<int, string> Times { get; init; }
    public required Func<int, string> Differences { get; init; }
    public required string NoDifferences { get; init; }
    public required string ToJournal { get; init; }
    public required string FailedTitle { get; init; }
    public required string FailedText { get; init; }
    public required string NoneFailed { get; init; }
    public required string FailedAt { get; init; }
    public required string Why { get; init; }
    public required string Cause { get; init; }
    public required string NewNumber { get; init; }
    public required string TryAgain { get; init; }
    public required Func<string, string> TryAgainAsk { get; init; }
    public required Func<string, string> TryAgainText { get; init; }
    public required Func<string, string> TriedAgain { get; init; }
    public required string Register { get; init; }
    public required string RegisterEmpty { get; init; }
    public required string RefundNo { get; init; }
    public required string HisRefundNo { get; init; }
    public required string ChannelRefundNo { get; init; }
    public required string RefundedAt { get; init; }
    public required string AskedBy { get; init; }
    public required string DaysBetween { get; init; }
    public required Func<int, string> FailedOfThem { get; init; }
}
