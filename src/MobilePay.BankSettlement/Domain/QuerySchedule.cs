namespace MobilePay.BankSettlement.Domain;

/// <summary>When an open order is asked about: often at first, when people pay, and seldom later (rule U4).</summary>
public static class QuerySchedule
{
    private static readonly TimeSpan[] Steps =
    [
        TimeSpan.FromSeconds(3),
        TimeSpan.FromSeconds(5),
        TimeSpan.FromSeconds(10),
        TimeSpan.FromSeconds(30),
        TimeSpan.FromSeconds(60),
        TimeSpan.FromMinutes(5),
    ];

    private static readonly TimeSpan Thereafter = TimeSpan.FromMinutes(30);
    private const double Jitter = 0.2;

    // The last payment may be on its way when the order expires.
    private static readonly TimeSpan AfterExpiry = TimeSpan.FromSeconds(10);

    /// <summary>An order nobody could decide is asked about for a day after its end, and is a person's from then on.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(1);

    /// <summary>When nothing can be paid any more and all that was paid can be seen.</summary>
    public static DateTimeOffset LastLook(DateTimeOffset expiresAt) => expiresAt + AfterExpiry;

    /// <summary>The time of the next query, or null when it would come after the deadline.</summary>
    /// <param name="queries">How many were made.</param>
    /// <param name="dice">Between 0 and 1: orders placed together are not asked about together.</param>
    public static DateTimeOffset? Next(int queries, DateTimeOffset expiresAt, DateTimeOffset now, double dice)
    {
        var step = queries < Steps.Length ? Steps[queries] : Thereafter;
        var next = now + step * (1 - Jitter + 2 * Jitter * dice);

        // The moment after expiry is the one at which the truth is about to become final: never step over it.
        var last = LastLook(expiresAt);
        if (now < last && next > last)
            return last;

        return next <= expiresAt + GiveUpAfter ? next : null;
    }
}
