using System.ComponentModel.DataAnnotations;

namespace MobilePay.Payments;

public sealed class PaymentOptions
{
    /// <summary>How long a patient may take to pay before the order is closed.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "02:00:00")]
    public TimeSpan PayWithin { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// How long the hospital keeps a bill locked beyond that, so that a close in doubt does not free it too early.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan LockBeyond { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long one request may work on opening a payment before a repeat with the same key may take over.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:02:00")]
    public TimeSpan OpenWithin { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long keys are kept; channels notify for 25 hours and people return the next day.</summary>
    [Range(typeof(TimeSpan), "7.00:00:00", "90.00:00:00")]
    public TimeSpan KeepKeys { get; init; } = TimeSpan.FromDays(7);
}
