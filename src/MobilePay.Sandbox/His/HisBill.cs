using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace MobilePay.Sandbox.His;

internal sealed record HisPatient(string PatientId, string Name, string Sex, string Age, string IdNoMasked, string PhoneMasked);

internal sealed record HisPrescription(string PrescriptionNo, string Category, string Kind);

internal sealed record HisLine(
    int LineNo, string PrescriptionNo, string ItemCode, string ItemName, string ChargeClass, string Spec, string Unit,
    string UnitPrice, string Quantity, long AmountFen, string ExecDept);

/// <summary>A bill as the hospital writes it on the wire.</summary>
internal sealed record HisBill
{
    public string Result { get; init; } = HisResult.Accepted;
    public required string Institution { get; init; }
    public required string HospitalName { get; init; }
    public required string BillNo { get; init; }
    public required string BillVersion { get; init; }
    public required string Status { get; init; }
    public required HisPatient Patient { get; init; }
    public required string VisitNo { get; init; }
    public required string Department { get; init; }
    public required string Doctor { get; init; }
    public required string IssuedAt { get; init; }
    public required string ValidUntil { get; init; }
    public required IReadOnlyList<HisPrescription> Prescriptions { get; init; }
    public required IReadOnlyList<HisLine> Lines { get; init; }
    public long DiscountFen { get; init; }
    public long InsuranceFundFen { get; init; }
    public long InsuranceAccountFen { get; init; }
    public long RoundingFen { get; init; }

    public long TotalFen => Lines.Sum(line => line.AmountFen);

    public long PayableFen => TotalFen + RoundingFen - DiscountFen - InsuranceFundFen - InsuranceAccountFen;

    [JsonIgnore]
    public string PrescriptionNo => Prescriptions[0].PrescriptionNo;
}

internal sealed record HisLock(string PresettlementId, string OrderNo, DateTimeOffset LockedUntil);

internal sealed record HisPickup(string Pharmacy, string Window);

/// <summary>The hospital's entry for one payment; <paramref name="Content"/> is the first request in a fixed form.</summary>
internal sealed record HisSettlement(
    string OrderNo, string BillNo, long PaidFen, string HisDocNo, string InvoiceNo, string HisTime, string BusinessDate,
    HisPickup Pickup, string? ChannelTradeNo, string Content)
{
    public int ConfirmsReceived { get; init; } = 1;
    public bool Reversed { get; init; }
    public string? ReversalNo { get; init; }

    /// <summary>The hospital's day in which it was reversed.</summary>
    public string? ReversedOn { get; init; }

    public DateTimeOffset? ReversedAt { get; init; }

    /// <summary>When the hand-over says it was booked: by the sandbox's moved clock.</summary>
    public DateTimeOffset? BookedAt { get; init; }

    /// <summary>What the hospital cancelled of it, by its own refund numbers.</summary>
    public IReadOnlyList<HisRefund> Refunds { get; init; } = [];

    [JsonIgnore]
    public long RefundedFen => Refunds.Where(refund => refund.Stands).Sum(refund => refund.AmountFen);

    [JsonIgnore]
    public long RestFen => Reversed ? 0 : PaidFen - RefundedFen;
}

/// <summary>A cancelled part of a settlement. One the platform refused is put back and no longer stands.</summary>
internal sealed record HisRefund(string HisRefundNo, long AmountFen, string Reason, string At, string BusinessDate)
{
    public bool Stands { get; init; } = true;

    /// <summary>By the sandbox's moved clock, as the settlement's.</summary>
    public DateTimeOffset? BookedAt { get; init; }

    /// <summary>The platform's HTTP status; null while it could not be reached.</summary>
    public int? PlatformStatus { get; init; }

    [JsonIgnore]
    public bool IsTold => PlatformStatus is >= 200 and < 500;

    [JsonIgnore]
    public string Status => !Stands ? "PUT_BACK" : IsTold ? "CANCELLED" : "UNTOLD";
}

/// <summary>One bill with all that hangs on it: the unit the journal keeps.</summary>
internal sealed record HisFile(HisBill Bill, HisLock? Lock = null)
{
    public IReadOnlyList<HisLock> PastLocks { get; init; } = [];
    public IReadOnlyList<HisSettlement> Settlements { get; init; } = [];
    public bool Dispensed { get; init; }

    /// <summary>The drugs came back to the pharmacy: what was handed out can be refunded after all.</summary>
    public bool Returned { get; init; }

    public bool PaidAtWindow { get; init; }

    /// <summary>What the platform answered to the push; empty while it could not be reached.</summary>
    public string? PlatformAnswer { get; init; }

    /// <summary>What the printed code says; null while the platform does not have the bill.</summary>
    [JsonIgnore]
    public string? QrContent => PlatformAnswer is null ? null : (string?)JsonNode.Parse(PlatformAnswer)!["qrContent"];

    /// <summary>Last four digits, which the desk tells the tester and the wire never carries.</summary>
    public string IdLast4 => Bill.Patient.IdNoMasked[^4..];

    public string PhoneLast4 => Bill.Patient.PhoneMasked[^4..];

    public HisSettlement? Standing => Settlements.FirstOrDefault(settlement => !settlement.Reversed);

    /// <summary>LOCKED and EXPIRED are read off the clock, so a lock frees itself.</summary>
    public string StatusAt(DateTimeOffset now) =>
        Bill.Status != HisStatus.Unpaid ? Bill.Status
        : Lock?.LockedUntil > now ? HisStatus.Locked
        : DateTimeOffset.Parse(Bill.ValidUntil, System.Globalization.CultureInfo.InvariantCulture) <= now ? HisStatus.Expired
        : HisStatus.Unpaid;

    public HisBill WireAt(DateTimeOffset now) => Bill with { Status = StatusAt(now) };
}

internal static class HisStatus
{
    public const string Unpaid = "UNPAID";
    public const string Locked = "LOCKED";
    public const string Paid = "PAID";
    public const string PartlyRefunded = "PARTLY_REFUNDED";
    public const string Refunded = "REFUNDED";
    public const string Voided = "VOIDED";
    public const string Expired = "EXPIRED";
}

internal static class HisResult
{
    public const string Accepted = "ACCEPTED";
    public const string Duplicate = "DUPLICATE";
    public const string AlreadyPaid = "ALREADY_PAID";
    public const string Voided = "VOIDED";
    public const string Changed = "CHANGED";
    public const string Expired = "EXPIRED";
    public const string AmountMismatch = "AMOUNT_MISMATCH";
    public const string LockedByOther = "LOCKED_BY_OTHER";
    public const string NotFound = "NOT_FOUND";
    public const string Dispensed = "DISPENSED";
    public const string Reversed = "REVERSED";

    public static readonly string[] Refusals =
        [AlreadyPaid, Voided, Changed, Expired, AmountMismatch, LockedByOther, NotFound, Dispensed, "BUSY"];
}
