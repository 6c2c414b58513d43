namespace MobilePay.Reconciliation.Domain;

/// <summary>Batches and bank credits that belong together; either may be none.</summary>
/// <param name="NamesUnknown">A credit names a batch no statement told of: what is expected is not known whole.</param>
public sealed record FundsGroup(IReadOnlyList<Batch> Batches, IReadOnlyList<BankCredit> Credits, bool NamesUnknown)
{
    public long ExpectedFen => Batches.Sum(b => b.NetFen);

    public long ReceivedFen => Credits.Sum(c => c.AmountFen);

    /// <summary>The number a difference of the group is known by.</summary>
    public string Key => Batches.Count > 0 ? Batches[0].BatchNo
        : Credits[0].BatchNos.Count > 0 ? Credits[0].BatchNos[0] : $"{Credits[0].AccountNo}/{Credits[0].SerialNo}";

    public string Channel => Batches.Count > 0 ? Batches[0].Channel
        : Credits[0].Channel is { } channel and not BankCredit.AnyChannel ? channel : "";

    public string MerchantId => Batches.Count > 0 ? Batches[0].MerchantId : "";

    /// <summary>The batch's day; a credit of no batch has the day it was booked on.</summary>
    public DateOnly Day => Batches.Count > 0 ? Batches[0].Day : Credits[0].BookedOn;

    /// <summary>
    /// What to say of the group: where its batches stand, and what is wrong with it, or may still come right, if anything.
    /// </summary>
    /// <param name="seenUntil">The last day the bank has told of: before that a batch is only not seen.</param>
    public (BatchStatus Status, (DifferenceClass Class, DateOnly? Until)? Verdict) Judge(
        DateOnly today, DateOnly? seenUntil, BankCalendar calendar)
    {
        if (Batches.Count == 0)
        {
            // Money of a payer the bank does not name may be anybody's.
            return Credits.All(c => c.Channel is null or BankCredit.AnyChannel && c.BatchNos.Count == 0)
                ? (BatchStatus.Expected, null)
                : (BatchStatus.Expected, Waiting(today, calendar.After(LastBooked, Domain.Batches.LateAfterDays)));
        }

        var late = Batches.Max(b => b.LateAfter);
        if (Credits.Count == 0)
            return (BatchStatus.Expected,
                ExpectedFen > 0 && today > late && seenUntil >= late ? (DifferenceClass.BatchDiff, null) : null);
        if (!NamesUnknown && ReceivedFen == ExpectedFen)
            return (BatchStatus.Received, null);

        var mayFollow = (NamesUnknown || ReceivedFen < ExpectedFen) && today <= late;
        return mayFollow ? (BatchStatus.Expected, (DifferenceClass.InTransit, late))
            : (BatchStatus.Differs, (DifferenceClass.BatchDiff, null));
    }

    /// <summary>Writes into the batches what became of them; the amounts received add up to the credits'.</summary>
    public void Settle(BatchStatus status)
    {
        var left = ReceivedFen;
        for (var i = 0; i < Batches.Count; i++)
        {
            var batch = Batches[i];
            batch.Status = status;
            batch.ReceivedFen = i == Batches.Count - 1 ? left : Math.Min(left, batch.NetFen);
            batch.ReceivedOn = Credits.Count > 0 ? LastBooked : null;
            left -= batch.ReceivedFen;
        }
    }

    private DateOnly LastBooked => Credits.Max(c => c.BookedOn);

    private static (DifferenceClass, DateOnly?) Waiting(DateOnly today, DateOnly until) =>
        today <= until ? (DifferenceClass.InTransit, until) : (DifferenceClass.BatchDiff, null);
}
