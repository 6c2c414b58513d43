using MobilePay.PatientWeb.Clients;

namespace MobilePay.PatientWeb.Wording;

/// <summary>Every word patients read, in one language. A word that is missing in a language does not compile.</summary>
public sealed record Words
{
    public required string Lang { get; init; }
    public required string OtherLang { get; init; }
    public required string OtherLangName { get; init; }
    public required string LargeOn { get; init; }
    public required string LargeOff { get; init; }
    public required string SkipToMain { get; init; }
    public required string Product { get; init; }
    public required string Footer { get; init; }
    public required Func<DateTimeOffset, string> Day { get; init; }
    public required Func<DateTimeOffset, string> Moment { get; init; }
    public required Func<DateTimeOffset, string> Clock { get; init; }

    public required SheetWords Sheet { get; init; }
    public required ProofWords Proof { get; init; }
    public required CashierWords Cashier { get; init; }
    public required BankWords Bank { get; init; }
    public required StandingWords Standing { get; init; }

    /// <summary>What to say about an error code: what happened, what it means for the money, what to do now.</summary>
    public required Func<string, Problem> ProblemOf { get; init; }
}

public sealed record Problem(string Title, string Money, string Next);

/// <summary>The first page, the scanned sheet, and its lines.</summary>
public sealed record SheetWords
{
    public required string HomeTitle { get; init; }
    public required string HomeText { get; init; }
    public required IReadOnlyList<string> HomeSteps { get; init; }
    public required string Title { get; init; }
    public required string Department { get; init; }
    public required string Doctor { get; init; }
    public required string Date { get; init; }
    public required string Patient { get; init; }
    public required string Number { get; init; }
    public required string ValidUntil { get; init; }
    public required string Amount { get; init; }
    public required string IsItYours { get; init; }
    public required Func<string, string> Pay { get; init; }
    public required string SeeLines { get; init; }
    public required string OtherWays { get; init; }
    public required string AnotherWay { get; init; }
    public required Func<string, string> MethodName { get; init; }
    public required Func<string, string> PayWith { get; init; }
    public required Func<string, string> PaidWith { get; init; }
    public required Func<string, string, string> Changed { get; init; }
    public required string ChangedSameAmount { get; init; }
    public required string WindowOnlyTitle { get; init; }
    public required string WindowOnly { get; init; }
    public required string MiniProgram { get; init; }
    public required string NothingToPay { get; init; }
    public required string PaidTitle { get; init; }
    public required string DispensedTitle { get; init; }
    public required string PaidText { get; init; }
    public required string SeePaid { get; init; }
    public required string TryAgain { get; init; }
    public required string BackToSheet { get; init; }
    public required string LinesTitle { get; init; }
    public required Func<int, string> LineCount { get; init; }
    public required string Total { get; init; }
    public required string Discount { get; init; }
    public required string Insurance { get; init; }
    public required string Rounding { get; init; }
    public required string ToPay { get; init; }
    public required string Paid { get; init; }
}

/// <summary>The question for the last four characters.</summary>
public sealed record ProofWords
{
    public required string Title { get; init; }
    public required string Why { get; init; }
    public required string Label { get; init; }
    public required string Hint { get; init; }
    public required string Submit { get; init; }
    public required string Shape { get; init; }
    public required Func<int, string> Wrong { get; init; }
    public required Func<int, string> Paused { get; init; }
}

/// <summary>The step into the channel's own cashier.</summary>
public sealed record CashierWords
{
    public required string WeChatTitle { get; init; }
    public required string WeChatOpening { get; init; }
    public required string WeChatAgain { get; init; }
    public required string NeedsScript { get; init; }
    public required string NoBridge { get; init; }
    public required string ByBrowser { get; init; }
    public required string NoSignIn { get; init; }
    public required Func<string, string> QrTitle { get; init; }
    public required Func<string, string> QrText { get; init; }
    public required Func<string, string> QrAlt { get; init; }
    public required Func<string, string> QrUntil { get; init; }
    public required string HavePaid { get; init; }
    public required string RetryPay { get; init; }
    public required string NotCharged { get; init; }
}

/// <summary>Paying by bank card.</summary>
public sealed record BankWords
{
    public required string Title { get; init; }
    public required string TheHospital { get; init; }
    public required Func<string, string> PayTo { get; init; }
    public required Func<BankCard, string> CardName { get; init; }
    public required string ChooseTitle { get; init; }
    public required string SendsCode { get; init; }
    public required string UseOther { get; init; }
    public required string KnownCards { get; init; }
    public required string Added { get; init; }
    public required string Manage { get; init; }
    public required Func<string, string> Remove { get; init; }
    public required Func<string, string> RemoveAsk { get; init; }
    public required string RemoveText { get; init; }
    public required string RemoveYes { get; init; }
    public required string RemoveNo { get; init; }
    public required string NewTitle { get; init; }
    public required Func<string, FieldWords> Fields { get; init; }
    public required string Credit { get; init; }
    public required string NotKept { get; init; }
    public required string GetCode { get; init; }
    public required string SignUpCodeTitle { get; init; }
    public required string SignUpNote { get; init; }
    public required Func<string?, string> SentTo { get; init; }
    public required string Code { get; init; }
    public required string CodeShape { get; init; }
    public required Func<int, string> CodeWrong { get; init; }
    public required Func<int, string> TriesLeft { get; init; }
    public required string Check { get; init; }
    public required string Again { get; init; }
    public required Func<string, string> AgainFrom { get; init; }

    /// <summary>As <see cref="AgainFrom"/>, with {0} for the seconds a script counts down.</summary>
    public required string AgainLeft { get; init; }

    public required Func<string, string> TooSoon { get; init; }
    public required string Change { get; init; }
    public required string PayCodeTitle { get; init; }
    public required Func<string, string, string> PaysExactly { get; init; }
    public required Func<string, string> Confirm { get; init; }
    public required string OtherCard { get; init; }
    public required Func<string?, string> RefusedBecause { get; init; }
    public required string BankSaid { get; init; }
}

/// <summary>One field of a form: what it is, why it is asked, and what is wrong with it.</summary>
public sealed record FieldWords(string Label, string Why, string Complaint, string AskedAgain = "");

/// <summary>How a payment stands.</summary>
public sealed record StandingWords
{
    public required string Title { get; init; }
    public required string PendingTitle { get; init; }
    public required Func<string, string> PendingText { get; init; }
    public required string AskingTitle { get; init; }
    public required string AskingText { get; init; }
    public required string NotPaidGoOn { get; init; }
    public required string CancelledTitle { get; init; }
    public required string FailedTitle { get; init; }
    public required string CancelledText { get; init; }
    public required string OpenCashier { get; init; }
    public required string PayAgain { get; init; }
    public required string GiveUp { get; init; }
    public required string WaitingTitle { get; init; }
    public required Func<string, string> WaitingSince { get; init; }
    public required string WaitingText { get; init; }
    public required string Promise { get; init; }
    public required string StillTitle { get; init; }
    public required string StillText { get; init; }
    public required string LongTitle { get; init; }
    public required string LongText { get; init; }
    public required string ShowNumber { get; init; }
    public required string OrderNumber { get; init; }
    public required string DoneTitle { get; init; }
    public required string DoneText { get; init; }
    public required string PickUpAt { get; init; }
    public required Func<string, string> WindowNumber { get; init; }
    public required string AskAtPharmacy { get; init; }
    public required string DocumentNumber { get; init; }
    public required string AmountPaid { get; init; }
    public required string PaidAt { get; init; }
    public required string QrForWindow { get; init; }
    public required string RefusedTitle { get; init; }
    public required Func<string?, string> RefusedBecause { get; init; }
    public required string RefusedText { get; init; }
    public required string ClosedTitle { get; init; }
    public required string ClosedText { get; init; }
    public required string ScanAgain { get; init; }
    public required string RefundingTitle { get; init; }
    public required string RefundingText { get; init; }
    public required string RefundedTitle { get; init; }
    public required Func<string, string> RefundedText { get; init; }
    public required string RefundFailedTitle { get; init; }
    public required string RefundFailedText { get; init; }
    public required string RefundsTitle { get; init; }
    public required Func<string, string, string> RefundLine { get; init; }
    public required Func<string, string> RefundBecause { get; init; }
    public required Func<string, string> RefundArrives { get; init; }
    public required string RefundCall { get; init; }
    public required string ConnectionLost { get; init; }
    public required string Refreshes { get; init; }
    public required string SeeReceipt { get; init; }
    public required string ReceiptTitle { get; init; }
    public required string ReceiptNoLines { get; init; }
    public required string ReceiptNote { get; init; }
    public required string Print { get; init; }
    public required string Method { get; init; }
    public required string NotPaidYet { get; init; }
    public required string BackToPayment { get; init; }
}
