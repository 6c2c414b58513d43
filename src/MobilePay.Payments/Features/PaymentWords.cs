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
}
