namespace MobilePay.FinanceWeb.Wording;

public sealed record JournalWords
{
    public required string EntriesTab { get; init; }
    public required string BalanceTab { get; init; }
    public required string AccountsTab { get; init; }
    public required string Entry { get; init; }
    public required string Account { get; init; }
    public required string Rule { get; init; }
    public required string Debit { get; init; }
    public required string Credit { get; init; }
    public required string Reversal { get; init; }
    public required string Empty { get; init; }
    public required string Opening { get; init; }
    public required string Closing { get; init; }
    public required string AddsUp { get; init; }
    public required string DoesNotAddUp { get; init; }
    public required string BalanceEmpty { get; init; }
    public required string AccountsEmpty { get; init; }
    public required string AccountsText { get; init; }
    public required string Code { get; init; }
    public required string NameInLedger { get; init; }
    public required string Type { get; init; }
}

public sealed record BoardWords
{
    public required string Calm { get; init; }
    public required Func<string, string> Yesterday { get; init; }
    public required string Open { get; init; }
    public required string NoneOpen { get; init; }
    public required string Proposals { get; init; }
    public required string HandOver { get; init; }
    public required string HandOverOff { get; init; }
    public required string Statements { get; init; }
    public required Func<int, int, string> Arrived { get; init; }
    public required string Funds { get; init; }
    public required Func<int, string> Late { get; init; }
    public required string NothingLate { get; init; }
    public required string Takings { get; init; }
    public required string NoTakings { get; init; }
    public required string SoFar { get; init; }
    public required string SameWeekday { get; init; }
}

public sealed record FundsWords
{
    public required string Text { get; init; }
    public required string Empty { get; init; }
    public required string Batch { get; init; }
    public required string Gross { get; init; }
    public required string Net { get; init; }
    public required string Received { get; init; }
    public required string ExpectedOn { get; init; }
    public required string Credits { get; init; }
}

public sealed record ReportWords
{
    public required string Empty { get; init; }
    public required string Month { get; init; }
    public required string MadeBy { get; init; }
    public required string CheckedBy { get; init; }
    public required string HeadOfFinance { get; init; }
    public required string ShareChart { get; init; }
    public required string NoDepartment { get; init; }
    public required string HoursChart { get; init; }
    public required string EqualsHandOver { get; init; }
    public required string DiffersFromHandOver { get; init; }
    public required string Hour { get; init; }
    public required string AgeingChart { get; init; }
    public required string SuspenseEmpty { get; init; }
    public required string ToSuspended { get; init; }
}
