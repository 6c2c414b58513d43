using MobilePay.PatientWeb.Clients;

namespace MobilePay.PatientWeb.Features;

public enum Stage
{
    Pending,

    /// <summary>WeChat's window said "paid". That proves nothing, but she need not be asked to pay.</summary>
    Asking,

    Cancelled,
    Failed,
    Waiting,

    /// <summary>Paid for more than a minute, and the hospital has not answered.</summary>
    Still,

    /// <summary>The same for more than five minutes.</summary>
    Long,

    Done,
    Refused,
    Closed,
    Refunding,
    Refunded,
    RefundFailed,
}

/// <summary>How a payment stands, as one page shows it. Only what Payments says counts, never a cashier's return.</summary>
public sealed record Standing(Payment Payment, Stage Stage, bool CanOpenCashier, PayForm? PayAgain, PayForm? AnotherWay)
{
    public bool IsFinal => Stage is Stage.Done or Stage.Closed or Stage.Refunded && !Payment.IsRefundUnderWay;

    /// <summary>Differs whenever what the page shows differs: by it the page asks for news.</summary>
    public string Mark => string.Join('.', [Stage.ToString(), .. Payment.Refunds.Select(refund => refund.Status)]);

    public string Tone => Stage switch
    {
        Stage.Done or Stage.Refunded => "success",
        Stage.Pending or Stage.Asking or Stage.Waiting or Stage.Still or Stage.Refunding => "waiting",
        Stage.Cancelled or Stage.Failed or Stage.Closed => "info",
        Stage.Long or Stage.Refused or Stage.RefundFailed => "warn",
    };
}
