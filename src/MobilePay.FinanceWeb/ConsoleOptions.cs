using System.ComponentModel.DataAnnotations;

namespace MobilePay.FinanceWeb;

public sealed class ConsoleOptions
{
    /// <summary>After how long without a hand on the keys a session ends.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "08:00:00")]
    public TimeSpan IdleAfter { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long one signing in is good for at most.</summary>
    [Range(typeof(TimeSpan), "00:10:00", "1.00:00:00")]
    public TimeSpan SessionLasts { get; init; } = TimeSpan.FromHours(8);

    /// <summary>How often an open page is asked whether its session still stands.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan LookAgainAfter { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long the code an approver typed holds for what she approves next: an app makes a new one only every half minute, and
    /// six proposals are not to take three. 0 asks every time.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:15:00")]
    public TimeSpan CodeHolds { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Wrong tries in a row after which an account rests.</summary>
    [Range(3, 10)]
    public int TriesMax { get; init; } = 5;

    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan RestsFor { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long a one-time link may wait to be opened.</summary>
    [Range(typeof(TimeSpan), "00:10:00", "7.00:00:00")]
    public TimeSpan LinkLasts { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Where the first administrator's link is also written, for an operator who sits at this machine.</summary>
    public string? LinkDirectory { get; init; }
}
