namespace MobilePay.Reconciliation.Domain;

/// <summary>
/// One merchant's day at its channel, as the channel's statement has it. Refunds that did not move money are not in it.
/// </summary>
/// <param name="FeesFen">What the channel kept, less what it gave back.</param>
public readonly record struct MerchantDay(
    string Channel, string MerchantId, DateOnly Day, long GrossFen, long RefundsFen, long FeesFen)
{
    public long NetFen => GrossFen - RefundsFen - FeesFen;
}

public enum BatchStatus
{
    /// <summary>It is not here, or not all of it; after its time it is late.</summary>
    Expected,

    /// <summary>It is on the hospital's account, to the fen.</summary>
    Received,

    /// <summary>The bank's credits come to another amount.</summary>
    Differs,
}

/// <summary>
/// What a channel pays out at once: one day of a merchant, and days before it that gave back more than they took.
/// </summary>
public sealed class Batch
{
    public required string HospitalId { get; init; }
    public required string BatchNo { get; init; }
    public required string Channel { get; init; }
    public required string MerchantId { get; init; }

    /// <summary>The last of its days; its number is made of it.</summary>
    public DateOnly Day { get; init; }

    public DateOnly FirstDay { get; set; }
    public long GrossFen { get; set; }
    public long RefundsFen { get; set; }
    public long FeesFen { get; set; }

    /// <summary>Not above zero as long as the days after it have not made it good; then there is nothing to be paid.</summary>
    public long NetFen { get; set; }

    public DateOnly ExpectedOn { get; set; }
    public DateOnly LateAfter { get; set; }
    public BatchStatus Status { get; set; }
    public long ReceivedFen { get; set; }
    public DateOnly? ReceivedOn { get; set; }

    public void Take(Batch counted)
    {
        (FirstDay, GrossFen, RefundsFen) = (counted.FirstDay, counted.GrossFen, counted.RefundsFen);
        (FeesFen, NetFen) = (counted.FeesFen, counted.NetFen);
        (ExpectedOn, LateAfter) = (counted.ExpectedOn, counted.LateAfter);
        (Status, ReceivedFen, ReceivedOn) = (counted.Status, counted.ReceivedFen, counted.ReceivedOn);
    }
}

/// <summary>A batch that arrived: once written it stays, because the journal was posted from it.</summary>
public sealed class SettledBatch
{
    public required string HospitalId { get; init; }
    public required string BatchNo { get; init; }
    public required string Channel { get; init; }
    public required string MerchantId { get; init; }
    public DateOnly Day { get; init; }
    public long GrossFen { get; init; }
    public long RefundsFen { get; init; }
    public long FeesFen { get; init; }
    public long NetFen { get; init; }
    public DateOnly ReceivedOn { get; init; }
}

/// <summary>A booking on the hospital's account that a channel made, or may have made.</summary>
/// <param name="Channel">
/// By the payer's name; "*" where the bank names no payer, and null where it is none of the channels'.
/// </param>
/// <param name="BatchNos">The batches the bank says it pays; none where it does not say.</param>
public sealed record BankCredit(
    Guid StatementId, int LineNo, string AccountNo, string SerialNo, DateOnly BookedOn, long AmountFen, string? Channel,
    IReadOnlyList<string> BatchNos)
{
    public const string AnyChannel = "*";
}
