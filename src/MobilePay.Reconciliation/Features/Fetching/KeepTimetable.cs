using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MobilePay.Primitives;
using MobilePay.Reconciliation.Clients;
using MobilePay.Reconciliation.Domain;
using MobilePay.Reconciliation.Persistence;

namespace MobilePay.Reconciliation.Features.Fetching;

/// <summary>
/// Does what is due by the timetable: asks hospitals for days they have not handed over, builds a provisional day when none
/// comes, fetches the channels' statements, and calls a person when they do not come. What is due follows from what has come and
/// what was tried when, so that a night on which nothing ran is made up by the first look after it.
/// </summary>
public sealed class KeepTimetable(
    ReconciliationDbContext db, IHisSyncApi his, IEnumerable<IDueSource> sources, TimetableClock clock,
    ILogger<KeepTimetable> log)
{
    public async Task Do(CancellationToken stop)
    {
        var today = BusinessDay.Of(clock.Now, TimeOnly.MinValue).Date;
        foreach (var hospitalId in await Hospitals(stop))
        {
            // Before the platform took its first money there is nothing to be handed over.
            if (await FirstDay(hospitalId, stop) is not { } first)
                continue;
            for (var day = today.AddDays(-clock.DaysBack); day <= today; day = day.AddDays(1))
                if (day >= first)
                    await Look(hospitalId, day, stop);
        }
    }

    // One day's trouble must not keep the others from their files.
    private async Task Look(string hospitalId, DateOnly day, CancellationToken stop)
    {
        try
        {
            db.ChangeTracker.Clear();
            if (await db.IsClosed(hospitalId, day, stop))
                return;
            foreach (var source in sources)
                await source.Do(hospitalId, day, stop);
        }
        catch (Exception broken) when (!stop.IsCancellationRequested)
        {
            log.LogError(broken, "The sources of {Day} of hospital {HospitalId} could not be looked after", day, hospitalId);
        }
    }

    private async Task<List<string>> Hospitals(CancellationToken stop)
    {
        using var answer = await his.Hospitals(stop);
        return answer is { IsSuccessStatusCode: true, Error: null, Content: { } all }
            ? all.ConvertAll(h => h.Id)
            : await db.Handovers.Select(h => h.HospitalId).Distinct().ToListAsync(stop);
    }

    private async Task<DateOnly?> FirstDay(string hospitalId, CancellationToken stop) =>
        await db.PlatformPayments.Where(p => p.HospitalId == hospitalId).OrderBy(p => p.PaidAt)
            .Select(p => (DateTimeOffset?)p.PaidAt).FirstOrDefaultAsync(stop) is { } at
            ? BusinessDay.Of(at, TimeOnly.MinValue).Date : null;
}

/// <summary>The timetable and the time it is.</summary>
public sealed class TimetableClock(
    IOptions<TimetableOptions> timetable, IOptions<ReconciliationOptions> options, TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public int DaysBack => timetable.Value.DaysBack;

    public DayTimes Times { get; } = new(timetable.Value, options.Value.CutOff);
}

/// <summary>A kind of source that is fetched by the timetable.</summary>
public interface IDueSource
{
    /// <summary>Does for one day what is due by now; harmless where nothing is.</summary>
    Task Do(string hospitalId, DateOnly day, CancellationToken stop);
}

/// <summary>Asks a hospital for its day while it has not handed it over.</summary>
public sealed class HandoverDue(
    ReconciliationDbContext db, HandoverFetch fetch, ProvisionalDay provisional, MissingSources missing, TimetableClock clock)
    : IDueSource
{
    public async Task Do(string hospitalId, DateOnly day, CancellationToken stop)
    {
        if (clock.Times.PullDue(day, clock.Now) is not { } at || await IsHandedOver(hospitalId, day, stop))
            return;

        // Null: this time's try was made already.
        if (await fetch.Do(hospitalId, day, at, stop) is not { Error: not null } || clock.Now < clock.Times.Pulls(day)[^1])
            return;

        await provisional.Build(hospitalId, day, clock.Times.EndOf(day), stop);
        await missing.Call(SourceOf.HospitalsDay(hospitalId, day), stop);
    }

    private Task<bool> IsHandedOver(string hospitalId, DateOnly day, CancellationToken stop) => db.Handovers.AnyAsync(
        h => h.HospitalId == hospitalId && h.Day == day && h.Status == SourceStatus.Current && !h.IsProvisional, stop);
}

/// <summary>Fetches the statements of a day from the morning after it on, until they are here or a person is called.</summary>
public sealed class StatementsDue(
    ReconciliationDbContext db, ExpectedStatements expected, StatementFetch fetch, MissingSources missing, TimetableClock clock)
    : IDueSource
{
    public async Task Do(string hospitalId, DateOnly day, CancellationToken stop)
    {
        if (clock.Times.FetchDue(day, clock.Now) is not { } at)
            return;

        var isLate = at == clock.Times.Fetches(day)[^1];
        foreach (var row in await expected.Of(hospitalId, day, stop))
        {
            if (row.Status == "arrived")
                continue;

            db.ChangeTracker.Clear();
            var kept = await fetch.Do(new StatementMerchant(hospitalId, row.Channel, row.MerchantId), day, at, stop);
            if (isLate && kept is not ({ Error: null } or { Error.Code: FetchTry.NoTrade }))
                await missing.Call(new(hospitalId, day, row.Channel, row.MerchantId), stop);
        }
    }
}
