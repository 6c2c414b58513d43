namespace MobilePay.Reconciliation.Domain;

/// <summary>
/// The platform's own accounts. Which of the hospital's codes each stands for is configuration: hospitals differ in it
/// (Government Accounting Standards, cai kuai [2017] No. 25, with the supplements for hospitals).
/// </summary>
public enum Account
{
    /// <summary>Taken by a channel and not paid out to the bank yet; by channel and merchant number.</summary>
    ChannelReceivable,

    Bank,
    Fee,

    /// <summary>Taken, and the hospital has not booked it yet.</summary>
    Clearing,

    /// <summary>What the hospital booked: equal to its hand-over.</summary>
    IncomeBridge,

    /// <summary>We hold money the hospital does not know.</summary>
    Over,

    /// <summary>The hospital booked money that is not there.</summary>
    Short,

    /// <summary>Decided to go back, and not with the payer yet.</summary>
    RefundPayable,

    /// <summary>A shortage that was given up.</summary>
    Loss,
}

public enum AccountType
{
    Asset,
    Liability,
    Income,
    Expense,
}

public static class Accounts
{
    public static readonly IReadOnlyList<Account> All = Enum.GetValues<Account>();

    /// <summary>The account's word in journal, exports and database; stable.</summary>
    public static string WordOf(Account account) => account switch
    {
        Account.ChannelReceivable => "CH_RECV",
        Account.Bank => "BANK",
        Account.Fee => "FEE",
        Account.Clearing => "CLEARING",
        Account.IncomeBridge => "INCOME_BRIDGE",
        Account.Over => "OVER",
        Account.Short => "SHORT",
        Account.RefundPayable => "REFUND_PAYABLE",
        Account.Loss => "LOSS",
    };

    public static Account? Named(string? word) => All.Where(a => WordOf(a) == word).Cast<Account?>().FirstOrDefault();

    public static AccountType TypeOf(Account account) => account switch
    {
        Account.ChannelReceivable or Account.Bank or Account.Short => AccountType.Asset,
        Account.Clearing or Account.Over or Account.RefundPayable => AccountType.Liability,
        Account.IncomeBridge => AccountType.Income,
        Account.Fee or Account.Loss => AccountType.Expense,
    };
}
