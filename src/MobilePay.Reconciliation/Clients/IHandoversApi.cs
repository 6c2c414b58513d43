using Refit;

namespace MobilePay.Reconciliation.Clients;

/// <summary>A hospital's day, of HisSync; it may be long, so the call has time.</summary>
public interface IHandoversApi
{
    /// <summary>The document a hospital that pushes would have sent.</summary>
    [Get("/handovers/{hospitalId}/{day}")]
    Task<IApiResponse<Stream>> Pull(string hospitalId, string day, CancellationToken stop);
}
