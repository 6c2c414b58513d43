using System.ComponentModel.DataAnnotations;

namespace MobilePay.Reconciliation;

/// <summary>When the sources of a day are fetched. All times are China's, of the day itself or of the one after it.</summary>
public sealed class TimetableOptions
{
    /// <summary>How often it is looked whether something is due.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:15:00")]
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long after the end of its day a hospital that pushes has before it is asked.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "02:00:00")]
    public TimeSpan PullAfterCutOff { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// When a hospital is asked again; after the last one a provisional day is built. 23:30, 00:30 and 06:00 where empty: the
    /// defaults do not stand here, for configuration adds to a list and would never take away.
    /// </summary>
    public IReadOnlyList<TimeOnly> PullsAt { get; init; } = [];

    /// <summary>How often a hospital is still asked while a provisional day stands in for its own.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "1.00:00:00")]
    public TimeSpan PullAgainEvery { get; init; } = TimeSpan.FromHours(1);

    public TimeOnly StatementsFrom { get; init; } = new(10, 30);

    /// <summary>After this a person is called.</summary>
    public TimeOnly StatementsUntil { get; init; } = new(14, 0);

    [Range(typeof(TimeSpan), "00:01:00", "04:00:00")]
    public TimeSpan StatementsEvery { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How many days back it is looked for what has not come.</summary>
    [Range(1, 31)]
    public int DaysBack { get; init; } = 3;
}
