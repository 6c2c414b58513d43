using MobilePay.HisSync.Domain;
using Refit;

namespace MobilePay.HisSync.Clients;

/// <summary>What HisSync needs of Prescriptions.</summary>
internal interface IPrescriptionsApi
{
    [Put("/prescriptions")]
    Task<IApiResponse<IssuedPrescription>> Put([Body] Bill bill, CancellationToken stop);

    [Post("/prescription-events")]
    Task<IApiResponse> Tell([Body] PrescriptionEvent happened, CancellationToken stop);

    [Get("/prescriptions/{hospitalId}/{prescriptionNo}/qr")]
    Task<HttpResponseMessage> GetQr(
        string hospitalId, string prescriptionNo, string format, string? token, CancellationToken stop);
}

/// <summary>What the HIS gets back for a prescription it pushed, ready to print.</summary>
public sealed record IssuedPrescription(
    string PrescriptionNo, string Token, string QrContent, string QrSvgUrl, string QrPngUrl, bool IsNew);

/// <summary>Something that happened to a prescription at the hospital: voided, changed or dispensed.</summary>
public sealed record PrescriptionEvent(
    string HospitalId, string Event, string BillNo, string? PrescriptionNo, string? BillVersion, DateTimeOffset At);
