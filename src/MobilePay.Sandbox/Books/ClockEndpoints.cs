using MobilePay.Sandbox.His;

namespace MobilePay.Sandbox.Books;

internal static class ClockEndpoints
{
    internal sealed record Setting(int? OffsetDays, DateTimeOffset? Now);

    public static void MapClock(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/clock", (SandboxDay day, HisDays days) => Answer(day, days));
        routes.MapPost("/clock", (Setting setting, SandboxDay day, HisDays days) =>
        {
            if (setting.OffsetDays is null == setting.Now is null)
                return Results.Problem("Give either offsetDays or now.", statusCode: StatusCodes.Status400BadRequest);
            if (setting.OffsetDays is < -3650 or > 3650)
                return Results.Problem("offsetDays lies within ten years.", statusCode: StatusCodes.Status400BadRequest);

            day.Move(setting.Now is { } now ? now - day.TrueNow : TimeSpan.FromDays(setting.OffsetDays!.Value));
            return Answer(day, days);
        });
    }

    /// <summary>The channels' day is the calendar's; the hospital's ends before midnight.</summary>
    private static IResult Answer(SandboxDay day, HisDays days) => Results.Json(new
    {
        now = day.Now.ToWire(),
        businessDate = day.BusinessDate,
        hospitalDate = days.Current,
        trueNow = day.TrueNow.ToWire(),
    });
}
