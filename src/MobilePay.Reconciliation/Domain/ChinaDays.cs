using MobilePay.Primitives;

namespace MobilePay.Reconciliation.Domain;

/// <summary>Days as channels and banks have them: cut at midnight in China.</summary>
public static class ChinaDays
{
    public static DateOnly Of(DateTimeOffset at) => BusinessDay.Of(at, TimeOnly.MinValue).Date;

    public static DateTimeOffset Midnight(DateOnly day) =>
        new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), BusinessDay.ChinaOffset).ToUniversalTime();
}
