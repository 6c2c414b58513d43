using Refit;

namespace MobilePay.Reconciliation.Clients;

/// <summary>What Reconciliation needs of Payments.</summary>
public interface IPaymentsApi
{
    /// <summary>Begins a refund that finance decided; the same number again is the same refund.</summary>
    [Post("/refunds/by-finance")]
    Task<IApiResponse<FinanceRefund>> Refund([Body] AskFinanceRefund request, CancellationToken stop);

    [Get("/refunds/by-finance/{hospitalId}/{number}")]
    Task<IApiResponse<FinanceRefund>> ReadRefund(string hospitalId, string number, CancellationToken stop);
}

/// <summary>Amount in fen, at most what is left of the payment.</summary>
public sealed record AskFinanceRefund(string HospitalId, string OrderNo, string Number, long AmountFen, string Reason);

/// <param name="Status">refunding, refunded or refund-failed.</param>
public sealed record FinanceRefund(string Number, string RefundNo, string OrderNo, long AmountFen, string Status);
