namespace MobilePay.FinanceWeb.Wording;

internal static class EnglishLedger
{
    public static readonly JournalWords Journal = new()
    {
        EntriesTab = "Entries",
        BalanceTab = "Trial balance",
        AccountsTab = "Accounts",
        Entry = "Entry",
        Account = "Account",
        Rule = "Rule",
        Debit = "Debit",
        Credit = "Credit",
        Reversal = "Reversal",
        Empty = "No entries match. Payments, refunds and settled differences are booked by themselves.",
        Opening = "Opening",
        Closing = "Closing",
        AddsUp = "Debits and credits are equal.",
        DoesNotAddUp = "Debits and credits differ. Do not close a day, and tell an administrator.",
        BalanceEmpty = "Nothing was booked in this time.",
        AccountsEmpty = "No accounts yet.",
        AccountsText = "How the platform's accounts map to the hospital's ledger; set up by configuration.",
        Code = "Ledger code",
        NameInLedger = "Ledger account",
        Type = "Type",
    };

    public static readonly BoardWords Board = new()
    {
        Calm = "All is well: yesterday is closed and nothing waits.",
        Yesterday = x => $"Yesterday's close ({x})",
        Open = "Open differences",
        NoneOpen = "None is open.",
        Proposals = "Waiting for approval",
        HandOver = "Hand-over",
        HandOverOff = "It differs from the platform: ",
        Statements = "Statements",
        Arrived = (count, needed) => $"{count} of {needed} arrived",
        Funds = "Money at the bank",
        Late = count => $"Late batches: {count}",
        NothingLate = "No batch is late.",
        Takings = "Takings today",
        NoTakings = "Nothing has come in today.",
        SoFar = "So far",
        SameWeekday = "A week ago by now",
    };

    public static readonly FundsWords Funds = new()
    {
        Text = "Channels settle in batches: payments less refunds less fees, which should be what the bank shows.",
        Empty = "No batches match. They appear once statements and the bank's account statement are in.",
        Batch = "Batch",
        Gross = "Gross",
        Net = "Net",
        Received = "At the bank",
        ExpectedOn = "Expected on",
        Credits = "Bank lines",
    };

    public static readonly ReportWords Reports = new()
    {
        Empty = "There is nothing for this time.",
        Month = "Month",
        MadeBy = "Prepared by:",
        CheckedBy = "Checked by:",
        HeadOfFinance = "Head of finance:",
        ShareChart = "Channels by department",
        NoDepartment = "No department",
        HoursChart = "Takings by hour",
        EqualsHandOver = "It equals the hand-overs.",
        DiffersFromHandOver = "It does not equal the hand-overs. See the differences of this time.",
        Hour = "Hour",
        AgeingChart = "Suspense by age",
        SuspenseEmpty = "Nothing is in suspense.",
        ToSuspended = "See what is in suspense",
    };
}
