using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobilePay.Prescriptions.Domain;
using MobilePay.Prescriptions.Persistence;
using MobilePay.ServiceDefaults.Http;
using QRCoder;

namespace MobilePay.Prescriptions.Features;

/// <summary>The QR as SVG or PNG: error correction M, quiet zone kept, so that a crumpled sheet still scans.</summary>
public static class PrescriptionQr
{
    private const int PixelsPerModule = 12;

    public static string ContentOf(string token, PointerOptions pointers) => $"{pointers.PublicUrl.TrimEnd('/')}/s/{token}";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/prescriptions/{hospitalId}/{prescriptionNo}/qr", Handle);

    internal static async Task<Results<ContentHttpResult, FileContentHttpResult, ProblemHttpResult>> Handle(
        string hospitalId, string prescriptionNo, string format, string? token, PrescriptionsDbContext db,
        IOptions<PointerOptions> pointers, CancellationToken stop)
    {
        var prescription = await db.Prescriptions.AsNoTracking()
            .SingleOrDefaultAsync(p => p.HospitalId == hospitalId && p.PrescriptionNo == prescriptionNo, stop);
        if (prescription is null || (token is not null && !Names(token, prescription, pointers.Value)))
            return PrescriptionErrors.NotFound().ToProblem();

        var signed = new Pointer(hospitalId, prescription.BillNo, prescription.IssuedAt).Sign(pointers.Value.Keys[0]);
        using var code = QRCodeGenerator.GenerateQrCode(ContentOf(token ?? signed, pointers.Value), QRCodeGenerator.ECCLevel.M);
        if (format == "svg")
        {
            using var svg = new SvgQRCode(code);
            return TypedResults.Content(svg.GetGraphic(PixelsPerModule), "image/svg+xml");
        }

        using var png = new PngByteQRCode(code);
        return TypedResults.File(png.GetGraphic(PixelsPerModule), "image/png");
    }

    private static bool Names(string token, Prescription prescription, PointerOptions pointers) =>
        Pointer.Read(token, pointers.Keys) is { } pointer
        && pointer.HospitalId == prescription.HospitalId && pointer.BillNo == prescription.BillNo;
}
