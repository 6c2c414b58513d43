using MobilePay.Payments.Domain;

namespace MobilePay.Payments.Features;

/// <summary>The words of the public API; they never change.</summary>
internal static class PaymentWords
{
    public static string Of(PaymentStatus status) => status switch
    {
        PaymentStatus.Pending => "pending",
        PaymentStatus.Paid => "paid",
        PaymentStatus.Closed => "closed",
        PaymentStatus.Refunding => "refunding",
        PaymentStatus.Refunded => "refunded",
        PaymentStatus.RefundFailed => "refund-failed",
    };

    public static string Of(HospitalStatus status) => status switch
    {
        HospitalStatus.Waiting => "waiting",
        HospitalStatus.Confirmed => "confirmed",
        HospitalStatus.Refused => "refused",
        HospitalStatus.Unknown => "unknown",
    };

    public static string Of(RefundStatus status) => status switch
    {
        RefundStatus.Requested => "refunding",
        RefundStatus.Refunded => "refunded",
        RefundStatus.Failed => "refund-failed",
    };

    public static string Of(RefundCause cause) => cause switch
    {
        RefundCause.PaidLate => "paid-late",
        RefundCause.HospitalRefused => "hospital-refused",
        RefundCause.HospitalRequested => "hospital-requested",
        RefundCause.FinanceDecided => "finance-decided",
    };

    /// <summary>What the payer reads in her wallet: never a drug or a diagnosis.</summary>
    public static string ForWallet(RefundCause cause) => cause switch
    {
        RefundCause.PaidLate => "订单已结束，款项原路退回",
        RefundCause.HospitalRefused => "医院未能确认，款项原路退回",
        RefundCause.HospitalRequested => "医院退费，款项原路退回",
        RefundCause.FinanceDecided => "医院财务核对后退款，款项原路退回",
    };
}
