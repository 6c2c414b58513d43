using System.ComponentModel.DataAnnotations;

namespace MobilePay.BankSettlement;

/// <summary>How the service asks channels about open orders; when it asks is fixed in the domain's schedule.</summary>
public sealed class QueryOptions
{
    /// <summary>How often it looks for orders that are due.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan PollEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Orders one replica takes at once.</summary>
    [Range(1, 1000)]
    public int OrdersAtOnce { get; init; } = 50;

    /// <summary>Calls to channels under way at once.</summary>
    [Range(1, 100)]
    public int CallsAtOnce { get; init; } = 8;
}
