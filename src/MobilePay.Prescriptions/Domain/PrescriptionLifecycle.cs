using static MobilePay.Prescriptions.Domain.PrescriptionEvent;
using static MobilePay.Prescriptions.Domain.PrescriptionStatus;

namespace MobilePay.Prescriptions.Domain;

public enum PrescriptionStatus
{
    /// <summary>Can be paid, as far as we know; the hospital is asked again each time.</summary>
    Issued,

    /// <summary>The hospital confirmed the payment: the pharmacy may hand out.</summary>
    Paid,

    /// <summary>Handed out.</summary>
    Dispensed,

    Voided,
}

public enum PrescriptionEvent
{
    HospitalConfirmed,
    HospitalDispensed,
    HospitalVoided,
}

public static class PrescriptionLifecycle
{
    /// <summary>Every move a prescription can make. A pair that is not listed is refused.</summary>
    public static PrescriptionStatus? Next(PrescriptionStatus status, PrescriptionEvent happened) => (status, happened) switch
    {
        // Our confirmation beats a void that was on its way: the hospital took the money.
        (Issued or Voided, HospitalConfirmed) => Paid,
        (Issued, HospitalVoided) => Voided,

        // Also paid at the window, of which we hear nothing else.
        (Issued or Paid, HospitalDispensed) => Dispensed,

        _ => null,
    };
}
