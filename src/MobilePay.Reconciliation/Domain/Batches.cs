using System.Globalization;

namespace MobilePay.Reconciliation.Domain;

/// <summary>Days on which banks pay: weekends and holidays bundle what would arrive on them.</summary>
public sealed class BankCalendar(IEnumerable<DateOnly> holidays, IEnumerable<DateOnly> workdays)
{
    private readonly HashSet<DateOnly> closed = [.. holidays];
    private readonly HashSet<DateOnly> open = [.. workdays];

    public bool IsOpen(DateOnly day) =>
        open.Contains(day) || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !closed.Contains(day));

    public DateOnly After(DateOnly day, int openDays)
    {
        for (var left = openDays; left > 0;)
            if (IsOpen(day = day.AddDays(1)))
                left--;
        return day;
    }
}

/// <summary>Makes the days of a hospital's merchants into the batches their channels pay out.</summary>
public static class Batches
{
    /// <summary>A channel pays the day after (T+1); what is not here after the third bank day is late.</summary>
    public const int LateAfterDays = 3;

    /// <summary>Longer than any bundle: behind it an equal amount is a chance.</summary>
    public const int ArrivesWithinDays = 10;

    public static List<Batch> Of(
        string hospitalId, IEnumerable<MerchantDay> days, string numberPattern, BankCalendar calendar)
    {
        var batches = new List<Batch>();
        foreach (var merchant in days.Where(d => d is not { GrossFen: 0, RefundsFen: 0, FeesFen: 0 })
            .GroupBy(d => (d.Channel, d.MerchantId)))
        {
            Batch? carried = null;
            foreach (var day in merchant.OrderBy(d => d.Day))
            {
                var batch = Make(hospitalId, day, carried, numberPattern, calendar);
                if (batch.NetFen > 0)
                    batches.Add(batch);
                carried = batch.NetFen > 0 ? null : batch;
            }

            if (carried is not null)
                batches.Add(carried);
        }

        return [.. batches.OrderBy(b => b.Day).ThenBy(b => b.BatchNo, StringComparer.Ordinal)];
    }

    private static Batch Make(
        string hospitalId, MerchantDay day, Batch? carried, string numberPattern, BankCalendar calendar) => new()
        {
            HospitalId = hospitalId,
            BatchNo = NumberOf(day, numberPattern),
            Channel = day.Channel,
            MerchantId = day.MerchantId,
            Day = day.Day,
            FirstDay = carried?.FirstDay ?? day.Day,
            GrossFen = day.GrossFen + (carried?.GrossFen ?? 0),
            RefundsFen = day.RefundsFen + (carried?.RefundsFen ?? 0),
            FeesFen = day.FeesFen + (carried?.FeesFen ?? 0),
            NetFen = day.NetFen + (carried?.NetFen ?? 0),
            ExpectedOn = calendar.After(day.Day, 1),
            LateAfter = calendar.After(day.Day, LateAfterDays),
        };

    private static string NumberOf(MerchantDay day, string pattern) => pattern
        .Replace("{channel}", day.Channel, StringComparison.Ordinal)
        .Replace("{merchant}", day.MerchantId, StringComparison.Ordinal)
        .Replace("{day}", day.Day.ToString("yyyyMMdd", CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
