using System.Globalization;
using MobilePay.Primitives;

namespace MobilePay.Reconciliation.Domain;

/// <summary>The differences of settlement batches: the channel owes, the bank has received.</summary>
public sealed partial class Difference
{
    /// <summary>What the bank has received of a batch; null where nothing, and in every other difference.</summary>
    public long? BankFen { get; private set; }

    public static Difference Found(
        string hospitalId, FundsGroup group, (DifferenceClass Class, DateOnly? Until) found, DateTimeOffset now)
    {
        var difference = new Difference
        {
            Id = Guid.CreateVersion7(now),
            HospitalId = hospitalId,
            Kind = LineKind.Batch,
            Key = group.Key,
            Day = group.Day,
            FoundAt = now,
        };
        difference.Take(group, found);
        return difference;
    }

    /// <summary>As with a payment: the same facts change nothing, other facts open it anew.</summary>
    public void FoundAgain(FundsGroup group, (DifferenceClass Class, DateOnly? Until) found, DateTimeOffset now)
    {
        if (Evidence == EvidenceOf(group, found.Class) && AlikeSince is null)
            return;
        if (DifferenceLifecycle.Next(Status, DifferenceEvent.FoundChanged) is not { } next)
            return;

        Status = next;
        (ClosedAt, AlikeSince) = (null, null);
        Take(group, found);
    }

    private void Take(FundsGroup group, (DifferenceClass Class, DateOnly? Until) found)
    {
        (Class, InTransitUntil) = found;
        (Channel, MerchantId) = (group.Channel, group.MerchantId);
        ChannelFen = group.Batches.Count > 0 ? group.ExpectedFen : null;
        BankFen = group.Credits.Count > 0 ? group.ReceivedFen : null;
        DifferenceFen = group.ReceivedFen - group.ExpectedFen;
        HappenedAt = new DateTimeOffset(group.Day.ToDateTime(TimeOnly.MinValue), BusinessDay.ChinaOffset).ToUniversalTime();
        Evidence = EvidenceOf(group, found.Class);
    }

    private static string EvidenceOf(FundsGroup group, DifferenceClass found)
    {
        var batches = group.Batches.Select(b => string.Create(CultureInfo.InvariantCulture, $"{b.BatchNo}:{b.NetFen}"));
        var credits = group.Credits.Select(c =>
            string.Create(CultureInfo.InvariantCulture, $"{c.AccountNo}/{c.SerialNo}:{c.AmountFen}"));
        return HashOf($"{found}|{string.Join(',', batches)}|{string.Join(',', credits)}");
    }
}
