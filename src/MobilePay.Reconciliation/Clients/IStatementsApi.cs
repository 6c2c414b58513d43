using Refit;

namespace MobilePay.Reconciliation.Clients;

/// <summary>The channels' files, of BankSettlement; they may be long, so these calls have time.</summary>
public interface IStatementsApi
{
    [Get("/statements/merchants")]
    Task<IApiResponse<List<StatementMerchant>>> Merchants(CancellationToken stop);

    [Get("/statements/{hospitalId}/{channel}/{merchantId}/{day}?kind=trade")]
    Task<IApiResponse<Stream>> Fetch(string hospitalId, string channel, string merchantId, string day, CancellationToken stop);
}

public sealed record StatementMerchant(string HospitalId, string Channel, string MerchantId);
