using MobilePay.Primitives;

namespace MobilePay.Reconciliation.Domain;

/// <summary>
/// Which days of the hospital and of its merchants have arrived, and so whether what is missing may still come. Days are the
/// side's own: the hospital's is cut at its hour (23:00), the channel's at midnight in China.
/// </summary>
/// <param name="HandoverDays">Days the hospital itself handed over; a provisional one does not count.</param>
/// <param name="StatementDays">Days whose statement is here, by channel and merchant number.</param>
public sealed record Sources(
    TimeOnly CutOff,
    IReadOnlySet<DateOnly> HandoverDays,
    IReadOnlySet<(string Channel, string MerchantId, DateOnly Day)> StatementDays)
{
    /// <summary>How long a hospital may take to book what the channel took just before the cut-off.</summary>
    public static readonly TimeSpan HospitalSlack = TimeSpan.FromMinutes(30);

    /// <summary>By how much two clocks may differ at midnight.</summary>
    public static readonly TimeSpan ChannelSlack = TimeSpan.FromMinutes(5);

    /// <summary>Channels may post a refund up to this many days after it was asked for.</summary>
    public const int RefundDays = 3;

    /// <summary>The last day in whose hand-over the hospital's line may stand; null when all of them are here.</summary>
    public DateOnly? HospitalMayFollowOn(ThreeSides item)
    {
        var last = BusinessDay.Of(item.At + HospitalSlack, CutOff).Date;
        return HandoverDays.Contains(BusinessDay.Of(item.At, CutOff).Date) && HandoverDays.Contains(last) ? null : last;
    }

    /// <summary>The last day in whose statement the channel's line may stand; null when all of them are here.</summary>
    public DateOnly? ChannelMayFollowOn(ThreeSides item)
    {
        var first = ChinaDay(item.At - ChannelSlack);
        var last = item.Kind == LineKind.Refund ? first.AddDays(RefundDays) : ChinaDay(item.At + ChannelSlack);
        for (var day = first; day <= last; day = day.AddDays(1))
            if (!IsHere(item, day))
                return last;
        return null;
    }

    private bool IsHere(ThreeSides item, DateOnly day) => item.MerchantId.Length > 0
        ? StatementDays.Contains((item.Channel, item.MerchantId, day))
        : StatementDays.Any(s => s.Day == day && (item.Channel.Length == 0 || s.Channel == item.Channel));

    private static DateOnly ChinaDay(DateTimeOffset at) => BusinessDay.Of(at, TimeOnly.MinValue).Date;
}
