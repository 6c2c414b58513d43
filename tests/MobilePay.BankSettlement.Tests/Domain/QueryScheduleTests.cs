using MobilePay.BankSettlement.Domain;

namespace MobilePay.BankSettlement.Tests.Domain;

public sealed class QueryScheduleTests
{
    private static readonly DateTimeOffset Start = new(2025, 10, 9, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_steps_are_those_of_the_rule()
    {
        int[] expected = [3, 5, 10, 30, 60, 300, 1800, 1800];

        Gaps(Start.AddDays(1), 0.5).Take(expected.Length).ShouldBe(expected.Select(s => TimeSpan.FromSeconds(s)));
    }

    [Theory]
    [InlineData(0.0, 2.4)]
    [InlineData(1.0, 3.6)]
    public void The_jitter_is_a_fifth_to_either_side(double dice, double seconds) =>
        (QuerySchedule.Next(0, Start.AddDays(1), Start, dice)!.Value - Start).TotalSeconds.ShouldBe(seconds, 0.000001);

    [Fact]
    public void The_moment_after_the_expiry_is_never_stepped_over() =>
        Moments(Start.AddMinutes(15), 0.5).ShouldContain(Start.AddMinutes(15).AddSeconds(10));

    [Fact]
    public void It_ends_a_day_after_the_expiry()
    {
        var moments = Moments(Start.AddMinutes(15), 0.5).ToList();

        moments[^1].ShouldBeLessThanOrEqualTo(Start.AddMinutes(15).AddDays(1));
        moments.Count.ShouldBeLessThanOrEqualTo(6 + 1 + 48);
    }

    private static IEnumerable<TimeSpan> Gaps(DateTimeOffset expiresAt, double dice)
    {
        var before = Start;
        foreach (var moment in Moments(expiresAt, dice))
        {
            yield return moment - before;
            before = moment;
        }
    }

    private static IEnumerable<DateTimeOffset> Moments(DateTimeOffset expiresAt, double dice)
    {
        var now = Start;
        for (var queries = 0; QuerySchedule.Next(queries, expiresAt, now, dice) is { } next; queries++)
        {
            now = next;
            yield return next;
        }
    }
}
