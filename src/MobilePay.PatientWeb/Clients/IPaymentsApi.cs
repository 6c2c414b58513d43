using Refit;

namespace MobilePay.PatientWeb.Clients;

/// <summary>What the patient's pages need of Payments.</summary>
public interface IPaymentsApi
{
    [Post("/api/v1/payments")]
    Task<IApiResponse<OpenedPayment>> Open(
        [Body] OpenPayment request, [Header("Idempotency-Key")] string key, CancellationToken stop);

    [Get("/api/v1/payments/{id}")]
    Task<IApiResponse<Payment>> Get(Guid id, int wait, CancellationToken stop);

    [Post("/api/v1/payments/{id}/close")]
    Task<IApiResponse<Payment>> Close(Guid id, CancellationToken stop);
}

public sealed record OpenPayment(
    IReadOnlyList<string> Tokens, string Method, Payer Payer, string Entrance, IReadOnlyList<string> Versions);

/// <summary>Who pays: her openid in WeChat, the address of her phone, and its kind (iOS, Android, Wap).</summary>
public sealed record Payer(string? Openid, string? Address, string? Device);

public sealed record OpenedPayment(
    Guid PaymentId, string OutTradeNo, string Status, long AmountFen, DateTimeOffset ExpiresAt,
    Dictionary<string, string> Action);

public sealed record Payment(
    Guid PaymentId,
    string OutTradeNo,
    string Method,
    string Status,
    HospitalStanding Hospital,
    long AmountFen,
    long RefundedFen,
    DateTimeOffset OpenedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? PaidAt)
{
    public IReadOnlyList<Refund> Refunds { get; init; } = [];

    public bool IsRefundUnderWay => Refunds.Any(refund => refund.Status == "refunding");
}

/// <param name="Cause">paid-late, hospital-refused, hospital-requested or finance-decided.</param>
/// <param name="Status">refunding, refunded or refund-failed.</param>
public sealed record Refund(
    string RefundNo, long AmountFen, string Cause, string Status, DateTimeOffset RequestedAt, DateTimeOffset? RefundedAt);

public sealed record HospitalStanding(string Status, string? DocumentNo, Pickup? Pickup, string? Reason);

public sealed record Pickup(string? Pharmacy, string? Window);
