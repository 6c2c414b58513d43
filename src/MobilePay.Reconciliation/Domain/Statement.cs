namespace MobilePay.Reconciliation.Domain;

/// <summary>Whether a file or a hand-over counts.</summary>
public enum SourceStatus
{
    /// <summary>Its lines are the ones that are matched.</summary>
    Current,

    /// <summary>A later one for the same day took its place; the file is kept.</summary>
    Replaced,

    /// <summary>It could not be believed: kept as evidence, none of its lines counts.</summary>
    Refused,
}

/// <summary>A channel's file for one merchant and day, as it came.</summary>
public sealed class Statement
{
    public Guid Id { get; init; }
    public required string HospitalId { get; init; }
    public required string Channel { get; init; }
    public required string MerchantId { get; init; }
    public DateOnly Day { get; init; }
    public required string FileName { get; init; }

    /// <summary>SHA-256 of the file's bytes, lower-case hex.</summary>
    public required string Digest { get; init; }

    public long Length { get; init; }
    public DateTimeOffset ReceivedAt { get; init; }
    public SourceStatus Status { get; set; }
    public int Lines { get; set; }
    public int Payments { get; set; }
    public int Refunds { get; set; }
    public long PaymentsFen { get; set; }
    public long RefundsFen { get; set; }
    public long FeesFen { get; set; }
    public string? RefusedFor { get; set; }
    public string? RefusedBecause { get; set; }

    public void Count(StatementTotals totals)
    {
        (Lines, Payments, Refunds) = (totals.Lines, totals.Payments, totals.Refunds);
        (PaymentsFen, RefundsFen, FeesFen) = (totals.PaymentsFen, totals.RefundsFen, totals.FeesFen);
    }
}

/// <summary>The hospital's day as it handed it over, or as we had to build it in its place.</summary>
public sealed class Handover
{
    public Guid Id { get; init; }
    public required string HospitalId { get; init; }
    public DateOnly Day { get; init; }

    /// <summary>Built from our own book because none came: the day can't be closed on it.</summary>
    public bool IsProvisional { get; init; }

    /// <summary>
    /// SHA-256, lower-case hex: of the canonical lines, as the hospital states it; of the bytes where they could not be believed.
    /// </summary>
    public required string Digest { get; init; }

    public DateTimeOffset ClosedAt { get; init; }
    public DateTimeOffset ReceivedAt { get; init; }
    public SourceStatus Status { get; set; }
    public int Lines { get; init; }
    public int Payments { get; init; }
    public int Refunds { get; init; }
    public long PaymentsFen { get; init; }
    public long RefundsFen { get; init; }
    public string? RefusedFor { get; init; }
    public string? RefusedBecause { get; init; }
}
