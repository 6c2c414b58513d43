using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using MobilePay.HisSync.Clients;
using MobilePay.HisSync.Domain;
using MobilePay.ServiceDefaults.Http;

namespace MobilePay.HisSync.Features;

/// <summary>
/// The HIS hands over its day, totals and all lines in one call. Repeatable: the same document again gets the same answer, a
/// corrected one takes its place. What is wrong with it is said by Reconciliation's codes.
/// </summary>
public static class ReceiveHandover
{
    /// <summary>Some hundred thousand lines; longer days are pulled page by page.</summary>
    public const int BytesMax = 64 << 20;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/his/v1/handovers", Handle).WithMetadata(new RequestSizeLimitAttribute(BytesMax));

    internal static async Task<Results<Ok<KeptHandover>, ProblemHttpResult>> Handle(
        HttpContext http, IReconciliationApi reconciliation, CancellationToken stop)
    {
        var call = HisCall.Of(http);
        if (!http.Request.HasJsonContentType())
            return HisErrors.MediaType(http.Request.ContentType).ToProblem();
        if (DayOf(call.Body) is not { } day)
            return HisErrors.Unreadable("A hand-over is one JSON object with businessDate as yyyy-MM-dd.").ToProblem();

        // The hospital is the one that signed; should the document name another, Reconciliation keeps it as evidence.
        using var body = new MemoryStream(call.Body, writable: false);
        using var kept = await reconciliation.Keep(call.Hospital.Id, day, body, stop);
        return kept is { IsSuccessStatusCode: true, Content: { } handover }
            ? TypedResults.Ok(handover) : ServiceProblem.Of(kept).ToProblem(http);
    }

    private static string? DayOf(ReadOnlySpan<byte> document)
    {
        try
        {
            var reader = new Utf8JsonReader(document);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isDay = reader.ValueTextEquals("businessDate"u8);
                reader.Read();
                if (isDay)
                    return reader.TokenType == JsonTokenType.String && IsDay(reader.GetString()) ? reader.GetString() : null;
                reader.Skip();
            }

            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsDay(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
