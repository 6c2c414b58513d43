using System.Text.Json;
using MobilePay.Sandbox.Listeners;

namespace MobilePay.Sandbox.Faults;

internal static class FaultEndpoints
{
    public static void MapFaults(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/faults", (FaultBoard board) => Answer(board));
        routes.MapGet("/faults/known", () => Results.Json(FaultCatalogue.Operations));
        routes.MapPut("/faults", Put);
        routes.MapDelete("/faults", (FaultBoard board) =>
        {
            board.Clear();
            return Results.NoContent();
        });
        routes.MapDelete("/faults/{operation}", (string operation, FaultBoard board) =>
        {
            board.Clear(operation);
            return Results.NoContent();
        });
    }

    /// <summary>Sets the faults named in the body and leaves the others as they are; all or nothing.</summary>
    private static async Task<IResult> Put(HttpRequest request, FaultBoard board, CancellationToken stop)
    {
        Dictionary<string, Fault>? wanted;
        try
        {
            wanted = await JsonSerializer.DeserializeAsync<Dictionary<string, Fault>>(request.Body, WireJson.Strict, stop);
        }
        catch (JsonException unreadable)
        {
            return Refusal($"The body is an object of operation to fault, as in {{\"wechat.notify\":{{\"mode\":\"drop\"}}}}. "
                + unreadable.Message);
        }

        foreach (var (operation, fault) in wanted ?? [])
        {
            if (FaultCatalogue.Objection(operation, fault) is { } objection)
                return Refusal(objection);
        }

        board.Set(wanted ?? []);
        return Answer(board);
    }

    private static IResult Refusal(string why) => Results.Problem(why, statusCode: StatusCodes.Status400BadRequest,
        extensions: new Dictionary<string, object?> { ["known"] = FaultCatalogue.Operations });

    private static IResult Answer(FaultBoard board) => Results.Json(board.Current, WireJson.Strict);
}
