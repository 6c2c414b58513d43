using MobilePay.Primitives;

namespace MobilePay.Payments.Domain;

public static class PaymentErrors
{
    public static Error NotFound(Guid id) => new(ErrorKind.NotFound, "payment.not-found", $"There is no payment {id}.");

    public static Error StatusUnknown(string word) =>
        new(ErrorKind.Invalid, "payment.status-unknown", $"No payment can be {word}.");

    public static Error KeyMissing() => new(ErrorKind.Invalid, "idempotency.key-missing",
        "Send Idempotency-Key (up to 255 characters, a new one for each new wish to pay): without it a repeat could pay twice.");

    public static Error KeyReused() => new(ErrorKind.KeyReused, "idempotency.key-reused",
        "This Idempotency-Key was used with other content. Use a new key for a new payment.");

    public static Error KeyRunning() => new(ErrorKind.Conflict, "idempotency.key-running",
        "A request with this key is being worked on. Ask again with the same key.")
    {
        RetryAfter = TimeSpan.FromSeconds(1),
    };

    public static Error AlreadyOpen(Payment live) => new(ErrorKind.Conflict,
        live.Status == PaymentStatus.Pending ? "payment.already-open" : "prescription.already-paid",
        live.Status == PaymentStatus.Pending
            ? "One of the prescriptions has an open payment. Go on with it, or close it first."
            : "One of the prescriptions is paid.",
        new Dictionary<string, object?> { ["paymentId"] = live.Id });

    public static Error PaidByAnotherTrade(Guid id) =>
        new(ErrorKind.Conflict, "payment.paid-by-another-trade", $"Payment {id} is paid by another channel transaction.");

    public static Error AmountDiffers(Guid id, Money owed, Money paid) =>
        new(ErrorKind.Conflict, "payment.amount-differs", $"Payment {id} is over {owed.Fen} fen, not {paid.Fen}.");

    public static Error NotAllowed(Guid id, PaymentStatus status, PaymentEvent happened) =>
        new(ErrorKind.Conflict, "payment.not-allowed", $"Payment {id} is {status}; {happened} is not possible.");

    public static Error Over(Guid id) => new(ErrorKind.Expired, "payment.closed",
        $"Payment {id} was closed before it could be placed. Start a new one with a new key.",
        new Dictionary<string, object?> { ["paymentId"] = id });

    /// <summary>The hospital's word when it was asked to lock the bills.</summary>
    public static Error HospitalRefused(string? reason, string? version) => reason switch
    {
        "changed" or "amount-mismatch" => new(ErrorKind.Conflict, "prescription.changed",
            "The hospital has changed the prescription; show the new version and ask again.",
            version is null ? null : new Dictionary<string, object?> { ["version"] = version }),
        "voided" => new(ErrorKind.Conflict, "prescription.voided", "The hospital has voided the prescription."),
        "already-paid" => new(ErrorKind.Conflict, "prescription.already-paid", "The prescription is paid."),
        "expired" => new(ErrorKind.Expired, "prescription.expired", "The prescription's time is over."),
        "not-found" => new(ErrorKind.NotFound, "prescription.not-found", "The hospital has no such bill."),
        "locked-by-other" => new(ErrorKind.Conflict, "prescription.locked",
            "Somebody is paying this prescription right now, perhaps at the window."),
        _ => new(ErrorKind.Conflict, "hospital.refused", $"The hospital refused to prepare the payment: {reason}."),
    };

    public static Error HospitalUnknown(Guid id) => Later("hospital.unavailable",
        "The hospital's system does not answer, so no payment is taken. Ask again with the same key.", id);

    public static Error ChannelUnknown(Guid id) => Later("channel.unavailable",
        "The payment channel does not answer. Nothing was charged; ask again with the same key.", id);

    public static Error ChannelRefused(string? reason) => new(ErrorKind.Conflict, "channel.refused",
        "The payment channel refused the order.", new Dictionary<string, object?> { ["reason"] = reason });

    private static Error Later(string code, string message, Guid id) =>
        new(ErrorKind.Unavailable, code, message, new Dictionary<string, object?> { ["paymentId"] = id })
        {
            RetryAfter = TimeSpan.FromSeconds(3),
        };
}
