using MobilePay.Primitives;

namespace MobilePay.BankSettlement.Domain;

/// <summary>Everything that is refused about an order; the codes are public and stable.</summary>
public static class OrderErrors
{
    public static Error NotFound(string outTradeNo) =>
        new(ErrorKind.NotFound, "channel.order-unknown", $"There is no order {outTradeNo}.");

    public static Error MethodUnknown(string method) =>
        new(ErrorKind.Invalid, "channel.method-unknown", $"No channel takes the method {method}.");

    public static Error HospitalUnknown(string hospitalId) =>
        new(ErrorKind.NotFound, "channel.hospital-unknown", $"No merchant at this channel is for the hospital {hospitalId}.");

    public static Error PayerLacks(string method, string member) =>
        new(ErrorKind.Invalid, "channel.payer-incomplete", $"The method {method} needs payer.{member}.");

    public static Error Differs(string outTradeNo) =>
        new(ErrorKind.Conflict, "channel.order-differs", $"Order {outTradeNo} was placed before with other content.");

    public static Error AmountDiffers(string outTradeNo, Money ordered, Money paid) =>
        new(ErrorKind.Conflict, "channel.amount-differs",
            $"Order {outTradeNo} is about {ordered.Fen} fen; the channel says {paid.Fen}.");

    public static Error CurrencyDiffers(string outTradeNo) =>
        new(ErrorKind.Conflict, "channel.currency-differs", $"Order {outTradeNo} is in CNY; the channel says otherwise.");

    public static Error TimeDiffers(string outTradeNo) =>
        new(ErrorKind.Conflict, "channel.order-time-differs",
            $"Order {outTradeNo} was made at another time than the channel says.");

    public static Error PaidByAnotherTrade(string outTradeNo) =>
        new(ErrorKind.Conflict, "channel.paid-by-another-trade", $"Order {outTradeNo} is paid under another trade number.");

    public static Error CaptureTaken(string outTradeNo) =>
        new(ErrorKind.Conflict, "channel.capture-taken", $"The trade said to pay order {outTradeNo} has paid another order.");

    public static Error NotAllowed(string outTradeNo, OrderState state, OrderEvent happened) =>
        new(ErrorKind.Conflict, "channel.not-allowed", $"Order {outTradeNo} is {state}; {happened} can't happen to it.");

    public static Error Contended(string outTradeNo) =>
        new(ErrorKind.Unavailable, "channel.order-contended", $"Order {outTradeNo} is being placed by others at this moment.")
        {
            RetryAfter = TimeSpan.FromSeconds(1),
        };

    public static Error CodeRefused() =>
        new(ErrorKind.Conflict, "channel.code-refused",
            "The channel did not accept the sign-in code: it works once and for five minutes.");

    public static Error Unavailable(string channel) =>
        new(ErrorKind.Unavailable, "channel.unavailable", $"The channel {channel} does not answer; nothing was decided.")
        {
            RetryAfter = TimeSpan.FromSeconds(5),
        };
}
