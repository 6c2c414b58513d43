using MobilePay.Primitives;

namespace MobilePay.Payments.Domain;

/// <summary>Why a refund is not begun. Nothing has moved then.</summary>
public static class RefundErrors
{
    public static Error OrderUnknown(string orderNo) =>
        new(ErrorKind.NotFound, "refund.order-unknown", $"There is no payment of the order {orderNo}.");

    public static Error OtherHospital() =>
        new(ErrorKind.Forbidden, "refund.other-hospital", "The order was paid to another hospital.");

    public static Error NotPaid(Guid id, PaymentStatus status) =>
        new(ErrorKind.Conflict, "refund.not-paid", $"Payment {id} is {status}: there is no money of it to give back.");

    public static Error NotConfirmed(string orderNo) =>
        new(ErrorKind.Conflict, "refund.not-confirmed",
            $"It is not settled yet whether the hospital has booked {orderNo}; nothing is refunded in doubt. Ask again later.");

    public static Error OverRest(Money rest, Money asked) =>
        new(ErrorKind.Conflict, "refund.over-rest", $"{asked.Fen} fen are more than the {rest.Fen} fen left to refund.",
            new Dictionary<string, object?> { ["restFen"] = rest.Fen });

    public static Error TooMany(Guid id) =>
        new(ErrorKind.Conflict, "refund.too-many", $"Payment {id} has as many refunds as the channels allow.");

    public static Error NumberReused(string hisRefundNo) =>
        new(ErrorKind.KeyReused, "refund.number-reused",
            $"The refund number {hisRefundNo} was used with other content. Use a new number for a new refund.");

    public static Error Unknown(string refundNo) =>
        new(ErrorKind.NotFound, "refund.not-found", $"There is no refund {refundNo}.");

    public static Error NotFailed(string refundNo, RefundStatus status) =>
        new(ErrorKind.Conflict, "refund.not-failed", $"Refund {refundNo} is {status}; only a failed one can be tried again.");
}
