using MobilePay.Primitives;

namespace MobilePay.Reconciliation.Domain;

/// <summary>The times at which a day's sources are fetched, as instants.</summary>
public sealed class DayTimes(TimetableOptions options, TimeOnly cutOff)
{
    private static readonly TimeOnly[] UsualPulls = [new(23, 30), new(0, 30), new(6, 0)];

    /// <summary>When the hospital's day is over.</summary>
    public DateTimeOffset EndOf(DateOnly day) =>
        cutOff == TimeOnly.MinValue ? At(day.AddDays(1), cutOff) : At(day, cutOff);

    /// <summary>In order; the last is the one after which a provisional day takes the missing one's place.</summary>
    public IReadOnlyList<DateTimeOffset> Pulls(DateOnly day)
    {
        var end = EndOf(day);
        return
        [
            .. (options.PullsAt is { Count: > 0 } own ? own : UsualPulls).Select(time => NextAfter(end, day, time))
                .Append(end + options.PullAfterCutOff).Distinct().Order(),
        ];
    }

    public IReadOnlyList<DateTimeOffset> Fetches(DateOnly day)
    {
        var (from, until) = (At(day.AddDays(1), options.StatementsFrom), At(day.AddDays(1), options.StatementsUntil));
        var times = new List<DateTimeOffset>();
        for (var time = from; time < until; time += options.StatementsEvery)
            times.Add(time);
        times.Add(until);
        return times;
    }

    /// <summary>The latest pull that is due by now; null before the first.</summary>
    public DateTimeOffset? PullDue(DateOnly day, DateTimeOffset now)
    {
        var pulls = Pulls(day);
        if (now < pulls[^1])
            return Latest(pulls, now);
        var more = (now - pulls[^1]).Ticks / options.PullAgainEvery.Ticks;
        return pulls[^1] + more * options.PullAgainEvery;
    }

    public DateTimeOffset? FetchDue(DateOnly day, DateTimeOffset now) => Latest(Fetches(day), now);

    private static DateTimeOffset? Latest(IReadOnlyList<DateTimeOffset> times, DateTimeOffset now) =>
        times.Where(time => time <= now).Select(time => (DateTimeOffset?)time).LastOrDefault();

    private static DateTimeOffset NextAfter(DateTimeOffset end, DateOnly day, TimeOnly time)
    {
        var at = At(day, time);
        while (at < end)
            at = at.AddDays(1);
        return at;
    }

    private static DateTimeOffset At(DateOnly day, TimeOnly time) =>
        new DateTimeOffset(day.ToDateTime(time), BusinessDay.ChinaOffset).ToUniversalTime();
}
