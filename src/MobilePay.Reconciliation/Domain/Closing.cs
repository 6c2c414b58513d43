using MobilePay.Primitives;

namespace MobilePay.Reconciliation.Domain;

public enum ClosingStatus
{
    Proposed,
    Rejected,

    /// <summary>The day takes nothing more.</summary>
    Closed,

    Reopened,
}

/// <summary>
/// One closing of a hospital's day: proposed by one person, signed and locked by another. Opened again, it is kept, and the
/// next one is a further revision.
/// </summary>
public sealed class Closing
{
    public required string HospitalId { get; init; }
    public DateOnly Day { get; init; }
    public int Revision { get; init; }
    public ClosingStatus Status { get; private set; }

    /// <summary>The canonical lines of the day's report, as they were signed.</summary>
    public required string Report { get; init; }

    /// <summary>SHA-256 of the report, lower-case hex.</summary>
    public required string Digest { get; init; }

    public required StaffMember ProposedBy { get; init; }
    public DateTimeOffset ProposedAt { get; init; }
    public StaffMember? DecidedBy { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public string? RejectedBecause { get; private set; }

    /// <summary>HMAC-SHA-256 over the digest, who proposed, who approved and when, base64.</summary>
    public string? Signature { get; private set; }

    public string? KeyId { get; private set; }
    public StaffMember? ReopenedBy { get; private set; }
    public DateTimeOffset? ReopenedAt { get; private set; }
    public string? ReopenedBecause { get; private set; }
    public uint Version { get; private set; }

    /// <summary>What the signature is over.</summary>
    public string Signed => string.Join('\n', HospitalId, Day.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        Revision.ToString(System.Globalization.CultureInfo.InvariantCulture), Digest, ProposedBy.Id, DecidedBy?.Id,
        DecidedAt?.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture));

    public Error? MayBeApprovedBy(StaffMember staff) =>
        Status != ClosingStatus.Proposed ? ClosingErrors.NotProposed(Day)
        : staff.Id == ProposedBy.Id ? ClosingErrors.Own() : null;

    public void Close(StaffMember by, DateTimeOffset now, Func<string, (string Signature, string KeyId)> sign)
    {
        // The database keeps microseconds, and the signature has to fit what is read again.
        var at = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());
        (Status, DecidedBy, DecidedAt) = (ClosingStatus.Closed, by, at);
        (Signature, KeyId) = sign(Signed);
    }

    public Error? Reject(StaffMember by, string because, DateTimeOffset now)
    {
        if (Status != ClosingStatus.Proposed)
            return ClosingErrors.NotProposed(Day);
        (Status, DecidedBy, DecidedAt, RejectedBecause) = (ClosingStatus.Rejected, by, now, because);
        return null;
    }

    public Error? Reopen(StaffMember by, string because, DateTimeOffset now)
    {
        if (Status != ClosingStatus.Closed)
            return ClosingErrors.NotClosed(Day);
        (Status, ReopenedBy, ReopenedAt, ReopenedBecause) = (ClosingStatus.Reopened, by, now, because);
        return null;
    }
}
