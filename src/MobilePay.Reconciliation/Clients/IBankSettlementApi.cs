using Refit;

namespace MobilePay.Reconciliation.Clients;

/// <summary>What Reconciliation needs of BankSettlement.</summary>
public interface IBankSettlementApi
{
    /// <summary>Asks the channel about the order now; what it says is taken in as if it had told it.</summary>
    [Post("/orders/{outTradeNo}/ask")]
    Task<IApiResponse<OrderState>> Ask(string outTradeNo, CancellationToken stop);
}

/// <param name="State">paid, open, closed or unknown.</param>
public sealed record OrderState(string State);
