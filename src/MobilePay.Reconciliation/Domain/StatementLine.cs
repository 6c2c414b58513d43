namespace MobilePay.Reconciliation.Domain;

/// <summary>Money in or money back: the two are matched apart, each by its own number.</summary>
public enum LineKind
{
    Payment,
    Refund,

    /// <summary>What a channel pays out at once. No line has it, but a difference of funds.</summary>
    Batch,
}

/// <summary>What the channel says has become of the money in a line.</summary>
public enum LineStatus
{
    /// <summary>The money moved.</summary>
    Done,

    /// <summary>A refund the channel has taken on and not ended yet.</summary>
    UnderWay,

    /// <summary>A refund that ended without moving money.</summary>
    Failed,

    /// <summary>A payment undone at the channel the same day (payment-code reversal).</summary>
    Reversed,
}

/// <summary>One line of a channel's statement, the same for every channel.</summary>
/// <param name="LineNo">The line in the file, from 1, as an editor counts it.</param>
/// <param name="MerchantId">The merchant number the file names in this line, or in its head.</param>
/// <param name="OrderNo">Our number for the order (for a refund: for the order that was paid).</param>
/// <param name="RefundNo">Our number for the refund; null in a payment.</param>
/// <param name="ChannelTradeNo">The channel's number for the order that was paid.</param>
/// <param name="ChannelRefundNo">The channel's number for the refund; null in a payment, or where the channel gives none.</param>
/// <param name="AmountFen">
/// What the hospital is owed for the order, or gave back: 0 or more. Coupons the channel pays for are inside.
/// </param>
/// <param name="FeeFen">What the channel keeps for this line; negative where it gives a fee back.</param>
/// <param name="At">When the channel says the money moved.</param>
public readonly record struct StatementLine(
    int LineNo,
    LineKind Kind,
    LineStatus Status,
    string MerchantId,
    string OrderNo,
    string? RefundNo,
    string ChannelTradeNo,
    string? ChannelRefundNo,
    long AmountFen,
    long FeeFen,
    DateTimeOffset At);

/// <summary>What moved on the merchant's account at the channel: takings, refunds, fees, and payouts to the bank.</summary>
public enum FundKind
{
    Taking,
    Refund,
    Fee,
    FeeReturned,

    /// <summary>A payout to the hospital's bank account.</summary>
    Payout,
    Other,
}

/// <summary>One movement on the merchant's account at the channel.</summary>
/// <param name="FlowNo">The channel's number for the movement, unique in the account.</param>
/// <param name="BusinessNo">Our order or refund number, or the payout's number.</param>
/// <param name="AmountFen">Positive in, negative out.</param>
/// <param name="BalanceFen">The account's balance after it.</param>
/// <param name="Name">The channel's own word for the movement.</param>
public readonly record struct FundLine(
    int LineNo, FundKind Kind, string FlowNo, string BusinessNo, long AmountFen, long BalanceFen, DateTimeOffset At, string Name);

/// <summary>One line of the bank's account statement.</summary>
/// <param name="SerialNo">The bank's number for the booking.</param>
/// <param name="AmountFen">Positive where the hospital's account was credited, negative where it was debited.</param>
/// <param name="BalanceFen">The balance after it, where the bank states one.</param>
/// <param name="BatchNo">The settlement batch the column map found in it, or null.</param>
public readonly record struct BankLine(
    int LineNo, DateOnly BookedOn, string SerialNo, long AmountFen, long? BalanceFen, string Counterparty, string Remark,
    string? BatchNo);

/// <summary>Counts and sums as the file itself states them, or as counted where it states none.</summary>
/// <param name="Lines">Lines read, the head, the trailer and empty lines not counted.</param>
/// <param name="PaymentsFen">Sum of the payments that are done.</param>
/// <param name="RefundsFen">Sum of the refunds of every status, as the channel's own trailer counts them; 0 or more.</param>
/// <param name="FeesFen">Sum of the fees, less what was given back.</param>
public readonly record struct StatementTotals(
    int Lines, int Payments, int Refunds, long PaymentsFen, long RefundsFen, long FeesFen);
