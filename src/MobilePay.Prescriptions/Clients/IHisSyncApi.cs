using MobilePay.Prescriptions.Domain;
using Refit;

namespace MobilePay.Prescriptions.Clients;

/// <summary>What Prescriptions needs of HisSync.</summary>
public interface IHisSyncApi
{
    [Get("/hospitals/{hospitalId}/bills/{billNo}")]
    Task<IApiResponse<Bill>> ReadBill(string hospitalId, string billNo, CancellationToken stop);
}
