using MobilePay.Primitives;

namespace MobilePay.BankSettlement.Domain;

/// <summary>Everything that is refused about a refund at a channel; the codes are public and stable.</summary>
public static class RefundErrors
{
    public static Error NotFound(string refundNo) =>
        new(ErrorKind.NotFound, "channel.refund-unknown", $"There is no refund {refundNo}.");

    public static Error Differs(string refundNo) =>
        new(ErrorKind.Conflict, "channel.refund-differs", $"Refund {refundNo} was asked for before with another amount.");

    public static Error AmountDiffers(string refundNo, Money asked, Money said) =>
        new(ErrorKind.Conflict, "channel.refund-amount-differs",
            $"Refund {refundNo} is about {asked.Fen} fen; the channel says {said.Fen}.");

    public static Error TimeDiffers(string refundNo) =>
        new(ErrorKind.Conflict, "channel.refund-time-differs",
            $"Refund {refundNo} was asked for at another time than the channel says.");

    public static Error NotAllowed(string refundNo, RefundState state, RefundEvent happened) =>
        new(ErrorKind.Conflict, "channel.refund-not-allowed", $"Refund {refundNo} is {state}; {happened} can't happen to it.");
}
