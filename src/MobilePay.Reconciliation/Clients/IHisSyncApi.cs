using Refit;

namespace MobilePay.Reconciliation.Clients;

/// <summary>What Reconciliation needs of HisSync.</summary>
public interface IHisSyncApi
{
    [Get("/hospitals")]
    Task<IApiResponse<List<HisHospital>>> Hospitals(CancellationToken stop);

    /// <summary>Looks the hospital up by our number, and tells it again only where it has definitely not booked.</summary>
    [Post("/write-backs/{hospitalId}/{orderNo}/resend")]
    Task<IApiResponse<HisOutcome>> Resend(string hospitalId, string orderNo, CancellationToken stop);

    /// <summary>Has the hospital take back what it booked, under our number.</summary>
    [Post("/settlements/{hospitalId}/{orderNo}/reversal")]
    Task<IApiResponse<HisOutcome>> Reverse(
        string hospitalId, string orderNo, [Body] HisReversal reversal, CancellationToken stop);
}

public sealed record HisHospital(string Id, string Name);

/// <param name="Outcome">accepted, refused or unknown.</param>
public sealed record HisOutcome(string Outcome, string? Reason = null, string? HisDocNo = null);

public sealed record HisReversal(string ReversalNo, string Reason);
