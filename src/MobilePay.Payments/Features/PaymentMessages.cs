using MobilePay.Contracts;
using MobilePay.Payments.Domain;
using MobilePay.Payments.Persistence;
using MobilePay.ServiceDefaults.Messaging;

namespace MobilePay.Payments.Features;

/// <summary>What the others are told of a payment that has just moved, so that no status is ever announced as another.</summary>
internal static class PaymentMessages
{
    /// <summary>Lets the news of the payment's present status leave with the state saved next.</summary>
    public static void Announce(this PaymentsDbContext db, Payment payment, DateTimeOffset now)
    {
        if (For(payment) is { } message)
            db.Publish(message, now);
    }

    /// <summary>Lets the wish for a refund leave with the state saved next.</summary>
    public static void Announce(this PaymentsDbContext db, Payment payment, Refund refund, DateTimeOffset now) =>
        db.Publish(new RefundRequested(payment.Id, payment.HospitalId, payment.OutTradeNo, refund.RefundNo, refund.Amount.Fen,
            PaymentWords.ForWallet(refund.Cause), payment.HisNumberOf(refund)), now);

    public static object? For(Payment payment) => payment.Status switch
    {
        PaymentStatus.Pending => null,
        PaymentStatus.Paid => new PaymentPaid(payment.Id, payment.HospitalId, payment.OutTradeNo,
            PaymentMethod.ChannelOf(payment.Method), payment.ChannelTradeNo!, payment.Amount.Fen, payment.PaidAt!.Value,
            [.. payment.Bills.Select(ToPaidBill)]),
        PaymentStatus.Closed => new PaymentClosed(payment.Id, payment.HospitalId, payment.OutTradeNo,
            [.. payment.Bills.Select(b => b.PresettlementId).OfType<string>()]),
        PaymentStatus.Refunding or PaymentStatus.Refunded or PaymentStatus.RefundFailed => null,
    };

    private static PaidBill ToPaidBill(PaymentBill bill) =>
        new(bill.OrderNo, bill.BillNo, bill.BillVersion, bill.PrescriptionNo, bill.VisitNo, bill.PresettlementId,
            bill.Amount.Fen);
}
