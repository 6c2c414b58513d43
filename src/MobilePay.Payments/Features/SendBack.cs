using MobilePay.Payments.Domain;
using MobilePay.Payments.Persistence;
using MobilePay.Primitives;

namespace MobilePay.Payments.Features;

/// <summary>The platform's own refunds: nobody asked for them, and nobody has to.</summary>
internal static class SendBack
{
    /// <summary>Lets the wish for the refund leave with the state saved next.</summary>
    /// <param name="orderNo">The bill whose money it is; null for the whole payment.</param>
    /// <exception cref="InvalidOperationException">The money is not there to go back: a person has to look.</exception>
    public static void SendBackByItself(
        this PaymentsDbContext db, Payment payment, RefundCause cause, string? orderNo, Money amount, DateTimeOffset now)
    {
        var refund = payment.RequestRefund(cause, orderNo, amount, asked: null, now);
        if (refund.Error is { } error)
            throw new InvalidOperationException(error.Message);

        db.Announce(payment, refund.Value!, now);
        PaymentMetrics.Refunding(cause);
    }
}
