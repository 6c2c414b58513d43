using MobilePay.Primitives;

namespace MobilePay.Prescriptions.Domain;

public static class PrescriptionErrors
{
    public static Error NotFound() =>
        new(ErrorKind.NotFound, "prescription.not-found", "No prescription belongs to this code.");

    public static Error Expired(string prescriptionNo, DateTimeOffset validUntil) =>
        new(ErrorKind.Expired, "prescription.expired", $"Prescription {prescriptionNo} was valid until {validUntil:O}.",
            Facts(("validUntil", validUntil)));

    public static Error Voided(string prescriptionNo) =>
        new(ErrorKind.Conflict, "prescription.voided", $"The hospital has voided prescription {prescriptionNo}.");

    public static Error AlreadyPaid(string prescriptionNo) =>
        new(ErrorKind.Conflict, "prescription.already-paid", $"Prescription {prescriptionNo} is paid.");

    public static Error Changed(string prescriptionNo, string version, Money payable) =>
        new(ErrorKind.Conflict, "prescription.changed",
            $"The hospital has changed prescription {prescriptionNo}; show the new version and ask again.",
            Facts(("version", version), ("payableFen", payable.Fen)));

    public static Error WindowOnly(string prescriptionNo) =>
        new(ErrorKind.Conflict, "prescription.window-only",
            $"Prescription {prescriptionNo} holds controlled drugs; its paper original is paid at the window.");

    public static Error NothingToPay(string prescriptionNo) =>
        new(ErrorKind.Conflict, "prescription.nothing-to-pay", $"Prescription {prescriptionNo} costs nothing.");

    public static Error ProofWrong(int triesLeft) =>
        new(ErrorKind.Forbidden, "prescription.proof-wrong",
            "These are not the last 4 of the patient's identity or phone number.",
            Facts(("triesLeft", triesLeft)));

    public static Error ProofPaused(TimeSpan rest) =>
        new(ErrorKind.TooMany, "prescription.proof-paused", "Too many wrong tries; the lines stay hidden for a while.")
        {
            RetryAfter = rest,
        };

    public static Error SeveralPatients() =>
        new(ErrorKind.Conflict, "prescription.several-patients",
            "One payment can only take prescriptions of one patient in one hospital.");

    public static Error CannotPoint(string billNo) =>
        new(ErrorKind.Invalid, "prescription.bill-number",
            $"Bill number {billNo} can't be put into a QR: use up to 50 of A-Z a-z 0-9 _ -.");

    private static Dictionary<string, object?> Facts(params (string Name, object? Value)[] facts) =>
        facts.ToDictionary(f => f.Name, f => f.Value);
}
