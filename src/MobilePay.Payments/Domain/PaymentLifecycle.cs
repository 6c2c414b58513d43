using static MobilePay.Payments.Domain.PaymentEvent;
using static MobilePay.Payments.Domain.PaymentStatus;

namespace MobilePay.Payments.Domain;

/// <summary>Where the money is. What the hospital knows of it is another question: see <see cref="HospitalStatus"/>.</summary>
public enum PaymentStatus
{
    /// <summary>The order is open: the patient may pay, or the channel has not told yet that she did.</summary>
    Pending,

    /// <summary>The money is with us.</summary>
    Paid,

    /// <summary>Nothing was paid, and nothing can be any more.</summary>
    Closed,

    /// <summary>The money has to go back and is on its way.</summary>
    Refunding,

    Refunded,

    RefundFailed,
}

public enum PaymentEvent
{
    /// <summary>The channel says, checked against our order, that the patient paid.</summary>
    ChannelPaid,

    /// <summary>The time to pay is over, and the channel has closed the order.</summary>
    TimedOut,

    /// <summary>Patient, hospital or channel ended the attempt, and the channel has closed the order or never had it.</summary>
    Abandoned,

    /// <summary>All that is left of the money is to go back. What goes back in part leaves the payment paid.</summary>
    RefundRequested,

    /// <summary>All of the money is back with the payer.</summary>
    RefundAccepted,

    /// <summary>The channel has definitely not refunded.</summary>
    RefundRejected,
}

public static class PaymentLifecycle
{
    /// <summary>Every move a payment can make. A pair that is not listed is refused.</summary>
    public static PaymentStatus? Next(PaymentStatus status, PaymentEvent happened) => (status, happened) switch
    {
        (Pending, ChannelPaid) => Paid,
        (Pending, TimedOut) => Closed,
        (Pending, Abandoned) => Closed,

        // The patient paid after we gave up: the money is real, so it goes back.
        (Closed, ChannelPaid) => Refunding,

        (Paid or RefundFailed, RefundRequested) => Refunding,
        (Refunding, RefundRejected) => RefundFailed,

        // Also where a person ended it by hand in the channel's back office.
        (Refunding or RefundFailed, RefundAccepted) => Refunded,

        _ => null,
    };
}
