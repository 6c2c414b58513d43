namespace MobilePay.FinanceWeb.Wording;

public sealed record DifferenceWords
{
    public required string One { get; init; }
    public required string Search { get; init; }
    public required string Class { get; init; }
    public required string Unsettled { get; init; }
    public required string OnlyMine { get; init; }
    public required string Off { get; init; }
    public required string Age { get; init; }
    public required string Owner { get; init; }
    public required Func<int, string> Days { get; init; }
    public required Func<int, string> Shown { get; init; }
    public required string Empty { get; init; }
    public required string NoneFound { get; init; }
    public required Func<string, string> Meaning { get; init; }
    public required Func<int, string> OpenFor { get; init; }
    public required Func<string, string> Until { get; init; }
    public required Func<string, string> OwnedBy { get; init; }
    public required string OwnedByNobody { get; init; }
    public required string Take { get; init; }
    public required string Taken { get; init; }
    public required string Sides { get; init; }
    public required string Differs { get; init; }
    public required string NoRecord { get; init; }
    public required string Amount { get; init; }
    public required string At { get; init; }
    public required string Number { get; init; }
    public required string TradeNo { get; init; }
    public required string DocumentNo { get; init; }
    public required string ConfirmedAt { get; init; }
    public required string Department { get; init; }
    public required string File { get; init; }
    public required Func<int, string> LineNo { get; init; }
    public required Func<string, string> Waiting { get; init; }
    public required string Actions { get; init; }
    public required string Suggested { get; init; }
    public required string MovesMoney { get; init; }
    public required string TwoApprovers { get; init; }
    public required Func<string, string> ActionMeaning { get; init; }
    public required string WouldBook { get; init; }
    public required string Propose { get; init; }
    public required Func<string, string> ProposeTitle { get; init; }
    public required string ProposeText { get; init; }
    public required Func<int, string> SecondSees { get; init; }
    public required string Proposed { get; init; }
    public required string AmountField { get; init; }
    public required string Other { get; init; }
    public required string OtherField { get; init; }
    public required string UntilField { get; init; }
    public required string Payee { get; init; }
    public required string PayeeField { get; init; }
    public required string Cause { get; init; }
    public required string Remark { get; init; }
    public required string EvidenceNeeded { get; init; }
    public required Func<int, string> EvidenceThere { get; init; }
    public required string Evidence { get; init; }
    public required string EvidenceEmpty { get; init; }
    public required string AddedBy { get; init; }
    public required string AddFile { get; init; }
    public required string AddFileHint { get; init; }
    public required Func<string, string> FileAdded { get; init; }
    public required string History { get; init; }
    public required string Booked { get; init; }
}

public sealed record ApprovalWords
{
    public required string One { get; init; }
    public required Func<string, string> OneOf { get; init; }
    public required string WaitingOnes { get; init; }
    public required string AllOnes { get; init; }
    public required string Empty { get; init; }
    public required Func<string, string> CloseWaits { get; init; }
    public required string Action { get; init; }
    public required string ProposedBy { get; init; }
    public required string ProposedAt { get; init; }
    public required string Approvals { get; init; }
    public required Func<int, int, string> OfNeeded { get; init; }
    public required string Reason { get; init; }
    public required string Outcome { get; init; }
    public required string Proposed { get; init; }
    public required string Frozen { get; init; }
    public required string ToDifference { get; init; }
    public required string Stale { get; init; }
    public required string StaleText { get; init; }
    public required Func<string, string, string, string> Change { get; init; }
    public required string OwnWaits { get; init; }
    public required string OwnText { get; init; }
    public required string NotApprover { get; init; }
    public required string Approve { get; init; }
    public required string Reject { get; init; }
    public required string ApproveText { get; init; }
    public required string Code { get; init; }
    public required string CodeHint { get; init; }
    public required string ReasonField { get; init; }
    public required string Approved { get; init; }
    public required string Rejected { get; init; }
    public required string Withdraw { get; init; }
    public required string Withdrawn { get; init; }
}
