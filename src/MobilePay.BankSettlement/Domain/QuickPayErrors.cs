using MobilePay.Primitives;

namespace MobilePay.BankSettlement.Domain;

/// <summary>Everything a patient who pays with a bank card can be refused; the codes are public and stable.</summary>
public static class QuickPayErrors
{
    public static Error HolderMissing() =>
        new(ErrorKind.Invalid, "bank.holder-missing", "Send X-Card-Holder: 22 to 128 URL-safe characters only the holder knows.");

    public static Error OrderUnknown(string outTradeNo) =>
        new(ErrorKind.NotFound, "bank.order-unknown", $"There is no bank order {outTradeNo}.");

    public static Error OrderOver(string outTradeNo) =>
        new(ErrorKind.Expired, "bank.order-over", $"Order {outTradeNo} can no longer be paid with a card.");

    public static Error OrderPaying(string outTradeNo) =>
        new(ErrorKind.Conflict, "bank.order-paying", $"Order {outTradeNo} is being paid; its end is not known yet.");

    /// <summary>Also for a card that does not exist: whose cards there are is nobody's business.</summary>
    public static Error CardOfAnother() =>
        new(ErrorKind.Forbidden, "bank.card-of-another", "This card is not one of this holder's.");

    public static Error CodeTooSoon(TimeSpan wait) =>
        new(ErrorKind.TooMany, "bank.code-too-soon", "A code was sent a moment ago.") { RetryAfter = wait };

    public static Error CodeNotSent() =>
        new(ErrorKind.Conflict, "bank.code-not-sent", "No code was sent for this order; ask for one first.");

    public static Error CodeWrong(int triesLeft) =>
        new(ErrorKind.Conflict, "bank.code-wrong", "The code is not right; nothing was charged.",
            new Dictionary<string, object?> { ["triesLeft"] = triesLeft });

    public static Error CodeExhausted() =>
        new(ErrorKind.Conflict, "bank.code-exhausted", "Too many wrong codes: the order ends, nothing was charged.");

    /// <summary>One text, whichever part did not match.</summary>
    public static Error CardRefused() =>
        new(ErrorKind.Conflict, "bank.card-refused", "The bank did not accept this card with these particulars.");

    /// <param name="reason">balance, card, limit or other.</param>
    /// <param name="message">The bank's own words for the payer.</param>
    public static Error PaymentRefused(string reason, string message) =>
        new(ErrorKind.Conflict, "bank.payment-refused", message,
            new Dictionary<string, object?> { ["reason"] = reason, ["message"] = message });

    public static Error SealedInvalid() =>
        new(ErrorKind.Invalid, "bank.sealed-invalid", "This sign-up is over or was altered; begin again.");

    public static Error Unavailable() =>
        new(ErrorKind.Unavailable, "bank.unavailable", "The bank does not answer; nothing was decided.")
        {
            RetryAfter = TimeSpan.FromSeconds(5),
        };
}
