using Refit;

namespace MobilePay.Payments.Clients;

/// <summary>What Payments needs of BankSettlement.</summary>
public interface IBankSettlementApi
{
    [Post("/orders")]
    Task<IApiResponse<PlacedOrder>> Place([Body] PlaceOrder request, CancellationToken stop);

    [Post("/orders/{outTradeNo}/close")]
    Task<IApiResponse<ClosedOrder>> Close(string outTradeNo, CancellationToken stop);
}

public sealed record PlaceOrder(
    Guid PaymentId,
    string HospitalId,
    string OutTradeNo,
    string Method,
    long AmountFen,
    string Description,
    DateTimeOffset ExpiresAt,
    Payer? Payer,
    string? TraceParent);

/// <summary>
/// Who pays: the openid WeChat knows her by, the address her phone has, and the kind of phone (iOS, Android, Wap).
/// </summary>
public sealed record Payer(string? Openid = null, string? Address = null, string? Device = null);

/// <summary>The channel's word. <paramref name="Action"/> is what the phone has to do next, flat and ready to pass on.</summary>
public sealed record PlacedOrder(CallOutcome Outcome, Dictionary<string, string>? Action = null, string? Reason = null);

public enum CloseOutcome
{
    Closed,
    Paid,
    Unknown,

    /// <summary>The order never reached the channel's side.</summary>
    NeverPlaced,
}

public sealed record ClosedOrder(CloseOutcome Outcome);

/// <summary>How a call ended. Unknown is never read as a refusal.</summary>
public enum CallOutcome
{
    Accepted,
    Refused,
    Unknown,
}
