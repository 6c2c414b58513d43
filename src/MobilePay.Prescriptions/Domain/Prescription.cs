using System.Text.Json;
using MobilePay.Primitives;
using static MobilePay.Prescriptions.Domain.PrescriptionEvent;

namespace MobilePay.Prescriptions.Domain;

/// <summary>What we keep of a hospital's bill: the last we read of it, and what we know beyond it.</summary>
public sealed class Prescription
{
    private Prescription()
    {
    }

    public string HospitalId { get; private init; } = "";
    public string BillNo { get; private init; } = "";
    public string PrescriptionNo { get; private set; } = "";
    public string BillVersion { get; private set; } = "";

    /// <summary>The version a patient was last shown; only this one may be charged.</summary>
    public string ShownVersion { get; private set; } = "";

    public PrescriptionStatus Status { get; private set; }
    public Money Payable { get; private set; }
    public DateTimeOffset IssuedAt { get; private set; }
    public DateTimeOffset ValidUntil { get; private set; }

    /// <summary>The bill as last read, as JSON; encrypted in its column, for it names the patient and her drugs.</summary>
    public string BillText { get; private set; } = "";

    public int WrongProofs { get; private set; }
    public DateTimeOffset? ProofPausedUntil { get; private set; }
    public Guid? PaymentId { get; private set; }
    public string? HisDocNo { get; private set; }
    public string? Pharmacy { get; private set; }
    public string? Window { get; private set; }
    public uint Version { get; private set; }

    public static Prescription From(Bill bill)
    {
        var prescription = new Prescription
        {
            HospitalId = bill.HospitalId,
            BillNo = bill.BillNo,
            ShownVersion = bill.BillVersion,
        };
        prescription.Take(bill);
        return prescription;
    }

    public Bill Bill => JsonSerializer.Deserialize<Bill>(BillText, JsonSerializerOptions.Web)!;

    /// <summary>Keeps what the hospital says now. Answers whether anything differs.</summary>
    public bool Take(Bill bill)
    {
        var text = JsonSerializer.Serialize(bill, JsonSerializerOptions.Web);
        if (text == BillText)
            return false;

        BillText = text;
        BillVersion = bill.BillVersion;
        PrescriptionNo = bill.PrescriptionNo;
        Payable = Money.FromFen(bill.PayableFen);
        IssuedAt = bill.IssuedAt;
        ValidUntil = bill.ValidUntil;
        return true;
    }

    /// <summary>The patient has the present version before her.</summary>
    public void Show() => ShownVersion = BillVersion;

    /// <summary>Whether the four characters prove the patient; too many wrong ones close the lines for a while.</summary>
    public Error? Prove(string last4, PrescriptionOptions rules, DateTimeOffset now)
    {
        if (ProofPausedUntil > now)
            return PrescriptionErrors.ProofPaused(ProofPausedUntil.Value - now);

        if (Bill.Patient.IsProvedBy(last4))
        {
            WrongProofs = 0;
            ProofPausedUntil = null;
            return null;
        }

        if (++WrongProofs < rules.WrongProofsMax)
            return PrescriptionErrors.ProofWrong(rules.WrongProofsMax - WrongProofs);

        WrongProofs = 0;
        ProofPausedUntil = now + rules.ProofPause;
        return PrescriptionErrors.ProofPaused(rules.ProofPause);
    }

    /// <summary>Whether a payment may start: by what the hospital says now, and against the version that was shown.</summary>
    public Error? CheckPayable(string? seenVersion, PrescriptionOptions rules, DateTimeOffset now)
    {
        var bill = Bill;
        if (Status is PrescriptionStatus.Paid or PrescriptionStatus.Dispensed
            || bill.Status is "Paid" or "PartlyRefunded" or "Refunded")
            return PrescriptionErrors.AlreadyPaid(PrescriptionNo);
        if (CheckStanding(now) is { } gone)
            return gone;
        if (bill.Prescriptions.Any(p => p.Category is not null && rules.WindowOnlyCategories.Contains(p.Category)))
            return PrescriptionErrors.WindowOnly(PrescriptionNo);
        if ((seenVersion ?? ShownVersion) != BillVersion)
            return PrescriptionErrors.Changed(PrescriptionNo, BillVersion, Payable);
        return Payable == Money.Zero ? PrescriptionErrors.NothingToPay(PrescriptionNo) : null;
    }

    /// <summary>Voided or over its time; neither can be looked at or paid any more.</summary>
    public Error? CheckStanding(DateTimeOffset now)
    {
        var bill = Bill;
        if (Status == PrescriptionStatus.Voided || bill.Status == "Voided")
            return PrescriptionErrors.Voided(PrescriptionNo);
        return bill.Status == "Expired" || ValidUntil <= now ? PrescriptionErrors.Expired(PrescriptionNo, ValidUntil) : null;
    }

    /// <summary>The hospital booked our payment; told twice changes nothing.</summary>
    public bool ConfirmPaid(Guid paymentId, string hisDocNo, string? pharmacy, string? window)
    {
        if (PrescriptionLifecycle.Next(Status, HospitalConfirmed) is not { } next)
            return false;

        (Status, PaymentId, HisDocNo, Pharmacy, Window) = (next, paymentId, hisDocNo, pharmacy, window);
        return true;
    }

    /// <summary>
    /// The hospital tells of a void or of the handing-out. What does not fit the present state changes nothing.
    /// </summary>
    public void Apply(PrescriptionEvent happened) => Status = PrescriptionLifecycle.Next(Status, happened) ?? Status;
}
