namespace MobilePay.FinanceWeb.Wording;

/// <summary>What the pages of the books share.</summary>
public sealed record BooksWords
{
    /// <summary>The name of a code the books use: of which sort it is, and the code. A new code shows as it is.</summary>
    public required Func<string, string, string> Name { get; init; }
    public required string SideHospital { get; init; }
    public required string SidePlatform { get; init; }
    public required string SideChannel { get; init; }
    public required string Channel { get; init; }
    public required string Merchant { get; init; }
    public required string Day { get; init; }
    public required string OrderNo { get; init; }
    public required string Status { get; init; }
    public required string Count { get; init; }
    public required string Sum { get; init; }
    public required string Lines { get; init; }
    public required string Payments { get; init; }
    public required string PaymentsSum { get; init; }
    public required string Refunds { get; init; }
    public required string RefundsSum { get; init; }
    public required string Fee { get; init; }
    public required string File { get; init; }
    public required string Length { get; init; }
    public required string Digest { get; init; }
    public required string ReceivedAt { get; init; }
    public required string Why { get; init; }
    public required string Over { get; init; }
    public required string Short { get; init; }
    public required string Even { get; init; }
    public required Func<string, string> AtLine { get; init; }
    public required string Yes { get; init; }
    public required string All { get; init; }
    public required string From { get; init; }
    public required string To { get; init; }
    public required string Show { get; init; }
    public required string Download { get; init; }
    public required string FirstPage { get; init; }
    public required string NextPage { get; init; }
    public required Func<int, string> Total { get; init; }
    public required Func<int, string> Shown { get; init; }
    public required string Loading { get; init; }
    public required string Sending { get; init; }
    public required string TryAgain { get; init; }
    public required string NoHospital { get; init; }
    public required string NoJournal { get; init; }
    public required string ChooseHospital { get; init; }
}

public sealed record DayWords
{
    public required Func<string, string> One { get; init; }
    public required string Empty { get; init; }
    public required string OpenYesterday { get; init; }
    public required string Closing { get; init; }
    public required string Complete { get; init; }
    public required string Incomplete { get; init; }
    public required string Matched { get; init; }
    public required string OpenOfAll { get; init; }
    public required string Off { get; init; }
    public required string RanAt { get; init; }
    public required string DayBefore { get; init; }
    public required string DayAfter { get; init; }
    public required string NoSuchDay { get; init; }
    public required string Run { get; init; }
    public required string RunDone { get; init; }
    public required Func<string, string, string, string, string> Running { get; init; }
    public required string MayLeave { get; init; }
    public required string NotRun { get; init; }
    public required Func<string, string> MatchedText { get; init; }
    public required string Bridge { get; init; }
    public required string BridgeTable { get; init; }
    public required string AddsUp { get; init; }
    public required Func<string, string> DoesNotAddUp { get; init; }
    public required string Step { get; init; }
    public required string Kind { get; init; }
    public required string Sources { get; init; }
    public required string Source { get; init; }
    public required string Differences { get; init; }
    public required string NoDifferences { get; init; }
    public required Func<int, string> AllDifferences { get; init; }
    public required string CloseTitle { get; init; }
    public required string BlockedBy { get; init; }
    public required string NothingBlocks { get; init; }
    public required string ClosedBy { get; init; }
    public required string ReopenedBy { get; init; }
    public required string RejectedBecause { get; init; }
    public required string Genuine { get; init; }
    public required string NotGenuine { get; init; }
    public required string Signature { get; init; }
    public required string Report { get; init; }
    public required string ReportFile { get; init; }
    public required string ProposeClose { get; init; }
    public required string CloseProposed { get; init; }
    public required string ApproveCloseText { get; init; }
    public required string CloseApproved { get; init; }
    public required string CloseRejected { get; init; }
    public required string Reopen { get; init; }
    public required string Reopened { get; init; }
}

public sealed record SourceWords
{
    public required string Empty { get; init; }
    public required string OpenYesterday { get; init; }
    public required Func<string, string> HandOverOf { get; init; }
    public required string NotHandedOver { get; init; }
    public required string Pull { get; init; }
    public required string Pulling { get; init; }
    public required string Pulled { get; init; }
    public required string Compared { get; init; }
    public required string Even { get; init; }
    public required string NotEven { get; init; }
    public required string Provisional { get; init; }
    public required string Versions { get; init; }
    public required string StatementsEmpty { get; init; }
    public required string StatementsYesterday { get; init; }
    public required Func<string, string> StatementsOf { get; init; }
    public required string Expected { get; init; }
    public required string NothingExpected { get; init; }
    public required string LastTried { get; init; }
    public required string Fetch { get; init; }
    public required string Fetching { get; init; }
    public required string Fetched { get; init; }
    public required string Files { get; init; }
    public required string FilesEmpty { get; init; }
    public required string Upload { get; init; }
    public required string UploadText { get; init; }
    public required string AccountNo { get; init; }
    public required string UploadHint { get; init; }
    public required Func<string, string> Uploaded { get; init; }
    public required Func<string, string> UploadRefused { get; init; }
}
