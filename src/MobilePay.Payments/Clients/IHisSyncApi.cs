using Refit;

namespace MobilePay.Payments.Clients;

/// <summary>What Payments needs of HisSync.</summary>
public interface IHisSyncApi
{
    [Post("/presettlements")]
    Task<IApiResponse<PresettledBills>> Presettle([Body] PresettleBills request, CancellationToken stop);

    [Post("/presettlements/release")]
    Task<IApiResponse> Release([Body] ReleaseBills request, CancellationToken stop);
}

public sealed record ReleaseBills(string HospitalId, IReadOnlyList<string> PresettlementIds);

public sealed record PresettleBills(string HospitalId, DateTimeOffset LockUntil, IReadOnlyList<PresettleBill> Bills);

public sealed record PresettleBill(string OrderNo, string BillNo, string BillVersion, long PayableFen);

public sealed record PresettledBills(
    CallOutcome Outcome, IReadOnlyList<PresettledBill>? Bills = null, string? Reason = null, string? BillVersion = null);

public sealed record PresettledBill(string OrderNo, string? PresettlementId);
