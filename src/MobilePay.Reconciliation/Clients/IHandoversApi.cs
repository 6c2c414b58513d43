using Refit;

namespace MobilePay.Reconciliation.Clients;

/// <summary>The hospitals and their days, of HisSync; a day may be long, so these calls have time.</summary>
public interface IHandoversApi
{
    [Get("/hospitals")]
    Task<IApiResponse<List<HospitalName>>> Hospitals(CancellationToken stop);

    /// <summary>The document a hospital that pushes would have sent.</summary>
    [Get("/handovers/{hospitalId}/{day}")]
    Task<IApiResponse<Stream>> Pull(string hospitalId, string day, CancellationToken stop);
}

public sealed record HospitalName(string Id, string Name);
