using System.Globalization;
using MobilePay.Primitives;

namespace MobilePay.BankSettlement.Clients.UnionPay;

/// <summary>UnionPay's times: Beijing, whole seconds, and in places without a year.</summary>
internal static class UnionPayTime
{
    private const string Whole = "yyyyMMddHHmmss";

    public static string Text(DateTimeOffset time) =>
        time.ToOffset(BusinessDay.ChinaOffset).ToString(Whole, CultureInfo.InvariantCulture);

    public static DateTimeOffset? Read(string? text) =>
        DateTime.TryParseExact(text, Whole, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? new DateTimeOffset(local, BusinessDay.ChinaOffset).ToUniversalTime()
            : null;

    /// <summary>A time MMddHHmmss of about the time of the order, from which it takes its year.</summary>
    public static DateTimeOffset? Read(string? withoutYear, DateTimeOffset ordered)
    {
        // A payment of New Year's Eve may be booked in the new year: the nearest such time is meant.
        var year = ordered.ToOffset(BusinessDay.ChinaOffset).Year;
        return new[] { year - 1, year, year + 1 }
            .Select(y => Read(y.ToString(CultureInfo.InvariantCulture) + withoutYear))
            .Where(time => time is not null)
            .MinBy(time => (time!.Value - ordered).Duration());
    }
}
