using System.Globalization;
using MobilePay.Primitives;

namespace MobilePay.BankSettlement.Domain;

/// <summary>
/// The patient's side of one bank order: with which card, after how many codes, and whether the pay call went out. Its row
/// version decides between "the pay call is sent" and "the order is closed": exactly one of them is written.
/// </summary>
public sealed class QuickPay
{
    public const int WrongCodesMax = 5;
    private const char TryMark = 'A';

    /// <summary>The order's own id: one row an order.</summary>
    public Guid OrderId { get; init; }
    public required string HospitalId { get; init; }
    public required string OutTradeNo { get; init; }

    /// <summary>
    /// The number at UnionPay: ours at first; after a definite no the next try has one of its own, for whether a refused
    /// number may be used again is not written anywhere.
    /// </summary>
    public string BankOrderNo { get; private set; } = "";
    public int Refusals { get; private set; }

    /// <summary>The card the last code was asked for.</summary>
    public Guid? CardId { get; private set; }
    public int CodesSent { get; private set; }
    public DateTimeOffset? CodeSentAt { get; private set; }
    public DateTimeOffset? SignUpCodeAt { get; private set; }
    public int WrongCodes { get; private set; }

    /// <summary>Set before the pay call, taken back only after a definite no: money may move from here on.</summary>
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>No pay call will ever go out any more.</summary>
    public DateTimeOffset? StoppedAt { get; private set; }
    public uint Version { get; private set; }

    public int TriesLeft => WrongCodesMax - WrongCodes;

    public static QuickPay Of(ChannelOrder order) => new()
    {
        OrderId = order.Id,
        HospitalId = order.HospitalId,
        OutTradeNo = order.OutTradeNo,
        BankOrderNo = order.OutTradeNo,
    };

    /// <summary>
    /// The order numbers that a number at UnionPay can be a later try of. Also a try that was refused and given up may turn out
    /// to be paid, so the row's present number is not enough to find it by.
    /// </summary>
    public static IReadOnlyList<string> OrdersTriedAs(string bankOrderNo) =>
    [
        .. Enumerable.Range(1, Math.Max(0, bankOrderNo.Length - 2))
            .Where(at => bankOrderNo[at] == TryMark && bankOrderNo.AsSpan(at + 1).IndexOfAnyExceptInRange('0', '9') < 0)
            .Select(at => bankOrderNo[..at]),
    ];

    /// <summary>Whether the order can no longer be paid with a card; one that was sent is not over but on its way.</summary>
    public bool IsOver(ChannelOrder order, DateTimeOffset now) =>
        order.State != OrderState.Open || StoppedAt is not null || (SentAt is null && now >= order.ExpiresAt);

    /// <summary>Notes, before the bank is asked to send one, that a code goes out for signing up a card.</summary>
    public Error? AboutToSendSignUpCode(ChannelOrder order, DateTimeOffset now, TimeSpan codeAgainAfter)
    {
        if (MayNotPay(order, now) is { } error)
            return error;

        if (SignUpCodeAt + codeAgainAfter is { } again && now < again)
            return QuickPayErrors.CodeTooSoon(again - now);

        SignUpCodeAt = now;
        return null;
    }

    /// <summary>Notes, before the bank is asked to send one, that a code goes out for exactly this order and amount.</summary>
    public Error? AboutToSendCode(ChannelOrder order, Guid cardId, DateTimeOffset now, TimeSpan codeAgainAfter)
    {
        if (MayNotPay(order, now) is { } error)
            return error;

        if (CodeSentAt + codeAgainAfter is { } again && now < again)
            return QuickPayErrors.CodeTooSoon(again - now);

        (CardId, CodeSentAt, CodesSent) = (cardId, now, CodesSent + 1);
        return null;
    }

    /// <summary>The bank sent no code after all, so that another card need not wait.</summary>
    public void NoCodeSent() => (CardId, CodeSentAt) = (null, null);

    /// <inheritdoc cref="NoCodeSent"/>
    public void NoSignUpCodeSent() => SignUpCodeAt = null;

    /// <summary>Notes, before the pay call, that it is about to be sent (rule U1).</summary>
    public Error? AboutToPay(ChannelOrder order, DateTimeOffset now)
    {
        if (MayNotPay(order, now) is { } error)
            return error;

        if (CardId is null || CodeSentAt is null)
            return QuickPayErrors.CodeNotSent();

        SentAt = now;
        return null;
    }

    /// <summary>The definite no to a code: nothing was charged, and the same number may be tried with another code.</summary>
    public void CodeWasWrong()
    {
        SentAt = null;
        WrongCodes++;
    }

    /// <summary>
    /// The definite no to the payment: nothing was charged; the next try is a new one with its own number and code.
    /// </summary>
    public void WasRefused()
    {
        Refusals++;
        BankOrderNo = string.Create(CultureInfo.InvariantCulture, $"{OutTradeNo}{TryMark}{Refusals}");
        (SentAt, CardId, CodeSentAt) = (null, null, null);
    }

    public void Stop(DateTimeOffset now) => StoppedAt ??= now;

    private Error? MayNotPay(ChannelOrder order, DateTimeOffset now)
    {
        if (IsOver(order, now) || TriesLeft <= 0)
            return QuickPayErrors.OrderOver(OutTradeNo);

        return SentAt is null ? null : QuickPayErrors.OrderPaying(OutTradeNo);
    }
}
