using MobilePay.HisSync.Clients;

namespace MobilePay.HisSync.Features;

/// <summary>
/// The QR as a picture, for the sheet. Whoever prints has the token already, so its address may carry it and a plain image
/// tag works; without a token the call must be signed like any other.
/// </summary>
public static class GetPrescriptionQr
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/his/v1/prescriptions/{prescriptionNo}/qr.svg", (string prescriptionNo, string? token,
            HttpContext http, IPrescriptionsApi prescriptions) => Show(prescriptionNo, token, "svg", http, prescriptions))
            .AddEndpointFilter(SignedUnlessToken);
        routes.MapGet("/his/v1/prescriptions/{prescriptionNo}/qr.png", (string prescriptionNo, string? token,
            HttpContext http, IPrescriptionsApi prescriptions) => Show(prescriptionNo, token, "png", http, prescriptions))
            .AddEndpointFilter(SignedUnlessToken);
    }

    private static ValueTask<object?> SignedUnlessToken(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Request.Query.ContainsKey("token")
            ? next(context)
            : context.HttpContext.RequestServices.GetRequiredService<SignedHisCalls>().InvokeAsync(context, next);

    private static async Task Show(
        string prescriptionNo, string? token, string format, HttpContext http, IPrescriptionsApi prescriptions)
    {
        var hospitalId = token is null ? HisCall.Of(http).Hospital.Id : token.Split('.')[0];
        using var picture = await prescriptions.GetQr(hospitalId, prescriptionNo, format, token, http.RequestAborted);
        http.Response.StatusCode = (int)picture.StatusCode;
        http.Response.ContentType = picture.Content.Headers.ContentType?.ToString();
        await picture.Content.CopyToAsync(http.Response.Body, http.RequestAborted);
    }
}
