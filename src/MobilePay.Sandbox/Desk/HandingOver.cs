using Microsoft.Extensions.Options;
using MobilePay.Sandbox.His;
using MobilePay.Sandbox.Listeners;

namespace MobilePay.Sandbox.Desk;

internal sealed record HandoverWish(string BusinessDate, bool Push = false);

/// <summary>Closes a day of the hospital, before its time if a person wants it, and tells the platform if asked to.</summary>
internal sealed class HandingOver(Handovers handovers, HisDays days, PlatformLine platform)
{
    /// <summary>The hand-over's head, with what the platform said word for word.</summary>
    public async Task<IResult> Close(HandoverWish wish, CancellationToken stop)
    {
        if (HisDays.Read(wish.BusinessDate) is not { } date)
            return Results.Problem("businessDate is yyyy-MM-dd.", statusCode: StatusCodes.Status400BadRequest);
        if (days.CloseNow(date) is not { } day)
            return Results.Problem(
                $"The day {wish.BusinessDate} has not begun.", statusCode: StatusCodes.Status409Conflict);

        var handover = handovers.Of(day);
        if (!wish.Push)
            return Results.Json(new { handover = handovers.Head(handover) }, WireJson.Strict);
        var (answer, failure) = await platform.HandOver(handovers.Whole(handover), stop);
        return answer is null ? Results.Problem(failure, statusCode: StatusCodes.Status502BadGateway)
            : Results.Json(new
            {
                handover = handovers.Head(handover),
                platform = new { status = answer.Status, body = answer.Body },
            }, WireJson.Strict);
    }

    /// <summary>True when the platform need not be told again.</summary>
    public async Task<bool> Tell(DateOnly date, CancellationToken stop)
    {
        if (days.Closed(date) is not { } day)
            return true;
        var (answer, _) = await platform.HandOver(handovers.Whole(handovers.Of(day)), stop);
        return answer is not null && (answer.IsTaken || answer.IsRefusal);
    }
}

/// <summary>A hospital that pushes does it when its day ends, whether the clock came there by itself or was moved.</summary>
internal sealed class HandoverClock(IServiceProvider services, HisDays days, IOptions<SandboxOptions> options)
    : BackgroundService
{
    private const int DaysMadeUp = 3;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Statements.HospitalPushes)
            return;
        var told = days.LastEnded;
        // The machine's own time: the moved clock jumps, and nobody can wait for it.
        using var timer = new PeriodicTimer(LookEvery);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var ended = days.LastEnded;
            // The clock may be moved back, and far ahead: nobody wants a year of empty days.
            if (ended < told || ended > told.AddDays(DaysMadeUp))
                told = ended < told ? ended : ended.AddDays(-DaysMadeUp);
            if (ended > told && await services.GetRequiredService<HandingOver>().Tell(told.AddDays(1), stoppingToken))
                told = told.AddDays(1);
        }
    }
}
