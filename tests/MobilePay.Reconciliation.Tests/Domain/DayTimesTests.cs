using MobilePay.Reconciliation.Domain;

namespace MobilePay.Reconciliation.Tests.Domain;

public sealed class DayTimesTests
{
    private static readonly DateOnly Day = new(2026, 11, 23);
    private readonly DayTimes times = new(new(), new(23, 0));

    [Fact]
    public void A_hospital_is_asked_after_its_day_and_thrice_in_the_night() => times.Pulls(Day).ShouldBe(
        [China(23, 23, 5), China(23, 23, 30), China(24, 0, 30), China(24, 6, 0)]);

    [Fact]
    public void Statements_are_fetched_from_half_past_ten_to_two() =>
        (times.Fetches(Day)[0], times.Fetches(Day)[1], times.Fetches(Day)[^1], times.Fetches(Day).Count)
            .ShouldBe((China(24, 10, 30), China(24, 10, 45), China(24, 14, 0), 15));

    [Theory]
    [InlineData(23, 23, 4, null)]
    [InlineData(23, 23, 5, "23 23:05")]
    [InlineData(23, 23, 45, "23 23:30")]
    [InlineData(24, 5, 59, "24 00:30")]
    [InlineData(24, 6, 59, "24 06:00")]
    [InlineData(24, 9, 10, "24 09:00")]
    public void What_is_due_is_the_latest_time_that_has_come(int day, int hour, int minute, string? due) =>
        times.PullDue(Day, China(day, hour, minute))?.ToOffset(TimeSpan.FromHours(8))
            .ToString("dd HH:mm", System.Globalization.CultureInfo.InvariantCulture).ShouldBe(due);

    [Theory]
    [InlineData(10, 29, null)]
    [InlineData(10, 50, "10:45")]
    [InlineData(13, 59, "13:45")]
    [InlineData(20, 0, "14:00")]
    public void Statements_are_due_by_the_quarter_of_an_hour(int hour, int minute, string? due) =>
        times.FetchDue(Day, China(24, hour, minute))?.ToOffset(TimeSpan.FromHours(8))
            .ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture).ShouldBe(due);

    [Fact]
    public void A_day_that_ends_at_midnight_is_asked_for_after_midnight() =>
        new DayTimes(new() { PullsAt = [new(6, 0)] }, TimeOnly.MinValue).Pulls(Day).ShouldBe([China(24, 0, 5), China(24, 6, 0)]);

    private static DateTimeOffset China(int day, int hour, int minute) =>
        new DateTimeOffset(2026, 11, day, hour, minute, 0, TimeSpan.FromHours(8)).ToUniversalTime();
}
