namespace MobilePay.Primitives;

/// <summary>
/// The day a hospital books money on: Asia/Shanghai, cut at the hospital's own hour.
/// With a cut-off of 23:00, what is paid at 23:00:00 belongs to the next day.
/// </summary>
public readonly record struct BusinessDay(DateOnly Date)
{
    /// <summary>
    /// China has one zone and no daylight saving (since 1991), so a fixed offset is exact and needs no tz files.
    /// </summary>
    public static readonly TimeSpan ChinaOffset = TimeSpan.FromHours(8);

    public static BusinessDay Of(DateTimeOffset instant, TimeOnly cutOff)
    {
        var local = instant.ToOffset(ChinaOffset);
        var date = DateOnly.FromDateTime(local.Date);
        return new(TimeOnly.FromTimeSpan(local.TimeOfDay) >= cutOff && cutOff != TimeOnly.MinValue ? date.AddDays(1) : date);
    }

    public override string ToString() => Date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
