namespace MobilePay.Reconciliation.Domain;

/// <summary>What happened to a difference, for its history; never changed.</summary>
public sealed class DifferenceNote
{
    public long Id { get; init; }
    public Guid DifferenceId { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>A word: taken, proposed, approved, rejected, withdrawn, stale, executed, failed, evidence, reopened.</summary>
    public required string What { get; init; }

    /// <summary>Null where the platform itself did it.</summary>
    public StaffMember? By { get; init; }

    public string? Remark { get; init; }
}

/// <summary>A file that shows why a difference is settled as it is.</summary>
public sealed class EvidenceFile
{
    public Guid Id { get; init; }
    public Guid DifferenceId { get; init; }
    public required string FileName { get; init; }
    public int Length { get; init; }

    /// <summary>SHA-256, lower-case hex.</summary>
    public required string Digest { get; init; }

    public required StaffMember By { get; init; }
    public DateTimeOffset At { get; init; }
    public required byte[] Bytes { get; init; }
}
