using Refit;

namespace MobilePay.FinanceWeb.Clients;

public sealed record DifferenceFilter
{
    [AliasAs("status")]
    public string? Status { get; init; }

    [AliasAs("class")]
    public string? Class { get; init; }

    [AliasAs("channel")]
    public string? Channel { get; init; }

    [AliasAs("from")]
    public string? From { get; init; }

    [AliasAs("to")]
    public string? To { get; init; }

    [AliasAs("text")]
    public string? Text { get; init; }

    [AliasAs("owner")]
    public string? Owner { get; init; }
}

public sealed record Difference(
    Guid Id, string HospitalId, string Kind, string Key, string OrderNo, string Channel, string? MerchantId, DateOnly Day,
    string Class, string Status, long? HospitalFen, long? PlatformFen, long? ChannelFen, long DifferenceFen,
    DateTimeOffset? HappenedAt, DateOnly? InTransitUntil, DateTimeOffset? ClosedAt, int AgeDays,
    Member? Owner, string? CauseCode, string? Suggestion, string? Resolution, Guid? ProposalId);

public sealed record DifferenceStory(
    Difference Difference, Sides Sides, List<PossibleAction> Actions, List<Proposal> Proposals, List<EvidenceFile> Files,
    List<Event> History, List<Entry> Journal);

public sealed record Sides(List<SideLine> Hospital, List<SideLine> Platform, List<SideLine> Channel);

/// <summary>A record of the hospital, the platform or the channel; each fills what it has.</summary>
public sealed record SideLine(
    string? Kind, string? Number, string? OrderNo, long AmountFen, DateTimeOffset? At, DateOnly? Day, string? Status,
    string? HisDocNo, string? ChannelTradeNo, string? ChannelRefundNo, string? Department, string? Doctor,
    DateTimeOffset? HisConfirmedAt, long? FeeFen, Guid? StatementId, string? FileName, int? LineNo);

public sealed record PossibleAction(
    string Action, bool IsSuggested, int Approvers, bool MovesMoney, List<string>? Needs, List<JournalLine>? Journal);

public sealed record JournalLine(string? Rule, string Account, string? Channel, long DebitFen, long CreditFen);

public sealed record EvidenceFile(Guid Id, string FileName, long Length, string Digest, Member? By, DateTimeOffset At);

public sealed record Event(DateTimeOffset At, string What, Member? By, string? Remark);

public sealed record NewProposal(
    string Action, long? AmountFen, Guid? OtherId, string? Until, string? Debit, string? Credit, string? Payee,
    string CauseCode, string Remark);

public sealed record Proposal(
    Guid Id, Guid DifferenceId, string Version, string Action, long? AmountFen, Guid? OtherId, DateOnly? Until, string? Debit,
    string? Credit, string? Payee, string CauseCode, string Remark, Member ProposedBy, DateTimeOffset ProposedAt,
    string Status, List<ApprovedBy>? Approvals, int ApproversNeeded, string? DecidedReason, string? Outcome, bool IsStale,
    Difference Facts, List<JournalLine>? Journal)
{
    public bool IsWaiting => Status == "waiting";
}

public sealed record ApprovedBy(Member By, DateTimeOffset At);

public sealed record Approval(Guid ProposalId, string Version);

public sealed record Rejection(Guid ProposalId, string Reason);

public sealed record Withdrawal(Guid ProposalId);
