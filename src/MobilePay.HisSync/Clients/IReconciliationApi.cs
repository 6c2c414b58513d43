using Refit;

namespace MobilePay.HisSync.Clients;

/// <summary>What HisSync needs of Reconciliation.</summary>
internal interface IReconciliationApi
{
    [Post("/handovers/{hospitalId}/{day}")]
    Task<IApiResponse<KeptHandover>> Keep(string hospitalId, string day, [Body] Stream document, CancellationToken stop);
}

/// <summary>What came of a hospital's day. Amounts in fen.</summary>
public sealed record KeptHandover(
    Guid Id, DateOnly Day, string Digest, DateTimeOffset ReceivedAt, string Status, int Lines, int Payments, int Refunds,
    long PaymentsFen, long RefundsFen);
