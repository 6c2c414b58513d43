using MobilePay.Primitives;

namespace MobilePay.HisSync.Domain;

public static class HisErrors
{
    public static Error UnknownHospital(string id) =>
        new(ErrorKind.NotFound, "hospital.unknown", $"No hospital with the code {id} is configured.");

    public static Error BillNotFound(string billNo) =>
        new(ErrorKind.NotFound, "prescription.not-found", $"The hospital has no bill {billNo}.");

    public static Error Unavailable(string hospitalId) =>
        new(ErrorKind.Unavailable, "hospital.unavailable", $"The information system of hospital {hospitalId} does not answer.")
        {
            RetryAfter = TimeSpan.FromSeconds(10),
        };

    public static Error HandoverNotThere(string day) => new(ErrorKind.NotFound, "handover.not-there",
        $"The hospital has not handed over {day} yet.");

    public static Error HandoverBroken(string day, string why) => new(ErrorKind.Unavailable, "handover.broken",
        $"The hospital's hand-over of {day} is not whole: {why}.");

    public static Error WriteBackUnknown(string orderNo) => new(ErrorKind.NotFound, "write-back.unknown",
        $"No payment under the number {orderNo} was ever to be told to this hospital.");

    public static Error BillInconsistent(string billNo) =>
        new(ErrorKind.Unavailable, "hospital.bill-inconsistent",
            $"Bill {billNo} does not add up at the hospital; it can't be charged.");

    public static Error CallNotSigned(string why) => new(ErrorKind.Unauthenticated, "his.signature", why);

    public static Error CallRepeated() =>
        new(ErrorKind.Unauthenticated, "his.nonce-used", "A call with this nonce was received before. Sign each call anew.");

    public static Error Unreadable(string why) => new(ErrorKind.Invalid, "his.body-unreadable", why);

    public static Error MediaType(string? type) =>
        new(ErrorKind.Unsupported, "his.media-type",
            $"Send the bill as application/json; {type ?? "nothing"} is not understood here yet.");

    public static Error OtherHospital() =>
        new(ErrorKind.Forbidden, "his.other-hospital", "The bill names another institution than the one that signed the call.");
}
