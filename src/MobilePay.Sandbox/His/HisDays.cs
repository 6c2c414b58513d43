using System.Globalization;
using Microsoft.Extensions.Options;
using MobilePay.Sandbox.Books;

namespace MobilePay.Sandbox.His;

/// <summary>A day the hospital has closed: what it booked from then to then.</summary>
internal sealed record HisClosedDay(string BusinessDate, string From, string To, string ClosedAt);

/// <summary>The hospital's days end at its cut-off, or when somebody closes one; a closed day takes nothing more.</summary>
internal sealed class HisDays(IOptions<SandboxOptions> options, SandboxDay day) : IDisposable
{
    private const string DateForm = "yyyy-MM-dd";
    private readonly Ledger<HisClosedDay> closed = new(options.Value.Directory, "book-his-days.jsonl", day => day.BusinessDate);

    /// <summary>The day of what is booked now.</summary>
    public string Current => closed.Locked(() =>
    {
        var now = day.Now;
        var date = DateOnly.FromDateTime(now.DateTime);
        if (now.TimeOfDay >= options.Value.Statements.HospitalCutOff)
            date = date.AddDays(1);
        while (closed.Get(Text(date)) is not null)
            date = date.AddDays(1);
        return Text(date);
    });

    /// <summary>The newest day that ended by the clock.</summary>
    public DateOnly LastEnded
    {
        get
        {
            var today = DateOnly.FromDateTime(day.Now.DateTime);
            return day.Now >= EndOf(today) ? today : today.AddDays(-1);
        }
    }

    public static DateOnly? Read(string text) => DateOnly.TryParseExact(
        text, DateForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    public static string Text(DateOnly date) => date.ToString(DateForm, CultureInfo.InvariantCulture);

    /// <summary>Null while the day is not over. The first to ask after its end closes it.</summary>
    public HisClosedDay? Closed(DateOnly date) => closed.Locked(() =>
        closed.Get(Text(date)) ?? (day.Now >= EndOf(date) ? Keep(date, EndOf(date)) : null));

    /// <summary>Closes the day now, at a person's wish; null for a day that has not begun.</summary>
    public HisClosedDay? CloseNow(DateOnly date) => closed.Locked(() =>
        Closed(date) ?? (day.Now >= BeginOf(date) ? Keep(date, day.Now) : null));

    public void Dispose() => closed.Dispose();

    private HisClosedDay Keep(DateOnly date, DateTimeOffset to) => closed.Keep(new HisClosedDay(
        Text(date), BeginOf(date).ToWire(), to.ToWire(), day.Now.ToWire()));

    /// <summary>A day begins where the one before it ended, early or not.</summary>
    private DateTimeOffset BeginOf(DateOnly date) => closed.Get(Text(date.AddDays(-1))) is { } before
        ? DateTimeOffset.Parse(before.To, CultureInfo.InvariantCulture) : EndOf(date.AddDays(-1));

    private DateTimeOffset EndOf(DateOnly date) =>
        new(date.ToDateTime(TimeOnly.MinValue) + options.Value.Statements.HospitalCutOff, TimeSpan.FromHours(8));
}
