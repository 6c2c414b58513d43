using Refit;

namespace MobilePay.HisSync.Clients;

/// <summary>What HisSync needs of Payments.</summary>
internal interface IPaymentsApi
{
    [Post("/refunds")]
    Task<IApiResponse<HospitalRefund>> RequestRefund([Body] RequestRefund request, CancellationToken stop);

    [Get("/refunds/of-hospital/{hospitalId}/{hisRefundNo}")]
    Task<IApiResponse<HospitalRefund>> ReadRefund(string hospitalId, string hisRefundNo, CancellationToken stop);
}

/// <summary>A hospital has money given back under a number of its own. Amount in fen.</summary>
internal sealed record RequestRefund(string HospitalId, string HisRefundNo, string OrderNo, long AmountFen, string Reason);

/// <summary>How far that is: refunding, refunded or refund-failed.</summary>
public sealed record HospitalRefund(string HisRefundNo, string RefundNo, string OrderNo, long AmountFen, string Status);
