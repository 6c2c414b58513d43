using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MobilePay.Primitives;

namespace MobilePay.Reconciliation.Domain;

/// <summary>
/// One payment or refund that hospital, platform and channel do not have alike, until two persons have settled it.
/// </summary>
public sealed partial class Difference
{
    private Difference()
    {
    }

    public Guid Id { get; private init; }
    public string HospitalId { get; private init; } = "";
    public LineKind Kind { get; private init; }
    public string Key { get; private init; } = "";
    public string OrderNo { get; private init; } = "";

    /// <summary>The day in whose reconciliation it was found first.</summary>
    public DateOnly Day { get; private init; }

    public DateTimeOffset FoundAt { get; private init; }
    public DifferenceClass Class { get; private set; }
    public DifferenceStatus Status { get; private set; }
    public string Channel { get; private set; } = "";
    public string MerchantId { get; private set; } = "";
    public long? HospitalFen { get; private set; }
    public long? PlatformFen { get; private set; }
    public long? ChannelFen { get; private set; }

    /// <summary>Channel less hospital, refunds with reversed sign: positive is over, negative short.</summary>
    public long DifferenceFen { get; private set; }

    /// <summary>When the money moved, as the most trustworthy side has it.</summary>
    public DateTimeOffset HappenedAt { get; private set; }

    /// <summary>The last day its other side may come on, while it is in transit.</summary>
    public DateOnly? InTransitUntil { get; private set; }

    /// <summary>Tells the facts a decision was made on from later ones.</summary>
    public string Evidence { get; private set; } = "";

    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>In which day's reconciliation it was found alike; null where persons settled it.</summary>
    public DateOnly? AlikeSince { get; private set; }

    /// <summary>Whose it is to settle; null until someone takes it.</summary>
    public StaffMember? Owner { get; private set; }

    public CauseCode? Cause { get; private set; }

    /// <summary>The action that settled or parked it; null where it settled itself.</summary>
    public DifferenceAction? Resolution { get; private set; }

    /// <summary>The proposal that is being decided or carried out.</summary>
    public Guid? ProposalId { get; private set; }

    public uint Version { get; private set; }

    /// <summary>Over or short money of it stands in suspense.</summary>
    public bool IsSuspended => Status == DifferenceStatus.Suspended;

    public static Difference Found(
        string hospitalId, DateOnly day, ThreeSides sides, (DifferenceClass Class, DateOnly? Until) found, DateTimeOffset now)
    {
        var difference = new Difference
        {
            Id = Guid.CreateVersion7(now),
            HospitalId = hospitalId,
            Kind = sides.Kind,
            Key = sides.Key,
            OrderNo = sides.OrderNo,
            Day = day,
            FoundAt = now,
        };
        difference.Take(sides, found, now);
        return difference;
    }

    /// <summary>A later run looked again. The same facts change nothing; other facts open it anew.</summary>
    public void FoundAgain(ThreeSides sides, (DifferenceClass Class, DateOnly? Until) found, DateTimeOffset now)
    {
        // Alike in between, it is a new one even when it looks as it did.
        if (Evidence == EvidenceOf(sides, found.Class) && AlikeSince is null)
            return;

        // What is being carried out ends by its own answer; the next run looks again.
        if (DifferenceLifecycle.Next(Status, DifferenceEvent.FoundChanged) is not { } next)
            return;

        Status = next;
        (ClosedAt, AlikeSince, Resolution, ProposalId) = (null, null, null, null);
        Take(sides, found, now);
    }

    /// <summary>A member of the staff makes it hers; a later one may take it over.</summary>
    public Error? TakenBy(StaffMember staff)
    {
        if (Move(DifferenceEvent.Taken) is { } refused)
            return refused;
        Owner = staff;
        return null;
    }

    public Error? Proposed(Guid proposalId, StaffMember by, CauseCode cause)
    {
        if (Move(DifferenceEvent.ProposalMade) is { } refused)
            return refused;
        (ProposalId, Cause, Owner) = (proposalId, cause, Owner ?? by);
        return null;
    }

    /// <summary>The proposal ended without being carried out: refused, withdrawn or out of date.</summary>
    public void NotDecided()
    {
        if (Move(DifferenceEvent.ProposalRejected) is null)
            ProposalId = null;
    }

    public Error? Approved() => Move(DifferenceEvent.ProposalApproved);

    public Error? ExecutionBegan() => Move(DifferenceEvent.ExecutionBegan);

    /// <summary>It is somebody's again: carrying the decision out failed, or the channel has answered.</summary>
    public Error? HandedBack(DifferenceEvent because)
    {
        if (Move(because) is { } refused)
            return refused;
        ProposalId = null;
        return null;
    }

    /// <summary>The decision is carried out, and nothing is left to do.</summary>
    public Error? Settled(DifferenceAction by, DateTimeOffset now)
    {
        if (Move(DifferenceEvent.Settled) is { } refused)
            return refused;
        (Resolution, ClosedAt, ProposalId) = (by, now, null);
        return null;
    }

    /// <summary>The decision is carried out, and something is still to come: money in suspense, or the other side.</summary>
    public Error? Parked(DifferenceAction by, DateOnly? until)
    {
        if (Move(DifferenceEvent.Parked) is { } refused)
            return refused;
        (Resolution, ProposalId, InTransitUntil) = (by, null, until ?? InTransitUntil);
        return null;
    }

    /// <summary>
    /// A run of <paramref name="day"/> found the sides alike. What is closed or being carried out stays as it is.
    /// </summary>
    public void FoundAlike(DateOnly day, DateTimeOffset now)
    {
        if (DifferenceLifecycle.Next(Status, DifferenceEvent.FoundAlike) is { } next)
            (Status, ClosedAt, AlikeSince, ProposalId) = (next, now, day, null);
    }

    private Error? Move(DifferenceEvent happened)
    {
        if (DifferenceLifecycle.Next(Status, happened) is not { } next)
            return DifferenceErrors.NotAllowed(Id, Status);
        Status = next;
        return null;
    }

    private void Take(ThreeSides sides, (DifferenceClass Class, DateOnly? Until) found, DateTimeOffset now)
    {
        (Class, InTransitUntil) = found;
        (Channel, MerchantId) = (sides.Channel, sides.MerchantId);
        HospitalFen = sides.Hospital?.AmountFen;
        PlatformFen = sides.Platform?.AmountFen;
        ChannelFen = sides.OfChannel?.AmountFen;
        DifferenceFen = sides.DifferenceFen;
        HappenedAt = sides.At;
        Evidence = EvidenceOf(sides, found.Class);
        if (Class is DifferenceClass.ZeroPair or DifferenceClass.Foreign
            && DifferenceLifecycle.Next(Status, DifferenceEvent.NeedsNobody) is { } next)
            (Status, ClosedAt) = (next, now);
    }

    private static string EvidenceOf(ThreeSides sides, DifferenceClass found)
    {
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{found}|{One(sides.Hospital)}|{One(sides.Platform)}|{One(sides.OfChannel)}");
        return HashOf(text);

        static string One(SideFacts? side) => side is null ? "-" : string.Create(CultureInfo.InvariantCulture,
            $"{side.Lines},{side.Numbers},{side.AmountFen},{side.Day:yyyyMMdd},{side.Status}");
    }

    private static string HashOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
}
