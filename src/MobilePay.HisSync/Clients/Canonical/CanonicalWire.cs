using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using MobilePay.HisSync.Domain;
using Refit;

namespace MobilePay.HisSync.Clients.Canonical;

/// <summary>How the canonical contract writes JSON: camelCase, amounts in fen, absent members left out.</summary>
internal static class CanonicalWire
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static readonly RefitSettings Refit = new(new SystemTextJsonContentSerializer(Json));

    public static BillStatus? StatusOf(string? status) => status switch
    {
        "UNPAID" => BillStatus.Unpaid,
        "LOCKED" => BillStatus.Locked,
        "PAID" => BillStatus.Paid,
        "PARTLY_REFUNDED" => BillStatus.PartlyRefunded,
        "REFUNDED" => BillStatus.Refunded,
        "VOIDED" => BillStatus.Voided,
        "EXPIRED" => BillStatus.Expired,
        _ => null,
    };
}

internal record WireResult(string? Result);

/// <summary>The bill as it is on the wire, read from the HIS and received from it. Amounts in fen.</summary>
internal sealed record WireBill(
    string? Result,
    string? Institution,
    string? HospitalName,
    string? BillNo,
    string? BillVersion,
    string? Status,
    BillPatient? Patient,
    string? VisitNo,
    string? Department,
    string? Doctor,
    DateTimeOffset? IssuedAt,
    DateTimeOffset? ValidUntil,
    IReadOnlyList<BillPrescription>? Prescriptions,
    IReadOnlyList<BillLine>? Lines,
    long TotalFen,
    long DiscountFen,
    long InsuranceFundFen,
    long InsuranceAccountFen,
    long RoundingFen,
    long PayableFen) : WireResult(Result)
{
    /// <summary>The bill in our own words; null when something that must be there is missing.</summary>
    public Bill? ToBill(HospitalOptions hospital) =>
        BillNo is not null && BillVersion is not null && Patient is not null && VisitNo is not null && IssuedAt is { } issuedAt
        && ValidUntil is { } validUntil && CanonicalWire.StatusOf(Status) is { } status
            ? new(hospital.Id, HospitalName ?? hospital.Name, BillNo, BillVersion, status, Patient, VisitNo, Department ?? "",
                Doctor ?? "", issuedAt.ToUniversalTime(), validUntil.ToUniversalTime(), Prescriptions ?? [], Lines ?? [],
                TotalFen, DiscountFen, InsuranceFundFen, InsuranceAccountFen, RoundingFen, PayableFen)
            : null;
}

internal sealed record WirePresettle(string OrderNo, string BillVersion, long PayableFen, DateTimeOffset LockUntil);

internal sealed record WirePresettlement(string? Result, string? PresettlementId, string? BillVersion) : WireResult(Result);

internal sealed record WireConfirm(
    string OrderNo,
    string BillNo,
    string BillVersion,
    string? PresettlementId,
    string VisitNo,
    IReadOnlyList<string> PrescriptionNos,
    long PaidFen,
    string Currency,
    IReadOnlyList<WireTender> Tenders,
    string Terminal,
    string Operator);

internal sealed record WireTender(string Method, long AmountFen, string ChannelTradeNo, DateTimeOffset PaidAt);

internal sealed record WireSettlement(
    string? Result, string? HisDocNo, string? InvoiceNo, DateOnly? BusinessDate, WirePickup? Pickup) : WireResult(Result);

internal sealed record WirePickup(string? Pharmacy, string? Window);

internal sealed record WireReversal(string ReversalNo, string Reason);

/// <param name="Next">The cursor of the page after this; absent on the last.</param>
internal sealed record WireHandoverPage(JsonArray? Lines, string? Next);
