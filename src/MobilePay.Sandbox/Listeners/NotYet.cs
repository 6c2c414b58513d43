namespace MobilePay.Sandbox.Listeners;

internal static class NotYet
{
    /// <summary>Holds the place of a party that is not built yet: a caller gets a sentence, not a refused connection.</summary>
    public static void MapNotYet(this IEndpointRouteBuilder routes, string party) =>
        routes.Map("/{**path}", () => Results.Json(
            new { code = "NOT_IMPLEMENTED", message = $"The sandbox does not play the {party} party yet." },
            statusCode: StatusCodes.Status501NotImplemented));
}
