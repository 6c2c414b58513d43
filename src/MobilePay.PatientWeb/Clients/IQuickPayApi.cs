using Refit;

namespace MobilePay.PatientWeb.Clients;

/// <summary>What the pages for paying by bank card need of BankSettlement. The holder's secret tells whose cards count.</summary>
public interface IQuickPayApi
{
    [Get("/api/v1/quick-pays/{outTradeNo}")]
    Task<IApiResponse<QuickPay>> Get(string outTradeNo, [Header("X-Card-Holder")] string holder, CancellationToken stop);

    [Post("/api/v1/quick-pays/{outTradeNo}/sign-ups")]
    Task<IApiResponse<SignUp>> StartSignUp(
        string outTradeNo, [Header("X-Card-Holder")] string holder, [Body] CardEntry card, CancellationToken stop);

    [Post("/api/v1/quick-pays/{outTradeNo}/sign-ups/{signUpId}/confirm")]
    Task<IApiResponse<BankCard>> ConfirmSignUp(string outTradeNo, Guid signUpId, [Header("X-Card-Holder")] string holder,
        [Body] SignUpCode code, CancellationToken stop);

    [Post("/api/v1/quick-pays/{outTradeNo}/code")]
    Task<IApiResponse<SentCode>> SendCode(
        string outTradeNo, [Header("X-Card-Holder")] string holder, [Body] ChosenCard card, CancellationToken stop);

    [Post("/api/v1/quick-pays/{outTradeNo}/confirm")]
    Task<IApiResponse<PaidByCard>> Confirm(
        string outTradeNo, [Header("X-Card-Holder")] string holder, [Body] PayCode code, CancellationToken stop);

    [Delete("/api/v1/quick-pays/{outTradeNo}/cards/{cardId}")]
    Task<IApiResponse> RemoveCard(
        string outTradeNo, Guid cardId, [Header("X-Card-Holder")] string holder, CancellationToken stop);
}

/// <param name="Step">card, code, paying, paid or over.</param>
public sealed record QuickPay(
    string OutTradeNo,
    Guid PaymentId,
    string HospitalId,
    long AmountFen,
    DateTimeOffset ExpiresAt,
    string Step,
    DateTimeOffset? CodeAgainAt,
    int TriesLeft,
    Guid? CardId,
    IReadOnlyList<BankCard> Cards);

/// <param name="Kind">debit or credit.</param>
public sealed record BankCard(Guid CardId, string? Bank, string Last4, string Kind);

/// <param name="Expires">YYMM, credit cards only.</param>
public sealed record CardEntry(string CardNo, string Name, string IdNo, string Phone, string? Cvn2, string? Expires)
{
    public override string ToString() => nameof(CardEntry);
}

public sealed record SignUp(Guid SignUpId, string Sealed, string CodeSentTo, DateTimeOffset CodeAgainAt)
{
    public override string ToString() => nameof(SignUp);
}

public sealed record SignUpCode(string Sealed, string Code)
{
    public override string ToString() => nameof(SignUpCode);
}

public sealed record ChosenCard(Guid CardId);

public sealed record SentCode(string? CodeSentTo, DateTimeOffset CodeAgainAt);

public sealed record PayCode(string Code)
{
    public override string ToString() => nameof(PayCode);
}

/// <param name="Outcome">accepted, paid or unknown: in each case the payment's own state tells the end.</param>
public sealed record PaidByCard(string Outcome);
