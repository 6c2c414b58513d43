using System.Text.Json;
using MobilePay.HisSync.Domain;
using MobilePay.Primitives;

namespace MobilePay.HisSync.Clients.Canonical;

/// <summary>Reads a bill that a HIS pushed as JSON.</summary>
internal static class CanonicalDocument
{
    public static Result<Bill> ReadBill(ReadOnlySpan<byte> body, HospitalOptions hospital)
    {
        WireBill? wire;
        try
        {
            wire = JsonSerializer.Deserialize<WireBill>(body, CanonicalWire.Json);
        }
        catch (JsonException broken)
        {
            return HisErrors.Unreadable($"The body is not the JSON of a bill: line {broken.LineNumber + 1}, {broken.Path}.");
        }

        if (wire?.ToBill(hospital) is not { } bill)
            return HisErrors.Unreadable(
                "The bill lacks one of billNo, billVersion, status, patient, visitNo, issuedAt, validUntil, "
                    + "or the status is unknown.");
        if (wire.Institution != hospital.Id)
            return HisErrors.OtherHospital();
        return bill.IsConsistent
            ? bill
            : HisErrors.Unreadable(
                "The bill does not add up: payable = lines + rounding - discount - insurance fund - insurance account.");
    }
}
