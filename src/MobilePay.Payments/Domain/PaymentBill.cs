using MobilePay.Primitives;

namespace MobilePay.Payments.Domain;

/// <summary>A bill about to be paid, as the hospital stated it a moment ago.</summary>
public sealed record OwedBill(string BillNo, string BillVersion, string PrescriptionNo, string VisitNo, Money Payable);

/// <summary>One bill inside a payment, and what the hospital knows of it.</summary>
public sealed class PaymentBill
{
    private PaymentBill()
    {
    }

    internal PaymentBill(string hospitalId, Guid paymentId, string orderNo, OwedBill owed)
    {
        HospitalId = hospitalId;
        PaymentId = paymentId;
        OrderNo = orderNo;
        BillNo = owed.BillNo;
        BillVersion = owed.BillVersion;
        PrescriptionNo = owed.PrescriptionNo;
        VisitNo = owed.VisitNo;
        Amount = owed.Payable;
        IsLive = true;
    }

    public string HospitalId { get; private init; } = "";

    /// <summary>Our number for this bill at the hospital.</summary>
    public string OrderNo { get; private init; } = "";

    public Guid PaymentId { get; private init; }
    public string BillNo { get; private init; } = "";
    public string BillVersion { get; private init; } = "";
    public string PrescriptionNo { get; private init; } = "";
    public string VisitNo { get; private init; } = "";
    public Money Amount { get; private init; }

    /// <summary>A bill has at most one live payment, by a unique index: open, or paid and not given back.</summary>
    public bool IsLive { get; private set; }

    /// <summary>What has gone back of it or is on its way, by refunds of this bill alone.</summary>
    public Money GivenBack { get; private set; }

    public string? PresettlementId { get; private set; }
    public HospitalStatus HospitalStatus { get; private set; }
    public string? HisDocNo { get; private set; }
    public string? InvoiceNo { get; private set; }
    public string? Pharmacy { get; private set; }
    public string? Window { get; private set; }
    public string? RefusedBecause { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }
    public uint Version { get; private set; }

    public void Lock(string? presettlementId) => PresettlementId = presettlementId;

    public void LetGo() => IsLive = false;

    internal Money Rest => Amount - GivenBack;

    internal void GiveBack(Money amount) => GivenBack += amount;

    internal void TakeBack(Money amount) => GivenBack -= amount;

    /// <summary>The hospital has booked it. News that comes late or twice changes nothing.</summary>
    public bool Confirm(string hisDocNo, string? invoiceNo, string? pharmacy, string? window, DateTimeOffset at)
    {
        if (!Move(HospitalEvent.Accepted, at))
            return false;

        (HisDocNo, InvoiceNo, Pharmacy, Window) = (hisDocNo, invoiceNo, pharmacy, window);
        return true;
    }

    /// <summary>The hospital has definitely refused it.</summary>
    public bool Refuse(string reason, DateTimeOffset at)
    {
        if (!Move(HospitalEvent.Declined, at))
            return false;

        RefusedBecause = reason;
        return true;
    }

    /// <summary>The hospital was told and did not answer.</summary>
    public bool Unanswered(DateTimeOffset since) => Move(HospitalEvent.Unanswered, since);

    private bool Move(HospitalEvent happened, DateTimeOffset at)
    {
        if (HospitalLifecycle.Next(HospitalStatus, happened) is not { } next)
            return false;

        HospitalStatus = next;
        AnsweredAt = at;
        return true;
    }
}
