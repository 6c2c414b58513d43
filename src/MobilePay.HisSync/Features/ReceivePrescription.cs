using Microsoft.AspNetCore.Http.HttpResults;
using MobilePay.HisSync.Clients;
using MobilePay.HisSync.Clients.Canonical;
using MobilePay.HisSync.Domain;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.HisSync.Features;

/// <summary>The HIS pushes a prescription's bill and gets the QR to print. The same bill again gets the same QR.</summary>
public static class ReceivePrescription
{
    public sealed record Answer(string PrescriptionNo, string Token, string QrContent, string QrSvgUrl, string QrPngUrl);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/his/v1/prescriptions", Handle);

    internal static async Task<Results<Created<Answer>, Ok<Answer>, ProblemHttpResult>> Handle(
        HttpContext http, IPrescriptionsApi prescriptions, CancellationToken stop)
    {
        var call = HisCall.Of(http);
        if (!http.Request.HasJsonContentType())
            return HisErrors.MediaType(http.Request.ContentType).ToProblem();

        var bill = CanonicalDocument.ReadBill(call.Body, call.Hospital);
        if (bill.Error is { } unreadable)
            return unreadable.ToProblem();

        using var put = await prescriptions.Put(bill.Value!, stop);
        if (!put.IsSuccessStatusCode || put.Content is not { } issued)
            return ServiceProblem.Of(put).ToProblem();

        var answer = new Answer(issued.PrescriptionNo, issued.Token, issued.QrContent, issued.QrSvgUrl, issued.QrPngUrl);
        return issued.IsNew ? TypedResults.Created((string?)null, answer) : TypedResults.Ok(answer);
    }
}
