using System.Globalization;
using System.Security.Cryptography;
using System.Text;

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

    public uint Version { get; private set; }

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
        (ClosedAt, AlikeSince) = (null, null);
        Take(sides, found, now);
    }

    /// <summary>
    /// A run of <paramref name="day"/> found the sides alike. What is closed or being carried out stays as it is.
    /// </summary>
    public void FoundAlike(DateOnly day, DateTimeOffset now)
    {
        if (DifferenceLifecycle.Next(Status, DifferenceEvent.FoundAlike) is { } next)
            (Status, ClosedAt, AlikeSince) = (next, now, day);
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

/// <summary>One reconciliation of a hospital's day. Repeated with the same sources it comes to the same result.</summary>
public sealed class Run
{
    public Guid Id { get; init; }
    public required string HospitalId { get; init; }
    public DateOnly Day { get; init; }
    public DateTimeOffset RanAt { get; init; }

    /// <summary>How long it took, in milliseconds.</summary>
    public long Took { get; init; }

    /// <summary>Payments and refunds that all three have alike.</summary>
    public int Matched { get; init; }

    /// <summary>Every source of the day was here, and the hospital's was its own.</summary>
    public bool IsComplete { get; init; }

    public ICollection<BridgePart> Bridge { get; init; } = [];
}

/// <summary>Why a part of the day's totals is on all sides, or on some.</summary>
public enum BridgeStep
{
    /// <summary>Alike on all sides, on the same day.</summary>
    Matched,

    /// <summary>Alike, and another day's on one side.</summary>
    Carried,

    InTransit,
    ZeroPair,
    Foreign,
    Difference,
}

/// <summary>
/// A part of the day: what it comes to on each side, payments less refunds. The parts of a side add up to its total to the fen.
/// </summary>
public sealed class BridgePart
{
    public Guid RunId { get; init; }
    public required string Channel { get; init; }
    public LineKind Kind { get; init; }
    public BridgeStep Step { get; init; }

    /// <summary>The difference's class in the step Difference, otherwise the step's own name.</summary>
    public required string Class { get; init; }

    public int Count { get; set; }
    public long HospitalFen { get; set; }
    public long PlatformFen { get; set; }
    public long ChannelFen { get; set; }
}
