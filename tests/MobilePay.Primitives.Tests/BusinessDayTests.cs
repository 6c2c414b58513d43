using System.Globalization;

namespace MobilePay.Primitives.Tests;

public sealed class BusinessDayTests
{
    private static readonly TimeOnly ElevenAtNight = new(23, 0);

    [Theory]
    [InlineData("2026-11-23T22:59:59+08:00", "2026-11-23")]
    [InlineData("2026-11-23T23:00:00+08:00", "2026-11-24")]
    [InlineData("2026-11-23T00:00:00+08:00", "2026-11-23")]
    [InlineData("2026-11-23T14:59:59Z", "2026-11-23")]
    [InlineData("2026-11-23T15:00:00Z", "2026-11-24")]
    public void What_is_paid_at_the_cut_off_belongs_to_the_next_day(string instant, string day) =>
        BusinessDay.Of(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture), ElevenAtNight).ToString().ShouldBe(day);

    [Fact]
    public void A_hospital_that_cuts_at_midnight_keeps_the_calendars_day() =>
        BusinessDay.Of(DateTimeOffset.Parse("2026-11-23T16:00:00Z", CultureInfo.InvariantCulture), TimeOnly.MinValue)
            .ToString().ShouldBe("2026-11-24");
}
